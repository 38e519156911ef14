// Writes of a ticket: one statement for the row, its events, its message, its idempotency record and its job, so that a
// change is there with all its traces or not at all.
import postgres from 'postgres';
import type {
  TicketAudience,
  TicketChannel,
  TicketPriority,
  TicketStatus,
  TicketType,
} from '#shared/tickets/schema.ts';
import type { Db } from '../db/connect.ts';
import { newId } from '../ids.ts';
import type { Actor, EventDraft, MessageDraft, OnceRecord } from './event.ts';

/** The columns that a change may set; absent means untouched. */
export interface TicketColumns {
  subject?: string;
  snippet?: string;
  status?: TicketStatus;
  priority?: TicketPriority;
  type?: TicketType;
  categoryId?: string | null;
  departmentId?: string | null;
  assigneeId?: string | null;
  requesterContactId?: string | null;
  requesterMemberId?: string | null;
  requesterVerified?: boolean;
  visitorId?: string | null;
  dueAt?: Date | null;
  resolution?: string;
  csatScore?: number;
  csatComment?: string | null;
  escalationReason?: string;
  firstResponseAt?: Date;
  resolvedAt?: Date | null;
  closedAt?: Date | null;
  archivedAt?: Date | null;
  lastCustomerAt?: Date;
  lastMemberAt?: Date;
  lastTeamNumber?: number;
}

export interface ChangeRecord {
  workspaceId: string;
  ticketId: string;
  /** The version that the decision was made on; another one in the table and nothing is written. */
  version: number;
  /** The clock that the decision looked at. */
  now: Date;
  columns: TicketColumns;
  events: readonly EventDraft[];
  message?: MessageDraft | undefined;
  actor: Actor;
  once?: OnceRecord | undefined;
  queueing: Queueing;
}

/** Queues the job of the change in the same statement, if the CTE of that name has a row. */
export type Queueing = (db: Db, from: string) => postgres.PendingQuery<postgres.Row[]>;

type Value = string | number | boolean | Date | null;

/**
 * Writes a change by compare-and-set.
 * @returns the new version, or null when somebody else was faster: nothing was written then.
 */
export async function writeChange(db: Db, change: ChangeRecord): Promise<number | null> {
  const { workspaceId, ticketId, version, actor, message, once } = change;
  // The decision's own `now` is written as the instant of the transaction, so that a ticket's times equal its events'.
  const columns = Object.entries(change.columns) as [string, Value][];
  const assignments = columns.map(
    ([name, value]) => db`${db(postgres.fromCamel(name))} = ${value === change.now ? db`now()` : value},`,
  );
  const rows = await db<{ version: number }[]>`
    with changed as (
      update ticket set ${columns.length === 0 ? db`` : assignments} version = version + ${change.events.length}, updated_at = now()
      where workspace_id = ${workspaceId} and id = ${ticketId} and version = ${version}
      returning version),
    recorded as (
      insert into event (workspace_id, ticket_id, number, id, kind, actor_kind, actor_id, actor_name, data, is_public)
      select ${workspaceId}, ${ticketId}, ${version} + e.place, e.id, e.kind, e.actor_kind, e.actor_id, e.actor_name,
        e.data, e.is_public
      from changed, ${eventRows(db, change.events, actor)})
    ${message === undefined ? db`` : messageInsert(db, { workspaceId, ticketId, number: version + 1, message, from: 'changed' })}
    ${once === undefined ? db`` : onceInsert(db, { workspaceId, once, from: 'changed' })}
    , queued as (${change.queueing(db, 'changed')})
    select version from changed`;
  return rows[0]?.version ?? null;
}

export interface TicketRecord {
  workspaceId: string;
  id: string;
  number: number;
  reference: string;
  subject: string;
  snippet: string;
  priority: TicketPriority;
  type: TicketType;
  channel: TicketChannel;
  audience: TicketAudience;
  categoryId: string | null;
  departmentId: string | null;
  assigneeId: string | null;
  requesterContactId: string | null;
  requesterMemberId: string | null;
  requesterVerified: boolean;
  visitorId: string | null;
  dueAt: Date | null;
  context: Record<string, unknown>;
  followUpOfId: string | null;
  events: readonly EventDraft[];
  message: MessageDraft;
  actor: Actor;
  once?: OnceRecord | undefined;
  queueing: Queueing;
  newContact?: NewContact | undefined;
  newVisitor?: { id: string; secretHash: Buffer } | undefined;
}

/** A contact that is made in the same statement as its first ticket. */
export interface NewContact {
  id: string;
  firstName: string;
  lastName: string;
  phone: string | null;
  externalId: string | null;
  locale: string | null;
  email: string | null;
  emailVerified: boolean;
}

