// SQL of the mails that let somebody in: what they are about, read when they are written.
import type { Db } from '../db/connect.ts';

/** Where the mail to a person who signs in is kept: the workspace that they belong to longest. */
export async function selectSignInAddressee(
  db: Db,
  email: string,
): Promise<{ workspaceId: string; name: string; email: string } | null> {
  const rows = await db<{ workspaceId: string; name: string; email: string }[]>`
    select m.workspace_id, p.name, p.email
    from person p join member m on m.person_id = p.id and m.disabled_at is null
    where p.email = ${email}
    order by m.created_at, m.workspace_id limit 1`;
  return rows[0] ?? null;
}

/** An invitation that can still be accepted. */
export async function selectInvitationToMail(
  db: Db,
  workspaceId: string,
  id: string,
): Promise<{ email: string; inviterName: string | null } | null> {
  const rows = await db<{ email: string; inviterName: string | null }[]>`
    select i.email,
      (select m.name from member m where m.workspace_id = i.workspace_id and m.id = i.invited_by) as inviter_name
    from invitation i
    where i.workspace_id = ${workspaceId} and i.id = ${id}
      and i.accepted_at is null and i.revoked_at is null and i.expires_at > now()`;
  return rows[0] ?? null;
}
