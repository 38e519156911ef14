// SQL of people, their sessions and what they hold once. Columns in quotes are named by the sign-in library.
import type { MemberRole } from '#shared/permissions/actions.ts';
import type { Db } from '../db/connect.ts';

export interface PersonRow {
  id: string;
  name: string;
  email: string;
  twoFactorEnabled: boolean;
}

/** Who stands behind a session, and their membership of one workspace where they have one. */
export interface SignedInRow extends PersonRow {
  sessionId: string;
  memberId: string | null;
  memberName: string | null;
  role: MemberRole | null;
  workspaceId: string | null;
}

/**
 * The person of a living session. Membership is read with each request: whoever was disabled on one node is out on all.
 * @param slug Null asks for the person's workspace where they have only one.
 */
export async function selectSignedIn(db: Db, token: string, slug: string | null): Promise<SignedInRow[]> {
  return db<SignedInRow[]>`
    select
      p.id, p.name, p.email, p."twoFactorEnabled", s.id as session_id,
      m.id as member_id, m.name as member_name, m.role, m.workspace_id
    from session s
    join person p on p.id = s."userId"
    left join (
      member m join workspace w on w.id = m.workspace_id and (${slug}::text is null or w.slug = ${slug})
    ) on m.person_id = p.id and m.disabled_at is null
    where s.token = ${token} and s."expiresAt" > now()
    limit 2`;
}

/** @param email Canonical. */
export async function selectPersonByEmail(db: Db, email: string): Promise<PersonRow | null> {
  const rows = await db<PersonRow[]>`select id, name, email, "twoFactorEnabled" from person where email = ${email}`;
  return rows[0] ?? null;
}

/** The person with this address, made when there is none. An existing one keeps their name. */
export async function ensurePerson(db: Db, person: { id: string; name: string; email: string }): Promise<PersonRow> {
  const rows = await db<PersonRow[]>`
    insert into person (id, name, email) values (${person.id}, ${person.name}, ${person.email})
    on conflict (email) do update set email = excluded.email
    returning id, name, email, "twoFactorEnabled"`;
  return rows[0] as PersonRow;
}

/** Sets the password of somebody who has none. @returns Whether it was set. */
export async function insertPassword(
  db: Db,
  account: { id: string; personId: string; hash: string },
): Promise<boolean> {
  const { id, personId, hash } = account;
  const { count } = await db`
    insert into account (id, "userId", "accountId", "providerId", password)
    values (${id}, ${personId}, ${personId}, 'credential', ${hash})
    on conflict ("userId", "providerId") do nothing`;
  return count === 1;
}

/** Sets the password, whatever it was. */
export async function replacePassword(db: Db, account: { id: string; personId: string; hash: string }): Promise<void> {
  const { id, personId, hash } = account;
  await db`
    insert into account (id, "userId", "accountId", "providerId", password)
    values (${id}, ${personId}, ${personId}, 'credential', ${hash})
    on conflict ("userId", "providerId") do update set password = excluded.password, "updatedAt" = now()`;
}

/** Notes that a mailed link came back. */
export async function markVerified(db: Db, personId: string): Promise<void> {
  await db`update person set "emailVerified" = true where id = ${personId}`;
}

/** How somebody can sign in, for their own eyes. */
export async function selectSecurity(db: Db, personId: string): Promise<{ twoFactor: boolean; hasPassword: boolean }> {
  const rows = await db<{ twoFactor: boolean; hasPassword: boolean }[]>`
    select p."twoFactorEnabled" as two_factor,
      exists (select from account a where a."userId" = p.id and a."providerId" = 'credential') as has_password
    from person p where p.id = ${personId}`;
  return rows[0] ?? { twoFactor: false, hasPassword: false };
}

/** Signs out one browser. */
export async function deleteSession(db: Db, token: string): Promise<void> {
  await db`delete from session where token = ${token}`;
}

/** Signs a person out everywhere, but for the session with this token. */
export async function deleteSessionsOf(db: Db, personId: string, keptToken: string | null = null): Promise<void> {
  await db`delete from session where "userId" = ${personId} and token is distinct from ${keptToken}`;
}

/** Takes back what was handed out to a person and not used: links, resets, challenges. */
export async function deletePending(db: Db, values: readonly string[]): Promise<void> {
  await db`delete from verification where value in ${db([...values])}`;
}

/** What a one-time link's row says, while the link can be used. */
export async function selectPending(db: Db, identifier: string): Promise<string | null> {
  const rows = await db<{ value: string }[]>`
    select value from verification where identifier = ${identifier} and "expiresAt" > now()`;
  return rows[0]?.value ?? null;
}

/** The encrypted secret of a person's authenticator. */
export async function selectTotpSecret(db: Db, personId: string): Promise<string | null> {
  const rows = await db<{ secret: string }[]>`select secret from two_factor where "userId" = ${personId}`;
  return rows[0]?.secret ?? null;
}

/** Takes a step's code; of all nodes that try, one succeeds. */
export async function claimTotpStep(db: Db, personId: string, step: number): Promise<boolean> {
  const { count } = await db`
    update two_factor set last_step = ${step} where "userId" = ${personId} and last_step < ${step}`;
  return count === 1;
}

/** Drops what has expired. @returns How many rows. */
export async function deleteExpired(db: Db): Promise<number> {
  const sessions = await db`delete from session where "expiresAt" < now()`;
  const tokens = await db`delete from verification where "expiresAt" < now()`;
  return sessions.count + tokens.count;
}
