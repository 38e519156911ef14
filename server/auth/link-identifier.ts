// How a sign-in link's token is kept.
import { hashToken } from '../keys.ts';

/** What is stored of a sign-in link's token, before the store hashes it once more with all identifiers. */
export function linkIdentifier(token: string): string {
  return hashToken(token).toString('base64url');
}
