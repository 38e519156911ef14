// The calls about one's own sign-in: password, second step, other browsers.

export type Outcome<T> = { ok: true; value: T } | { ok: false; status: number; message: string };

export interface SecondStep {
  /** For the authenticator app. */
  totpURI: string;
  /** Recovery codes, shown once. */
  backupCodes: string[];
}

/** Sets a password, or changes it; then every other session ends. */
export function setPassword(newPassword: string, currentPassword: string): Promise<Outcome<unknown>> {
  return post('/change-password', { newPassword, ...given(currentPassword) });
}

/** Starts the second step; it counts from the first right code on. */
export function startSecondStep(password: string): Promise<Outcome<SecondStep>> {
  return post('/two-factor/enable', given(password, 'password'));
}

/** Confirms the second step with a code of the app. */
export function confirmSecondStep(code: string): Promise<Outcome<unknown>> {
  return post('/two-factor/verify-totp', { code });
}

/** Turns the second step off. */
export function endSecondStep(password: string): Promise<Outcome<unknown>> {
  return post('/two-factor/disable', given(password, 'password'));
}

/** Ends all sessions but this one. */
export function signOutOthers(): Promise<Outcome<unknown>> {
  return post('/revoke-other-sessions', {});
}

function given(password: string, name = 'currentPassword'): Record<string, string> {
  return password === '' ? {} : { [name]: password };
}

async function post<T>(path: string, body: object): Promise<Outcome<T>> {
  try {
    const response = await fetch(`/api/auth${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = (await response.json().catch(() => ({}))) as T & {
      message?: string;
      fields?: Record<string, string>;
    };
    if (response.ok) return { ok: true, value: answer };
    const message = Object.values(answer.fields ?? {})[0] ?? answer.message ?? '';
    return { ok: false, status: response.status, message };
  } catch {
    return { ok: false, status: 0, message: '' };
  }
}
