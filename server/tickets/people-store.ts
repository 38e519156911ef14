// SQL of a ticket's people: requester and followers, each with a link of their own.
import type { Db } from '../db/connect.ts';
import { newId } from '../ids.ts';
import type { Named } from './names-store.ts';

/** A contact that still stands for itself. */
export async function selectContactName(db: Db, workspaceId: string, contactId: string): Promise<Named | null> {
  const rows = await db<Named[]>`
    select id, trim(first_name || ' ' || last_name) as name from contact
    where workspace_id = ${workspaceId} and id = ${contactId} and merged_into_id is null`;
  return rows[0] ?? null;
}

/** Makes a contact the requester. The one before leaves the ticket, and their link ends. */
export async function replaceRequester(
  db: Db,
  workspaceId: string,
  ticketId: string,
  contactId: string,
): Promise<void> {
  await db`
    update participant set removed_at = now(), link_version = link_version + 1
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and role = 'requester' and removed_at is null`;
  await addContact(db, workspaceId, ticketId, contactId, 'requester');
}

/** Adds a contact; somebody who had left comes back with a new link. */
export async function addContact(
  db: Db,
  workspaceId: string,
  ticketId: string,
  contactId: string,
  role: 'requester' | 'follower',
): Promise<void> {
  await db`
    insert into participant (workspace_id, ticket_id, id, role, contact_id)
    values (${workspaceId}, ${ticketId}, ${newId()}, ${role}, ${contactId})
    on conflict (workspace_id, ticket_id, contact_id) where contact_id is not null
    do update set role = excluded.role, removed_at = null,
      link_revoked_at = null, link_version = participant.link_version + 1`;
}

/** Takes a follower off the ticket and ends their link. @returns whether there was one. */
export async function removeFollower(
  db: Db,
  workspaceId: string,
  ticketId: string,
  participantId: string,
): Promise<boolean> {
  const rows = await db`
    update participant set removed_at = now(), link_version = link_version + 1
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and id = ${participantId}
      and role = 'follower' and removed_at is null
    returning id`;
  return rows.length === 1;
}

/** Ends a participant's link and makes the next one valid. @returns whether there is such a participant. */
export async function replaceLink(
  db: Db,
  workspaceId: string,
  ticketId: string,
  participantId: string,
): Promise<boolean> {
  const rows = await db`
    update participant set link_version = link_version + 1, link_revoked_at = null
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and id = ${participantId} and removed_at is null
    returning id`;
  return rows.length === 1;
}
