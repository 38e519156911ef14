// SQL of the demo's people and tickets: many rows a statement, with instants of the past.
import type { Db } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { contactOf, type ContactKey } from './people.ts';
import type { PlayedTicket } from './play.ts';

/** Whether the workspace has tickets: then it was seeded to its end. */
export async function hasTickets(db: Db, workspaceId: string): Promise<boolean> {
  const rows = await db`select 1 from ticket where workspace_id = ${workspaceId} limit 1`;
  return rows.length > 0;
}

/** The contacts with their addresses, as if they had come at the given instant. */
export async function insertContacts(
  db: Db,
  workspaceId: string,
  ids: Readonly<Record<ContactKey, string>>,
  at: Date,
): Promise<void> {
  const keys = Object.keys(ids) as ContactKey[];
  const rows = keys.map((key) => {
    const { first, last, externalId, phone, company, locale } = contactOf(key);
    return {
      workspace_id: workspaceId,
      id: ids[key],
      first_name: first,
      last_name: last,
      external_id: externalId ?? null,
      phone: phone ?? null,
      company: company ?? null,
      locale: locale ?? null,
      created_at: at,
      updated_at: at,
    };
  });
  await db`insert into contact ${db(rows)}`;
  const emails = keys.map((key) => {
    const { email, verified } = contactOf(key);
    const verifiedAt = verified ? at : null;
    return {
      workspace_id: workspaceId,
      contact_id: ids[key],
      address: email,
      is_primary: true,
      verified_at: verifiedAt,
      created_at: at,
    };
  });
  await db`insert into contact_email ${db(emails)}`;
}

/** Tickets with their participants, events, messages and labels. */
export async function insertPlayed(
  db: Db,
  tickets: readonly PlayedTicket[],
  labelIds: ReadonlyMap<string, string>,
): Promise<void> {
  await db`insert into ticket ${db(tickets.map(ticketColumns))}`;
  await db`insert into participant ${db(tickets.map(requesterColumns))}`;
  await db`insert into event ${db(tickets.flatMap((ticket) => eventColumns(db, ticket)))}`;
  await db`insert into message ${db(tickets.flatMap((ticket) => messageColumns(db, ticket)))}`;
  const labels = tickets.flatMap(({ row, labels: names }) =>
    names.map((name) => ({ workspace_id: row.workspaceId, ticket_id: row.id, label_id: labelIds.get(name) ?? '' })),
  );
  await db`insert into ticket_label ${db(labels)}`;
}

/** The next ticket gets the number after these. */
export async function setCounter(db: Db, workspaceId: string, lastNumber: number): Promise<void> {
  await db`update ticket_counter set last_number = ${lastNumber} where workspace_id = ${workspaceId}`;
}

function ticketColumns({ row }: PlayedTicket) {
  return {
    workspace_id: row.workspaceId,
    id: row.id,
    number: row.number,
    reference: row.reference,
    subject: row.subject,
    snippet: row.snippet,
    status: row.status,
    priority: row.priority,
    type: row.type,
    channel: row.channel,
    audience: row.audience,
    category_id: row.categoryId,
    department_id: row.departmentId,
    requester_contact_id: row.requesterContactId,
    requester_member_id: row.requesterMemberId,
    requester_verified: row.requesterVerified,
    assignee_id: row.assigneeId,
    due_at: row.dueAt,
    resolution: row.resolution,
    csat_score: row.csatScore,
    csat_comment: row.csatComment,
    escalation_reason: row.escalationReason,
    version: row.version,
    created_at: row.createdAt,
    updated_at: row.updatedAt,
    first_response_at: row.firstResponseAt,
    resolved_at: row.resolvedAt,
    closed_at: row.closedAt,
    archived_at: row.archivedAt,
    last_customer_at: row.lastCustomerAt,
    last_member_at: row.lastMemberAt,
    last_team_number: row.lastTeamNumber,
  };
}

function requesterColumns({ row, readNumber }: PlayedTicket) {
  return {
    workspace_id: row.workspaceId,
    ticket_id: row.id,
    id: newId(),
    role: 'requester',
    contact_id: row.requesterContactId,
    member_id: row.requesterMemberId,
    read_number: readNumber,
    created_at: row.createdAt,
  };
}

function eventColumns(db: Db, { row, events }: PlayedTicket) {
  return events.map(({ number, kind, actor, data, isPublic, at }) => ({
    workspace_id: row.workspaceId,
    ticket_id: row.id,
    number,
    id: newId(),
    kind,
    actor_kind: actor.kind,
    actor_id: actor.id,
    actor_name: actor.name,
    data: db.json(data as never),
    is_public: isPublic,
    created_at: at,
  }));
}

function messageColumns(db: Db, { row, events }: PlayedTicket) {
  return events.flatMap(({ number, message }) =>
    message === null
      ? []
      : [
          {
            workspace_id: row.workspaceId,
            ticket_id: row.id,
            number,
            kind: message.kind,
            side: message.side,
            channel: message.channel,
            body: message.body,
            nodes: db.json(message.nodes as never),
          },
        ],
  );
}
