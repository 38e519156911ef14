// The calls of an invitation.

export interface Invitation {
  workspaceName: string;
  workspaceSlug: string;
  email: string;
  hasAccount: boolean;
}

type Outcome<T> = { ok: true; value: T } | { ok: false; status: number; message: string };

/** What a link invites to. Changes nothing. */
export function readInvitation(token: string): Promise<Outcome<Invitation>> {
  return call<Invitation>(`/api/auth/invitation?token=${encodeURIComponent(token)}`);
}

/** Accepts; for a new person with the name and password that they chose. */
export function acceptInvitation(acceptance: {
  token: string;
  name?: string;
  password?: string;
}): Promise<Outcome<unknown>> {
  return call('/api/auth/invitation', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(acceptance),
  });
}

async function call<T>(url: string, init?: RequestInit): Promise<Outcome<T>> {
  try {
    const response = await fetch(url, init);
    const answer = (await response.json().catch(() => ({}))) as T & { message?: string };
    return response.ok
      ? { ok: true, value: answer }
      : { ok: false, status: response.status, message: answer.message ?? '' };
  } catch {
    return { ok: false, status: 0, message: '' };
  }
}
