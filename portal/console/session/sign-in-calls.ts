// The calls of sign-in: plain POSTs, answered with a session cookie that scripts cannot read.

export type SignInOutcome = { ok: true; second: boolean } | { ok: false; status: number; message: string };

/** Signs in; `second` when the second step is still to come. */
export function signIn(email: string, password: string): Promise<SignInOutcome> {
  return post('/sign-in/email', { email, password });
}

/** Asks for a one-time link by mail; the answer is the same whether the address is known or not. */
export function mailSignInLink(email: string, to: string): Promise<SignInOutcome> {
  return post('/sign-in/magic-link', { email, callbackURL: to });
}

/** The second step by an authenticator's code. */
export function verifyCode(code: string): Promise<SignInOutcome> {
  return post('/two-factor/verify-totp', { code });
}

/** The second step by a recovery code. */
export function verifyBackupCode(code: string): Promise<SignInOutcome> {
  return post('/two-factor/verify-backup-code', { code });
}

/** Ends the session of this browser. */
export async function signOut(): Promise<void> {
  await post('/sign-out', {});
}

async function post(path: string, body: object): Promise<SignInOutcome> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json().catch(() => ({}))) as { twoFactorRedirect?: boolean; message?: string };
    return response.ok
      ? { ok: true, second: answer.twoFactorRedirect === true }
      : { ok: false, status: response.status, message: answer.message ?? '' };
  } catch {
    return { ok: false, status: 0, message: '' };
  }
}
