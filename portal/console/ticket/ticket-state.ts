// The ticket from the wire as the rules of shared/tickets/state.ts read it.
import type { TicketState } from '#shared/tickets/state.ts';
import type { MemberTicket } from '../api.ts';

/** Instants become dates; nothing else changes. */
export function stateOf(ticket: MemberTicket): TicketState {
  return {
    status: ticket.status,
    priority: ticket.priority,
    audience: ticket.audience,
    assigneeId: ticket.assignee?.id ?? null,
    firstResponseAt: instant(ticket.firstResponseAt),
    resolvedAt: instant(ticket.resolvedAt),
    closedAt: instant(ticket.closedAt),
    archivedAt: instant(ticket.archivedAt),
    mergedIntoId: ticket.mergedInto,
    resolution: ticket.resolution,
    csatScore: ticket.csat?.score ?? null,
  };
}

function instant(at: string | null): Date | null {
  return at === null ? null : new Date(at);
}