/**
 * Writes a new ticket with its requester, first message, events and, where needed, its new contact and visitor.
 * @throws a unique violation (23505) when the contact, the visitor or the same call arrived at the same moment.
 */
export async function insertTicket(db: Db, ticket: TicketRecord): Promise<void> {
  const { workspaceId, id, actor, newContact, newVisitor, once, message } = ticket;
  const byCustomer = message.side === 'customer';
  await db`
    with ${newContact === undefined ? db`` : contactInsert(db, workspaceId, newContact)}
    ${
      newVisitor === undefined
        ? db``
        : db`arrived as (
            insert into visitor (workspace_id, id, secret_hash)
            values (${workspaceId}, ${newVisitor.id}, ${newVisitor.secretHash})),`
    }
    opened as (
      insert into ticket (
        workspace_id, id, number, reference, subject, snippet, priority, type, channel, audience, category_id,
        department_id, assignee_id, requester_contact_id, requester_member_id, requester_verified, visitor_id, due_at,
        context, follow_up_of_id, version, last_customer_at, last_member_at)
      values (
        ${workspaceId}, ${id}, ${ticket.number}, ${ticket.reference}, ${ticket.subject}, ${ticket.snippet},
        ${ticket.priority}, ${ticket.type}, ${ticket.channel}, ${ticket.audience}, ${ticket.categoryId},
        ${ticket.departmentId}, ${ticket.assigneeId}, ${ticket.requesterContactId}, ${ticket.requesterMemberId},
        ${ticket.requesterVerified}, ${ticket.visitorId}, ${ticket.dueAt}, ${db.json(ticket.context as never)},
        ${ticket.followUpOfId}, ${ticket.events.length}, ${byCustomer ? db`now()` : null}, ${byCustomer ? null : db`now()`})
      returning version),
    asked as (
      insert into participant (workspace_id, ticket_id, id, role, contact_id, member_id, read_number)
      values (${workspaceId}, ${id}, ${newId()}, 'requester', ${ticket.requesterContactId},
        ${ticket.requesterMemberId}, 1)),
    recorded as (
      insert into event (workspace_id, ticket_id, number, id, kind, actor_kind, actor_id, actor_name, data, is_public)
      select ${workspaceId}, ${id}, e.place, e.id, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.data, e.is_public
      from ${eventRows(db, ticket.events, actor)})
    ${messageInsert(db, { workspaceId, ticketId: id, number: 1, message, from: 'opened' })}
    ${once === undefined ? db`` : onceInsert(db, { workspaceId, once, from: 'opened' })}
    , queued as (${ticket.queueing(db, 'opened')})
    select version from opened`;
}

/** The events as rows `e`; places count from 1. */
function eventRows(db: Db, events: readonly EventDraft[], actor: Actor) {
  const rows = events.map((event, index) => ({
    place: index + 1,
    id: newId(),
    kind: event.kind,
    actor_kind: (event.actor ?? actor).kind,
    actor_id: (event.actor ?? actor).id,
    actor_name: (event.actor ?? actor).name,
    data: event.data,
    is_public: event.isPublic,
  }));
  return db`jsonb_to_recordset(${db.json(rows as never)})
    as e (place int, id uuid, kind text, actor_kind text, actor_id uuid, actor_name text, data jsonb, is_public boolean)`;
}

function contactInsert(db: Db, workspaceId: string, contact: NewContact) {
  return db`met as (
      insert into contact (workspace_id, id, first_name, last_name, phone, external_id, locale)
      values (${workspaceId}, ${contact.id}, ${contact.firstName}, ${contact.lastName}, ${contact.phone},
        ${contact.externalId}, ${contact.locale})),
    ${
      contact.email === null
        ? db``
        : db`addressed as (
            insert into contact_email (workspace_id, contact_id, address, is_primary, verified_at)
            values (${workspaceId}, ${contact.id}, ${contact.email}, true,
              ${contact.emailVerified ? db`now()` : null})),`
    }`;
}

function messageInsert(
  db: Db,
  at: { workspaceId: string; ticketId: string; number: number; message: MessageDraft; from: string },
) {
  const { message } = at;
  return db`, written as (
      insert into message (workspace_id, ticket_id, number, kind, side, channel, body, nodes)
      select ${at.workspaceId}, ${at.ticketId}, ${at.number}::int, ${message.kind}, ${message.side},
        ${message.channel}, ${message.body}, ${db.json(message.nodes)}
      from ${db(at.from)})`;
}

function onceInsert(db: Db, at: { workspaceId: string; once: OnceRecord; from: string }) {
  const { once } = at;
  return db`, kept as (
      insert into idempotency (workspace_id, actor, key, request_hash, response)
      select ${at.workspaceId}, ${once.actor}, ${once.key}, ${once.requestHash}, ${db.json(once.response as never)}
      from ${db(at.from)})`;
}
