// A signed-in member, made where the sign-in would have made it: the way there is not what is measured.
import { createHmac, randomBytes } from 'node:crypto';
import { sessionCookieName } from '../../server/auth/session-cookie.ts';
import type { Sql } from '../../server/db/connect.ts';
import { newId } from '../../server/ids.ts';
import { createKeys } from '../../server/keys.ts';
import { secretKey } from './stage.ts';

/** @returns the value of the Cookie header. */
export async function openSession(sql: Sql, personId: string): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  await sql`
    insert into session (id, "userId", token, "expiresAt")
    values (${newId()}, ${personId}, ${token}, now() + interval '1 day')`;
  const mac = createHmac('sha256', createKeys(secretKey).secretFor('sign-in')).update(token).digest('base64');
  return `${sessionCookieName}=${encodeURIComponent(`${token}.${mac}`)}`;
}
