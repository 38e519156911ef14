// SQL of attachments: their rows before, on and after a message, and the list of files that are still to be deleted.
import type { Db } from '../db/connect.ts';
import type { AttachmentRow, PlacedAttachment } from './attachment.ts';

export interface NewAttachment extends Omit<AttachmentRow, 'thumbnailBytes'> {
  owner: string;
}

/** Writes the row of a file that is about to be stored. */
export async function insertAttachment(db: Db, file: NewAttachment): Promise<void> {
  await db`
    insert into attachment (workspace_id, id, owner, name, content_type, bytes, storage_key)
    values (${file.workspaceId}, ${file.id}, ${file.owner}, ${file.name}, ${file.contentType}, ${file.bytes},
      ${file.storageKey})`;
}

/** The file is there: from now on it can be put on a message. */
export async function markStored(
  db: Db,
  file: Pick<AttachmentRow, 'workspaceId' | 'id' | 'thumbnailBytes'>,
): Promise<void> {
  await db`
    update attachment set stored_at = now(), thumbnail_bytes = ${file.thumbnailBytes}
    where workspace_id = ${file.workspaceId} and id = ${file.id}`;
}

/** A stored file with the message that it hangs on; null for one that is not there, or not yet. */
export async function selectAttachment(db: Db, workspaceId: string, id: string): Promise<PlacedAttachment | null> {
  const rows = await db<PlacedAttachment[]>`
    select a.workspace_id, a.id, a.owner, a.name, a.content_type, a.bytes, a.storage_key, a.thumbnail_bytes,
      a.ticket_id, m.kind as message_kind
    from attachment a
    left join message m
      on m.workspace_id = a.workspace_id and m.ticket_id = a.ticket_id and m.number = a.message_number
    where a.workspace_id = ${workspaceId} and a.id = ${id} and a.stored_at is not null`;
  return rows[0] ?? null;
}

/** The files of some messages of a ticket, in their order. */
export async function selectAttachments(
  db: Db,
  workspaceId: string,
  ticketId: string,
  messageNumbers: readonly number[],
): Promise<(AttachmentRow & { messageNumber: number })[]> {
  return db<(AttachmentRow & { messageNumber: number })[]>`
    select workspace_id, id, name, content_type, bytes, storage_key, thumbnail_bytes, message_number
    from attachment
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and message_number = any(${[...messageNumbers]}::int[])
    order by message_number, position`;
}

export interface Placement {
  workspaceId: string;
  ticketId: string;
  messageNumber: number;
  owner: string;
  ids: readonly string[];
}

/**
 * Puts files on a message of the same transaction: those that this owner uploaded and that hang nowhere yet.
 * @returns How many they were.
 */
export async function placeAttachments(db: Db, { workspaceId, ticketId, ...at }: Placement): Promise<number> {
  const rows = await db<{ placed: number }[]>`
    with placed as (
      update attachment a set ticket_id = ${ticketId}, message_number = ${at.messageNumber}, position = named.place
      from unnest(${[...at.ids]}::uuid[]) with ordinality as named (id, place)
      where a.workspace_id = ${workspaceId} and a.id = named.id and a.owner = ${at.owner} and a.ticket_id is null
        and a.stored_at is not null
      returning a.id),
    marked as (
      update message set has_attachments = true
      where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and number = ${at.messageNumber})
    select count(*)::int as placed from placed`;
  return rows[0]?.placed ?? 0;
}

/** Deletes the row of one file that hangs on no message; the file itself is on the list then. */
export async function discardAttachment(db: Db, workspaceId: string, id: string): Promise<void> {
  await db`
    with gone as (
      delete from attachment where workspace_id = ${workspaceId} and id = ${id} and ticket_id is null
      returning workspace_id, storage_key)
    insert into discarded_file (workspace_id, storage_key) select workspace_id, storage_key from gone`;
}

/** Deletes the rows of all files of a ticket; the files themselves are on the list then. */
export async function discardTicketFiles(db: Db, workspaceId: string, ticketId: string): Promise<DiscardedFile[]> {
  return db<DiscardedFile[]>`
    with gone as (
      delete from attachment where workspace_id = ${workspaceId} and ticket_id = ${ticketId}
      returning workspace_id, storage_key)
    insert into discarded_file (workspace_id, storage_key) select workspace_id, storage_key from gone
    returning workspace_id, storage_key`;
}

/** Deletes rows of files that waited too long for a message. @returns How many. */
export async function discardOrphans(db: Db, hours: number, limit: number): Promise<number> {
  // The outer conditions are asked again of a row that was put on a message meanwhile.
  const { count } = await db`
    with old as (
      select o.workspace_id, o.id
      from workspace w
      cross join lateral (
        select a.workspace_id, a.id from attachment a
        where a.workspace_id = w.id and a.ticket_id is null and a.created_at < now() - make_interval(hours => ${hours})
        order by a.created_at limit ${limit}) o
      limit ${limit}),
    gone as (
      delete from attachment a using old
      where a.workspace_id = old.workspace_id and a.id = old.id and a.ticket_id is null
      returning a.workspace_id, a.storage_key)
    insert into discarded_file (workspace_id, storage_key) select workspace_id, storage_key from gone`;
  return count;
}

export interface DiscardedFile {
  workspaceId: string;
  storageKey: string;
}

/** Files that have been waiting to be deleted for so many minutes, by keyset. */
export async function selectDiscarded(
  db: Db,
  { after, minutes, limit }: { after: DiscardedFile | null; minutes: number; limit: number },
): Promise<DiscardedFile[]> {
  return db<DiscardedFile[]>`
    select d.workspace_id, d.storage_key from discarded_file d
    where d.discarded_at <= now() - make_interval(mins => ${minutes})
      ${after === null ? db`` : db`and (d.workspace_id, d.storage_key) > (${after.workspaceId}, ${after.storageKey})`}
    order by d.workspace_id, d.storage_key limit ${limit}`;
}

/** The files are gone; so is the memory of them. */
export async function forgetDiscarded(db: Db, files: readonly DiscardedFile[]): Promise<void> {
  await db`
    delete from discarded_file d
    using unnest(${files.map((file) => file.workspaceId)}::uuid[], ${files.map((file) => file.storageKey)}::text[])
      as gone (workspace_id, storage_key)
    where d.workspace_id = gone.workspace_id and d.storage_key = gone.storage_key`;
}
