// The life of a ticket as data and one pure function: (ticket, command, policy, now) -> changes or a named refusal.
// Nothing else in the system decides a status. The server applies what comes out; the screens ask
// `refusalOf` to know which buttons to show.
import type { TicketAudience, TicketPriority, TicketStatus } from './schema.ts';

/** What the rules need to know of a ticket. Times are instants. */
export interface TicketState {
  status: TicketStatus;
  priority: TicketPriority;
  audience: TicketAudience;
  assigneeId: string | null;
  firstResponseAt: Date | null;
  resolvedAt: Date | null;
  closedAt: Date | null;
  archivedAt: Date | null;
  mergedIntoId: string | null;
  resolution: string | null;
  csatScore: number | null;
}

/** What a workspace decides about the life of its tickets. */
export interface TicketPolicy {
  /** What a customer's reply does to a closed ticket. */
  closedReply: 'reopen' | 'follow_up' | 'refuse';
  /** Days after closing in which a reply reopens; later it starts a follow-up ticket. */
  reopenDays: number;
  /** Days without a customer's reply after which a resolved ticket is closed; 0 = never. */
  autoCloseDays: number;
}

export type TicketCommand =
  | { do: 'member_reply'; status?: TicketStatus }
  | { do: 'note' }
  | { do: 'customer_reply' }
  | { do: 'automatic_mail' }
  | { do: 'set_status'; status: TicketStatus }
  | { do: 'edit' }
  | { do: 'resolve'; resolution: string; csatScore?: number }
  | { do: 'confirm' }
  | { do: 'rate'; score: number }
  | { do: 'auto_close' }
  | { do: 'escalate'; reason: string }
  | { do: 'merge' }
  | { do: 'archive' }
  | { do: 'restore' };

export const ticketRefusals = [
  'merged',
  'archived',
  'not_archived',
  'closed_for_replies',
  'use_resolve',
  'already_resolved',
  'not_resolved',
  'already_urgent',
  'not_due_for_closing',
  'resolution_missing',
  'reason_missing',
  'score_out_of_range',
  'not_for_internal_tickets',
] as const;
export type TicketRefusal = (typeof ticketRefusals)[number];

/** The fields that a command changes; absent means untouched. `followUp` asks for a new ticket that points to this one. */
export interface TicketChanges {
  status?: TicketStatus;
  priority?: TicketPriority;
  firstResponseAt?: Date;
  resolvedAt?: Date | null;
  closedAt?: Date | null;
  archivedAt?: Date | null;
  resolution?: string;
  escalationReason?: string;
  csatScore?: number;
}

export type TicketDecision =
  { ok: true; changes: TicketChanges; followUp?: true } | { ok: false; refusal: TicketRefusal };

const dayMs = 24 * 60 * 60 * 1000;
const openStatuses: readonly TicketStatus[] = ['open', 'in_progress', 'pending', 'on_hold'];

/** Where each status goes when the customer replies; `closed` is decided by the workspace's policy. */
export const statusAfterCustomerReply: Readonly<Record<Exclude<TicketStatus, 'closed'>, TicketStatus>> = {
  open: 'open',
  in_progress: 'in_progress',
  pending: 'open',
  on_hold: 'on_hold',
  resolved: 'open',
};

/** Whether work on the ticket is still to be done. */
export function isOpenStatus(status: TicketStatus): boolean {
  return openStatuses.includes(status);
}

/** Decides what a command does to a ticket. Pure: the caller brings the database's clock as `now`. */
export function decideTicket(
  ticket: TicketState,
  command: TicketCommand,
  policy: TicketPolicy,
  now: Date,
): TicketDecision {
  // Automatic mail is kept wherever it lands and moves nothing.
  if (command.do === 'automatic_mail') return changed({});
  if (ticket.mergedIntoId !== null) return refused('merged');
  if (command.do === 'restore') {
    return ticket.archivedAt === null ? refused('not_archived') : changed({ archivedAt: null });
  }
  if (ticket.archivedAt !== null && command.do !== 'customer_reply') return refused('archived');

  switch (command.do) {
    case 'note':
    case 'edit':
      return changed({});
    case 'archive':
      return changed({ archivedAt: now });
    case 'merge':
      return changed({ ...statusChange(ticket, 'closed', now) });
    case 'member_reply':
      return memberReply(ticket, command.status, now);
    case 'customer_reply':
      return customerReply(ticket, policy, now);
    case 'set_status':
      if (command.status === 'resolved' && ticket.status !== 'resolved') return refused('use_resolve');
      return changed(statusChange(ticket, command.status, now));
    case 'resolve':
      return resolve(ticket, command, now);
    case 'confirm':
      return ticket.status === 'resolved' ? changed(statusChange(ticket, 'closed', now)) : refused('not_resolved');
    case 'rate':
      return rate(ticket, command.score);
    case 'auto_close':
      return autoClose(ticket, policy, now);
    case 'escalate':
      if (command.reason.trim() === '') return refused('reason_missing');
      if (ticket.priority === 'urgent') return refused('already_urgent');
      if (!isOpenStatus(ticket.status)) return refused('already_resolved');
      return changed({ priority: 'urgent', escalationReason: command.reason });
  }
}

