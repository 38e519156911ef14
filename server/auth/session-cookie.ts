// The session cookie: `<token>.<MAC>`. The MAC is checked before the database is asked, so that a guess costs nothing
// and a copy of the session table signs nobody in.
import { createHmac } from 'node:crypto';
import { sameBytes, type Keys } from '../keys.ts';

/** Without the `__Secure-` that is put before it where PUBLIC_URL is https. */
export const sessionCookieName = 'deskbell.session';

/** A session ends after this, however much it was used. */
export const sessionDays = 30;

const macLength = 44;
const tokenMax = 128;

/** The session's token when the cookie is one of ours, otherwise null. */
export function readSessionToken(keys: Keys, publicUrl: string, cookieHeader: string | null): string | null {
  if (cookieHeader === null) return null;
  const name = publicUrl.startsWith('https:') ? `__Secure-${sessionCookieName}` : sessionCookieName;
  const value = cookieValue(cookieHeader, name);
  if (value === null || value.length > tokenMax + 1 + macLength) return null;
  const dot = value.length - macLength - 1;
  if (dot < 1 || value[dot] !== '.') return null;
  const token = value.slice(0, dot);
  const mac = createHmac('sha256', keys.secretFor('sign-in')).update(token).digest('base64');
  return sameBytes(Buffer.from(mac), Buffer.from(value.slice(dot + 1))) ? token : null;
}

function cookieValue(header: string, name: string): string | null {
  for (const part of header.split(';')) {
    const [key, value] = splitOnce(part.trim());
    if (key === name) return decoded(value);
  }
  return null;
}

function splitOnce(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function decoded(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}
