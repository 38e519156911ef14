// SQL of mails that let somebody in: which workspace they are written in, and what they need to say.
import type { Db } from '../db/connect.ts';

export interface AccountRecipient {
  workspaceId: string;
  email: string;
  name: string;
}

/** Somebody who signs in here, in the workspace that they belong to longest; null for anybody else. */
export async function selectAccountRecipient(db: Db, email: string): Promise<AccountRecipient | null> {
  const rows = await db<AccountRecipient[]>`
    select m.workspace_id, p.email, p.name
    from person p join member m on m.person_id = p.id
    where p.email = ${email} and m.disabled_at is null
    order by m.created_at, m.id
    limit 1`;
  return rows[0] ?? null;
}

export interface InvitationToMail {
  id: string;
  email: string;
  inviterName: string;
}

/** Null when it was accepted, taken back or outlived meanwhile. */
export async function selectInvitationToMail(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<InvitationToMail | null> {
  const rows = await db<InvitationToMail[]>`
    select i.id, i.email, coalesce(m.name, '') as inviter_name
    from invitation i left join member m on m.workspace_id = i.workspace_id and m.id = i.invited_by
    where i.workspace_id = ${workspaceId} and i.id = ${id}
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`;
  return rows[0] ?? null;
}