/** The refusal that a command would meet, or null: what a screen asks before it shows a button. */
export function refusalOf(
  ticket: TicketState,
  command: TicketCommand,
  policy: TicketPolicy,
  now: Date,
): TicketRefusal | null {
  const decision = decideTicket(ticket, command, policy, now);
  return decision.ok ? null : decision.refusal;
}

function memberReply(ticket: TicketState, chosen: TicketStatus | undefined, now: Date): TicketDecision {
  if (chosen === 'resolved' && ticket.status !== 'resolved') return refused('use_resolve');
  const first: TicketChanges = ticket.firstResponseAt === null ? { firstResponseAt: now } : {};
  const status = chosen ?? (ticket.status === 'open' ? 'in_progress' : ticket.status);
  return changed({ ...first, ...statusChange(ticket, status, now) });
}

function customerReply(ticket: TicketState, policy: TicketPolicy, now: Date): TicketDecision {
  if (ticket.archivedAt !== null) return { ok: true, changes: {}, followUp: true };
  if (ticket.status !== 'closed') return changed(statusChange(ticket, statusAfterCustomerReply[ticket.status], now));
  if (policy.closedReply === 'refuse') return refused('closed_for_replies');
  const closedForMs = now.getTime() - (ticket.closedAt ?? now).getTime();
  const mayReopen = policy.closedReply === 'reopen' && closedForMs <= policy.reopenDays * dayMs;
  return mayReopen ? changed(statusChange(ticket, 'open', now)) : { ok: true, changes: {}, followUp: true };
}

function resolve(ticket: TicketState, command: Extract<TicketCommand, { do: 'resolve' }>, now: Date): TicketDecision {
  if (command.resolution.trim() === '') return refused('resolution_missing');
  if (!isOpenStatus(ticket.status)) return refused('already_resolved');
  if (command.csatScore !== undefined && !isScore(command.csatScore)) return refused('score_out_of_range');
  return changed({
    ...statusChange(ticket, 'resolved', now),
    resolution: command.resolution,
    ...(command.csatScore === undefined ? {} : { csatScore: command.csatScore }),
  });
}

function rate(ticket: TicketState, score: number): TicketDecision {
  if (ticket.audience === 'internal') return refused('not_for_internal_tickets');
  if (isOpenStatus(ticket.status)) return refused('not_resolved');
  return isScore(score) ? changed({ csatScore: score }) : refused('score_out_of_range');
}

function autoClose(ticket: TicketState, policy: TicketPolicy, now: Date): TicketDecision {
  if (ticket.status !== 'resolved' || ticket.resolvedAt === null) return refused('not_resolved');
  const waitedMs = now.getTime() - ticket.resolvedAt.getTime();
  const due = policy.autoCloseDays > 0 && waitedMs >= policy.autoCloseDays * dayMs;
  return due ? changed(statusChange(ticket, 'closed', now)) : refused('not_due_for_closing');
}

/** The status with the times that follow from it; an empty object when nothing changes. */
function statusChange(ticket: TicketState, to: TicketStatus, now: Date): TicketChanges {
  if (to === ticket.status) return {};
  if (to === 'resolved') return { status: to, resolvedAt: now, closedAt: null };
  if (to === 'closed') return { status: to, closedAt: now };
  return { status: to, resolvedAt: null, closedAt: null };
}

function isScore(score: number): boolean {
  return Number.isInteger(score) && score >= 1 && score <= 5;
}

function changed(changes: TicketChanges): TicketDecision {
  return { ok: true, changes };
}

function refused(refusal: TicketRefusal): TicketDecision {
  return { ok: false, refusal };
}
