// SQL of telling people: who takes part, what was written for whose inbox.
import type { MemberRole } from '#shared/permissions/actions.ts';
import type { TicketAudience, TicketChannel, TicketStatus } from '#shared/tickets/schema.ts';
import type { Db } from '../db/connect.ts';
import type { Place } from '../db/cursor.ts';

/** A ticket as far as telling about it needs it. */
export interface ToldTicketRow {
  id: string;
  reference: string;
  subject: string;
  status: TicketStatus;
  channel: TicketChannel;
  audience: TicketAudience;
  assigneeId: string | null;
  requesterVerified: boolean;
  participants: ToldParticipantRow[];
}

export interface ToldParticipantRow {
  id: string;
  role: 'requester' | 'follower';
  contactId: string | null;
  memberId: string | null;
  linkVersion: number;
  name: string;
  /** Null for members and for contacts without an address. */
  email: string | null;
  verified: boolean;
  locale: string | null;
  /** Wants no mails that nobody wrote by hand. */
  muted: boolean;
}

/** The ticket with its people; null when it was erased. */
export async function selectToldTicket(db: Db, workspaceId: string, ticketId: string): Promise<ToldTicketRow | null> {
  const rows = await db<ToldTicketRow[]>`
    select t.id, t.reference, t.subject, t.status, t.channel, t.audience, t.assignee_id, t.requester_verified,
      (select coalesce(json_agg(json_build_object(
          'id', p.id, 'role', p.role, 'contactId', p.contact_id, 'memberId', p.member_id,
          'linkVersion', p.link_version, 'name', coalesce(m.name, trim(c.first_name || ' ' || c.last_name)),
          'email', e.address, 'verified', e.verified_at is not null, 'locale', c.locale, 'muted', p.muted_at is not null)
          order by p.created_at, p.id),
          '[]'::json)
        from participant p
        left join member m on m.workspace_id = p.workspace_id and m.id = p.member_id
        left join contact c on c.workspace_id = p.workspace_id and c.id = p.contact_id
        left join lateral (
          select a.address, a.verified_at from contact_email a
          where a.workspace_id = p.workspace_id and a.contact_id = p.contact_id
          order by a.is_primary desc, a.created_at, a.address limit 1) e on true
        where p.workspace_id = t.workspace_id and p.ticket_id = t.id and p.removed_at is null) as participants
    from ticket t
    where t.workspace_id = ${workspaceId} and t.id = ${ticketId}`;
  return rows[0] ?? null;
}

export interface ActiveMemberRow {
  id: string;
  role: MemberRole;
  name: string;
  email: string;
}

/** Members who can sign in. */
export async function selectActiveMembers(db: Db, workspaceId: string): Promise<ActiveMemberRow[]> {
  return db<ActiveMemberRow[]>`
    select id, role, name, email from member
    where workspace_id = ${workspaceId} and disabled_at is null
    order by created_at, id`;
}

export interface NotificationRecord {
  id: string;
  memberId: string;
  eventNumber: number;
  kind: string;
}

/** What is there already stays as it is. */
export async function insertNotifications(
  db: Db,
  workspaceId: string,
  ticketId: string,
  records: readonly NotificationRecord[],
): Promise<void> {
  if (records.length === 0) return;
  const column = <Value>(read: (record: NotificationRecord) => Value): Value[] => records.map(read);
  await db`
    insert into notification (workspace_id, member_id, id, ticket_id, event_number, kind)
    select ${workspaceId}, n.member_id, n.id, ${ticketId}, n.event_number, n.kind
    from unnest(
      ${column(({ memberId }) => memberId)}::uuid[], ${column(({ id }) => id)}::uuid[],
      ${column(({ eventNumber }) => eventNumber)}::int[], ${column(({ kind }) => kind)}::text[]
    ) as n (member_id, id, event_number, kind)
    on conflict (workspace_id, member_id, ticket_id, event_number, kind) do nothing`;
}

export interface InboxRow {
  id: string;
  kind: string;
  createdAt: Date;
  readAt: Date | null;
  actorName: string;
  ticket: { id: string; reference: string; subject: string; status: TicketStatus };
  cursorAt: string;
}

/** A member's inbox, newest first. */
export async function selectInbox(
  db: Db,
  workspaceId: string,
  memberId: string,
  { after, unreadOnly, limit }: { after: Place | null; unreadOnly: boolean; limit: number },
): Promise<InboxRow[]> {
  return db<InboxRow[]>`
    select n.id, n.kind, n.created_at, n.read_at, coalesce(e.actor_name, '') as actor_name,
      json_build_object('id', t.id, 'reference', t.reference, 'subject', t.subject, 'status', t.status) as ticket,
      n.created_at::text as cursor_at
    from notification n
    join ticket t on t.workspace_id = n.workspace_id and t.id = n.ticket_id
    left join event e on e.workspace_id = n.workspace_id and e.ticket_id = n.ticket_id and e.number = n.event_number
    where n.workspace_id = ${workspaceId} and n.member_id = ${memberId}
      ${unreadOnly ? db`and n.read_at is null` : db``}
      ${after === null ? db`` : db`and (n.created_at, n.id) < (${after.at}::text::timestamptz, ${after.id})`}
    order by n.created_at desc, n.id desc
    limit ${limit}`;
}

/** How many are unread, counted no further than `max`. */
export async function countUnread(db: Db, workspaceId: string, memberId: string, max: number): Promise<number> {
  const rows = await db<{ count: number }[]>`
    select count(*)::int as count from (
      select 1 from notification
      where workspace_id = ${workspaceId} and member_id = ${memberId} and read_at is null limit ${max}) as unread`;
  return rows[0]?.count ?? 0;
}

/** Marks the named ones, or all, or all about a ticket. */
export async function markNotificationsRead(
  db: Db,
  workspaceId: string,
  memberId: string,
  which: { ids: readonly string[] } | { ticketId: string } | 'all',
): Promise<void> {
  const narrowed =
    which === 'all'
      ? db``
      : 'ids' in which
        ? db`and id = any(${[...which.ids]}::uuid[])`
        : db`and ticket_id = ${which.ticketId}`;
  await db`
    update notification set read_at = now()
    where workspace_id = ${workspaceId} and member_id = ${memberId} and read_at is null ${narrowed}`;
}
