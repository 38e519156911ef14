// One-time links that sign a person in: made for mails and for the command line, shown by a page that changes nothing,
// used up by one POST.
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { hashToken, randomToken } from '../keys.ts';
import { linkIdentifier } from './link-identifier.ts';
import { selectPending, selectPersonByEmail } from './store.ts';

/** Minutes that a mailed link can be used. */
export const mailedLinkMinutes = 30;
/** A link that an administrator printed on their own terminal; they may want to read on first. */
const printedLinkMinutes = 24 * 60;

export interface SignInLink {
  token: string;
  url: string;
  expiresAt: Date;
}

/**
 * A link for whoever runs the server, printed and not mailed.
 * @throws AppError not_found when nobody with this address signs in here.
 */
export async function signInLink(deps: Deps, email: string): Promise<SignInLink> {
  const person = await selectPersonByEmail(deps.sql, email);
  if (person === null) {
    throw new AppError('not_found', 'Nobody with this address signs in here. Invite them first.');
  }
  return makeSignInLink(deps, person.email, printedLinkMinutes);
}

/**
 * A fresh link for a person who exists.
 * @param path Where the console goes on to.
 */
export async function makeSignInLink(
  deps: Pick<Deps, 'auth' | 'config'>,
  email: string,
  minutes: number,
  path?: string,
): Promise<SignInLink> {
  const token = randomToken();
  const expiresAt = new Date(Date.now() + minutes * 60_000);
  await deps.auth.keepSignInToken(token, email, expiresAt);
  const goOn = path === undefined ? '' : `&to=${encodeURIComponent(path)}`;
  return { token, url: `${deps.config.publicUrl}/console/link?token=${token}${goOn}`, expiresAt };
}

/** Whom a link would sign in, or null when it cannot be used any more. Changes nothing. */
export async function readSignInLink(deps: Pick<Deps, 'sql'>, token: string): Promise<string | null> {
  if (!isToken(token)) return null;
  // The store hashes every identifier, so that no library's habit can leave one in plain.
  const value = await selectPending(deps.sql, hashToken(linkIdentifier(token)).toString('base64url'));
  if (value === null) return null;
  const { email } = JSON.parse(value) as { email: string };
  return email;
}

/** Whether a text has the form of a token of ours; anything else never reaches the database. */
export function isToken(text: string): boolean {
  return /^[A-Za-z0-9_-]{43}$/.test(text);
}
