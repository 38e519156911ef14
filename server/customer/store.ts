// SQL of customers' surfaces: links, own lists, read marks. Columns that customers may not see are not selected.
import type { CustomerTicketRow } from '#shared/api/customer.ts';
import type { Db } from '../db/connect.ts';
import type { PublicLink } from '../tickets/link.ts';

/** Where a participant's link stands; null when there is no such participant. */
export async function selectLinkState(
  db: Db,
  link: PublicLink,
): Promise<{ linkVersion: number; ended: boolean; contactId: string | null } | null> {
  const rows = await db<{ linkVersion: number; ended: boolean; contactId: string | null }[]>`
    select link_version, contact_id,
      (removed_at is not null or link_revoked_at is not null or coalesce(link_expires_at <= now(), false)) as ended
    from participant
    where workspace_id = ${link.workspaceId} and ticket_id = ${link.ticketId} and id = ${link.participantId}`;
  return rows[0] ?? null;
}

export interface OwnTickets {
  workspaceId: string;
  visitorId: string | null;
  contactId: string | null;
  after: { at: string; id: string } | null;
  limit: number;
}

/** The tickets that this browser opened and, for a proven contact, all of theirs; newest change first. */
export async function selectOwnTickets(
  db: Db,
  query: OwnTickets,
): Promise<(CustomerTicketRow & { cursorAt: string })[]> {
  const { workspaceId, visitorId, contactId, after, limit } = query;
  // One index a branch; each is bounded before the two are joined.
  const branch = (column: 'visitor_id' | 'requester_contact_id', id: string) => db`
    (select t.id, t.reference, t.subject, t.snippet, t.status, t.last_team_number, t.created_at, t.updated_at,
      greatest(t.created_at, t.last_customer_at, t.last_member_at, t.resolved_at, t.closed_at) as moved_at
    from ticket t
    where t.workspace_id = ${workspaceId} and t.${db(column)} = ${id} and t.audience = 'customer'
      and t.merged_into_id is null
      ${after === null ? db`` : db`and (t.updated_at, t.id) < (${after.at}::text::timestamptz, ${after.id})`}
    order by t.updated_at desc, t.id desc limit ${limit})`;
  const branches = [
    ...(visitorId === null ? [] : [branch('visitor_id', visitorId)]),
    ...(contactId === null ? [] : [branch('requester_contact_id', contactId)]),
  ];
  const [first, second] = branches;
  if (first === undefined) return [];
  return db<(CustomerTicketRow & { cursorAt: string })[]>`
    select t.id, t.reference, t.subject, t.snippet, t.status, t.created_at, t.moved_at as updated_at,
      t.updated_at::text as cursor_at,
      t.last_team_number > coalesce((
        select p.read_number from participant p
        where p.workspace_id = ${workspaceId} and p.ticket_id = t.id and p.role = 'requester'
          and p.removed_at is null), 0) as unread
    from (${first} ${second === undefined ? db`` : db`union ${second}`}) as t
    order by t.updated_at desc, t.id desc
    limit ${limit}`;
}

/** Moves a participant's read mark forward, never back. */
export async function markRead(
  db: Db,
  workspaceId: string,
  ticketId: string,
  participantId: string,
  number: number,
): Promise<void> {
  await db`
    update participant set read_number = ${number}
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and id = ${participantId}
      and read_number < ${number}`;
}

/** The categories that a customer may choose. */
export async function selectCustomerCategories(db: Db, workspaceId: string): Promise<{ id: string; name: string }[]> {
  return db<{ id: string; name: string }[]>`
    select id, name from category
    where workspace_id = ${workspaceId} and audience = 'customer' and archived_at is null
    order by position, name limit 100`;
}
