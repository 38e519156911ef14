// SQL of invitations.
import type { MemberRole } from '#shared/permissions/actions.ts';
import type { Db } from '../db/connect.ts';
import type { Invitation } from './member.ts';

interface Row extends Omit<Invitation, 'createdAt' | 'expiresAt'> {
  createdAt: Date;
  expiresAt: Date;
}

export interface PendingInvitation {
  id: string;
  email: string;
  role: MemberRole;
  workspaceName: string;
  workspaceSlug: string;
  invitedBy: string | null;
}

/** Those that can still be accepted, the newest first. */
export async function selectInvitations(db: Db, workspaceId: string): Promise<Invitation[]> {
  const rows = await db<Row[]>`
    select id, email, role, created_at, expires_at from invitation
    where workspace_id = ${workspaceId} and accepted_at is null and revoked_at is null and expires_at > now()
    order by created_at desc, id desc`;
  return rows.map(publicOf);
}

/** An invitation that ends after so many days. */
export async function insertInvitation(
  db: Db,
  workspaceId: string,
  invitation: {
    id: string;
    email: string;
    role: MemberRole;
    tokenHash: Buffer;
    invitedBy: string | null;
    days: number;
  },
): Promise<Invitation> {
  const { id, email, role, tokenHash, invitedBy, days } = invitation;
  const rows = await db<Row[]>`
    insert into invitation (workspace_id, id, email, role, token_hash, invited_by, expires_at)
    values (${workspaceId}, ${id}, ${email}, ${role}, ${tokenHash}, ${invitedBy}, now() + make_interval(days => ${days}))
    returning id, email, role, created_at, expires_at`;
  return publicOf(rows[0] as Row);
}

/** Takes back what is pending: one invitation, or all to an address. @returns How many. */
export async function revokeInvitations(
  db: Db,
  workspaceId: string,
  which: { id: string } | { email: string },
): Promise<number> {
  const matching = 'id' in which ? db`id = ${which.id}` : db`email = ${which.email}`;
  const { count } = await db`
    update invitation set revoked_at = now()
    where workspace_id = ${workspaceId} and ${matching} and accepted_at is null and revoked_at is null`;
  return count;
}

/** @param key The row and the hash of the whole token. */
export async function selectPendingInvitation(
  db: Db,
  workspaceId: string,
  key: { id: string; tokenHash: Buffer },
): Promise<PendingInvitation | null> {
  const rows = await db<PendingInvitation[]>`
    select i.id, i.email, i.role, w.name as workspace_name, w.slug as workspace_slug,
      (select m.name from member m where m.workspace_id = i.workspace_id and m.id = i.invited_by) as invited_by
    from invitation i join workspace w on w.id = i.workspace_id
    where i.workspace_id = ${workspaceId} and i.id = ${key.id} and i.token_hash = ${key.tokenHash}
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`;
  return rows[0] ?? null;
}

/** Uses an invitation up; of all who try at once, one succeeds. */
export async function claimInvitation(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const { count } = await db`
    update invitation set accepted_at = now()
    where workspace_id = ${workspaceId} and id = ${id}
      and accepted_at is null and revoked_at is null and expires_at > now()`;
  return count === 1;
}

function publicOf(row: Row): Invitation {
  return { ...row, createdAt: row.createdAt.toISOString(), expiresAt: row.expiresAt.toISOString() };
}
