// What leaves on customers' surfaces: allow-lists, built field by field. Internal notes, addresses, ids of members and
// other tickets have no way in. Pure.
import type { Attachment } from '#shared/api/attachments.ts';
import type { CustomerEntry, CustomerTicket } from '#shared/api/customer.ts';
import { refusalOf, type TicketPolicy } from '#shared/tickets/state.ts';
import type { TicketStatus } from '#shared/tickets/schema.ts';
import type { FilesOfMessages } from '../attachments/load.ts';
import type { EventRow } from '../tickets/timeline-store.ts';
import type { ParticipantRow, TicketForCustomer } from '../tickets/ticket.ts';

/** The ticket, with what this person may do now. */
export function customerTicketOf(
  ticket: TicketForCustomer,
  me: ParticipantRow | null,
  policy: TicketPolicy,
): CustomerTicket {
  const allowed = (refusal: unknown): boolean => refusal === null;
  const isRequester = me === null || me.role === 'requester';
  return {
    id: ticket.id,
    reference: ticket.reference,
    subject: ticket.subject,
    status: ticket.status,
    createdAt: ticket.createdAt,
    updatedAt: movedAt(ticket),
    lastTeamAt: ticket.lastMemberAt,
    csatScore: ticket.csatScore,
    can: {
      reply: allowed(refusalOf(ticket, { do: 'customer_reply' }, policy, ticket.now)),
      confirm: isRequester && allowed(refusalOf(ticket, { do: 'confirm' }, policy, ticket.now)),
      rate: isRequester && allowed(refusalOf(ticket, { do: 'rate', score: 5 }, policy, ticket.now)),
    },
  };
}

/** When something happened that customers may know of: a note moves the ticket for members only. */
export function movedAt(ticket: TicketForCustomer): Date {
  const { createdAt, lastCustomerAt, lastMemberAt, resolvedAt, closedAt } = ticket;
  const known = [createdAt, lastCustomerAt, lastMemberAt, resolvedAt, closedAt].filter((at) => at !== null);
  return new Date(Math.max(...known.map((at) => at.getTime())));
}

/** Entries that say nothing to a customer are left out. */
export function customerEntriesOf(
  events: readonly EventRow[],
  ticket: TicketForCustomer,
  me: ParticipantRow | null,
  files: FilesOfMessages,
): CustomerEntry[] {
  return events.flatMap((event) => {
    if (!event.isPublic) return [];
    if (event.messageKind === 'reply' && event.nodes !== null && event.side !== null) {
      const attachments = [...(files.get(event.number) ?? [])];
      return [messageEntry({ ...event, nodes: event.nodes, side: event.side }, ticket, me, attachments)];
    }
    if (event.kind !== 'status') return [];
    const { from, to } = event.data as { from: TicketStatus; to: TicketStatus };
    return [{ kind: 'status' as const, number: event.number, from, to, createdAt: event.createdAt }];
  });
}

function messageEntry(
  event: EventRow & { nodes: NonNullable<EventRow['nodes']>; side: 'customer' | 'team' },
  ticket: TicketForCustomer,
  me: ParticipantRow | null,
  attachments: Attachment[],
): CustomerEntry {
  const author = authorOf(event, ticket);
  const from = event.side === 'team' ? 'team' : me === null || author === null || author === me ? 'you' : 'customer';
  return {
    kind: 'message',
    number: event.number,
    from,
    // Nobody is told their own name: whoever only claims an address must not learn whose it is.
    authorName: from === 'you' ? '' : from === 'team' ? event.actorName : (author?.name ?? ''),
    nodes: event.nodes,
    attachments,
    automatic: event.isAutomatic === true,
    createdAt: event.createdAt,
  };
}

/** The participant whose words these are; what a member wrote down for the customer counts as the requester's. */
function authorOf(event: EventRow, ticket: TicketForCustomer): ParticipantRow | null {
  const byContact = ticket.participants.find(({ contactId }) => contactId !== null && contactId === event.actorId);
  return byContact ?? ticket.participants.find(({ role }) => role === 'requester') ?? null;
}
