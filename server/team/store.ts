// SQL of members.
import type { MemberRole } from '#shared/permissions/actions.ts';
import type { Db, Tx } from '../db/connect.ts';
import type { Me, Member } from './member.ts';

export interface NewMember {
  id: string;
  personId: string;
  role: MemberRole;
  name: string;
  email: string;
}

export interface LockedMember extends Member {
  personId: string;
}

/** In order of their names. */
export async function selectMembers(db: Db, workspaceId: string, id: string | null = null): Promise<Member[]> {
  return db<Member[]>`
    select id, name, email, role, disabled_at is not null as disabled from member
    where workspace_id = ${workspaceId} and (${id}::uuid is null or id = ${id})
    order by lower(name), id`;
}

/** Whether an active member has this address. */
export async function isActiveMember(db: Db, workspaceId: string, email: string): Promise<boolean> {
  const rows = await db`
    select 1 from member where workspace_id = ${workspaceId} and email = ${email} and disabled_at is null`;
  return rows.length > 0;
}

/** Makes a member. Somebody who was disabled is let in again, with the new role; an active member stays as they are. */
export async function insertMember(db: Db, workspaceId: string, member: NewMember): Promise<string> {
  const { id, personId, role, name, email } = member;
  const rows = await db<{ id: string }[]>`
    insert into member as m (workspace_id, id, person_id, role, name, email)
    values (${workspaceId}, ${id}, ${personId}, ${role}, ${name}, ${email})
    on conflict (workspace_id, person_id) do update set
      role = case when m.disabled_at is null then m.role else excluded.role end,
      disabled_at = null
    returning id`;
  return rows[0]?.id ?? id;
}

/** One member, and all active owners locked, so that two owners cannot unmake each other at one moment. */
export async function lockMember(
  tx: Tx,
  workspaceId: string,
  id: string,
): Promise<{ member: LockedMember | null; activeOwners: number }> {
  const owners = await tx`
    select id from member where workspace_id = ${workspaceId} and role = 'owner' and disabled_at is null
    order by id for update`;
  const rows = await tx<LockedMember[]>`
    select id, person_id, name, email, role, disabled_at is not null as disabled from member
    where workspace_id = ${workspaceId} and id = ${id} for update`;
  return { member: rows[0] ?? null, activeOwners: owners.length };
}

/** Sets both; the instant of an earlier disabling stays. */
export async function updateMember(
  db: Db,
  workspaceId: string,
  id: string,
  { role, disabled }: { role: MemberRole; disabled: boolean },
): Promise<void> {
  await db`
    update member set role = ${role}, disabled_at = case when ${disabled} then coalesce(disabled_at, now()) end
    where workspace_id = ${workspaceId} and id = ${id}`;
}

/** The workspaces where somebody is an active member, in order of their names. */
export async function selectMemberships(db: Db, personId: string): Promise<Me['memberships']> {
  return db<Me['memberships']>`
    select json_build_object('slug', w.slug, 'name', w.name) as workspace, m.id as member_id, m.role
    from member m join workspace w on w.id = m.workspace_id
    where m.person_id = ${personId} and m.disabled_at is null
    order by lower(w.name), w.slug`;
}

/** Renames a person everywhere. What they did keeps the name that they had. */
export async function renamePerson(tx: Tx, personId: string, name: string): Promise<void> {
  await tx`update person set name = ${name}, "updatedAt" = now() where id = ${personId}`;
  await tx`update member set name = ${name} where person_id = ${personId}`;
}
