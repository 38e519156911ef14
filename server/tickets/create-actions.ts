// Opening a ticket: a number, routing by category, and one transaction with everything the ticket consists of.
import { AppError } from '#shared/errors.ts';
import type { TicketAudience, TicketChannel, TicketPriority, TicketType } from '#shared/tickets/schema.ts';
import { formatReference } from '#shared/tickets/reference.ts';
import type { Db, Tx } from '../db/connect.ts';
import { isPassingConflict, violatedKey } from '../db/faults.ts';
import { findOnce, type OnceKey } from '../db/once.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import type { Workspace } from '../workspaces/load.ts';
import { announceChange } from './change-actions.ts';
import { messageOf, snippetOf } from './draft.ts';
import { type Actor, type EventDraft, systemActor } from './event.ts';
import { nextTicketNumber } from './numbers.ts';
import { markTurn, type Routing, selectRouting } from './routing-store.ts';
import { insertTicket, type NewContact } from './write-store.ts';

export interface NewTicket {
  workspace: Workspace;
  subject: string;
  body: string;
  /** Whose words the body is. */
  side: 'customer' | 'team';
  channel: TicketChannel;
  audience: TicketAudience;
  priority?: TicketPriority | undefined;
  type?: TicketType | undefined;
  categoryId?: string | null;
  departmentId?: string | null;
  assigneeId?: string | null;
  dueAt?: Date | null;
  context?: Record<string, unknown>;
  followUpOfId?: string | null;
  requester: Requester;
  requesterVerified: boolean;
  visitor?: { id: string; isNew: false } | { id: string; isNew: true; secretHash: Buffer } | null;
  actor: Actor;
  once?: OnceKey | undefined;
  /** Further rows of the same transaction: labels, followers, what was learnt of the contact. */
  also?: (tx: Tx, ticketId: string) => Promise<void>;
}

export type Requester =
  { kind: 'contact'; id: string } | { kind: 'new_contact'; contact: NewContact } | { kind: 'member'; id: string };

export interface Opened {
  ticketId: string;
  reference: string;
  /** True when the same call had opened it before. */
  repeated: boolean;
}

const attemptsMax = 4;

/**
 * Opens a ticket.
 * @param draft Asked anew after a race: somebody else may have made the same contact or visitor meanwhile.
 * @throws AppError unprocessable when the category does not exist.
 */
export async function openTicket(deps: Deps, draft: () => Promise<NewTicket>): Promise<Opened> {
  for (let attempt = 1; ; attempt += 1) {
    const ticket = await draft();
    try {
      return await open(deps, ticket);
    } catch (cause) {
      const key = violatedKey(cause);
      // The same call came before: what is refused now, such as a category that is gone, was fine then.
      if (ticket.once && (key === 'idempotency_pkey' || cause instanceof AppError)) {
        const kept = await findOnce<Opened>(deps.sql, ticket.once);
        if (kept) return { ...kept, repeated: true };
      }
      if (attempt >= attemptsMax || (key === null && !isPassingConflict(cause))) throw cause;
    }
  }
}

async function open(deps: Deps, ticket: NewTicket): Promise<Opened> {
  const { workspace, requester } = ticket;
  const [number, routing] = await Promise.all([nextTicketNumber(deps.sql, workspace.id), route(deps, ticket)]);
  const id = newId();
  const reference = formatReference({ ...workspace.settings.reference, number });
  const opened: Opened = { ticketId: id, reference, repeated: false };
  const message = messageOf({ kind: 'reply', side: ticket.side, channel: ticket.channel, body: ticket.body });
  const newContact = requester.kind === 'new_contact' ? requester.contact : undefined;
  const requesterContactId = requester.kind === 'contact' ? requester.id : (newContact?.id ?? null);
  const requesterMemberId = requester.kind === 'member' ? requester.id : null;
  const visitorId = ticket.visitor?.id ?? null;
  const events = eventsOf(ticket, routing);

  const job = { workspaceId: workspace.id, ticketId: id, from: 1, to: events.length };
  const write = (db: Db): Promise<void> =>
    insertTicket(db, {
      workspaceId: workspace.id,
      id,
      number,
      reference,
      subject: ticket.subject,
      snippet: snippetOf(message.nodes),
      priority: ticket.priority ?? 'medium',
      type: ticket.type ?? 'support',
      channel: ticket.channel,
      audience: ticket.audience,
      categoryId: ticket.categoryId ?? null,
      departmentId: routing.departmentId,
      assigneeId: routing.assignee?.id ?? null,
      requesterContactId,
      requesterMemberId,
      requesterVerified: ticket.requesterVerified,
      visitorId,
      dueAt: ticket.dueAt ?? null,
      context: ticket.context ?? {},
      followUpOfId: ticket.followUpOfId ?? null,
      events,
      message,
      actor: ticket.actor,
      once: ticket.once && { ...ticket.once, response: opened },
      queueing: (on, from) => deps.jobs.enqueuing(on, 'ticket-event', [job], from),
      newContact,
      newVisitor: ticket.visitor?.isNew ? { id: ticket.visitor.id, secretHash: ticket.visitor.secretHash } : undefined,
    });
  const { turnOf } = routing;
  // One statement is a transaction of its own: the usual ticket needs no begin and no commit.
  if (turnOf === null && ticket.also === undefined) await write(deps.sql);
  else {
    await deps.sql.begin(async (tx) => {
      await write(tx);
      if (turnOf !== null) await markTurn(tx, workspace.id, turnOf);
      await ticket.also?.(tx, id);
    });
  }
  const owners = { requesterContactId, requesterMemberId, visitorId };
  announceChange(deps, { workspaceId: workspace.id, id, ...owners }, events.length, events);
  return opened;
}

/** Where the category sends the ticket; what the caller chose goes first. */
async function route(deps: Deps, ticket: NewTicket): Promise<Routing> {
  const chosen = { departmentId: ticket.departmentId ?? null, assigneeId: ticket.assigneeId ?? null };
  if (ticket.categoryId == null && chosen.assigneeId === null) {
    return { departmentId: chosen.departmentId, assignee: null, turnOf: null };
  }
  const routing = await selectRouting(deps.sql, ticket.workspace.id, {
    categoryId: ticket.categoryId ?? null,
    audience: ticket.audience,
    ...chosen,
  });
  if (routing === null) {
    throw new AppError('unprocessable', 'There is no such category.', {
      fields: { category: 'is not one of this desk' },
    });
  }
  return routing;
}

function eventsOf(ticket: NewTicket, routing: Routing): EventDraft[] {
  const events: EventDraft[] = [{ kind: 'created', data: { channel: ticket.channel }, isPublic: true }];
  if (ticket.followUpOfId != null) {
    events.push({ kind: 'follow_up', data: { of: ticket.followUpOfId }, isPublic: false });
  }
  if (routing.assignee !== null) {
    const routed = ticket.assigneeId == null;
    const data = { from: null, to: routing.assignee, routed };
    events.push({ kind: 'assignee', data, isPublic: false, ...(routed ? { actor: systemActor } : {}) });
  }
  return events;
}
