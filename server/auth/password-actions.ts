// Setting and changing passwords. Whoever changes one is signed out everywhere else, and links that were mailed before
// are no use any more.
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import type { AuthCaller } from './auth.ts';
import { hashPassword } from './password.ts';
import type { SignedInPerson } from './principal.ts';
import { signInValue } from './sign-in-value.ts';
import {
  deletePending,
  deleteSessionsOf,
  insertPassword,
  replacePassword,
  selectPersonByEmail,
  selectSecurity,
} from './store.ts';

type PasswordDeps = Pick<Deps, 'sql' | 'auth'>;

/**
 * Changes the password, or sets the first one of somebody who signed in by link.
 * @returns The library's answer, with the cookie of a fresh session; null when a first password was set.
 * @throws AppError bad_request when the current password is missing.
 */
export async function changePassword(
  deps: PasswordDeps,
  person: SignedInPerson,
  caller: AuthCaller,
  { currentPassword, newPassword }: { currentPassword?: string | undefined; newPassword: string },
): Promise<Response | null> {
  const { personId, email } = person;
  const { hasPassword } = await selectSecurity(deps.sql, personId);
  if (!hasPassword) {
    await insertPassword(deps.sql, { id: newId(), personId, hash: await hashPassword(newPassword) });
    return null;
  }
  if (currentPassword === undefined) {
    const message = 'Type your current password.';
    throw new AppError('bad_request', message, { fields: { currentPassword: message } });
  }
  const body = { currentPassword, newPassword, revokeOtherSessions: true };
  const response = await deps.auth.call('/change-password', caller, body);
  if (response.ok) await deletePending(deps.sql, [personId, signInValue(email)]);
  return response;
}

/**
 * Sets a new password for whoever just used a mailed link.
 * @param keptSession The session that the link opened; null while the second factor is still to come.
 */
export async function setPasswordAfterLink(
  deps: PasswordDeps,
  { email, password, keptSession }: { email: string; password: string; keptSession: string | null },
): Promise<void> {
  const hash = await hashPassword(password);
  await deps.sql.begin(async (tx) => {
    const person = await selectPersonByEmail(tx, email);
    if (person === null) throw new AppError('not_found', 'Nobody with this address signs in here any more.');
    await replacePassword(tx, { id: newId(), personId: person.id, hash });
    await deleteSessionsOf(tx, person.id, keptSession);
    await deletePending(tx, [signInValue(email)]);
  });
}
