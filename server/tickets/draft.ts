// From a command to what is written: asks the pure rules of shared/tickets/state.ts and names the events. Pure.
import { type Block, parseMarkdown, parsePlain, plainOf } from '#shared/messages/nodes.ts';
import { truncateGraphemes } from '#shared/text/graphemes.ts';
import { decideTicket, type TicketChanges, type TicketCommand, type TicketPolicy } from '#shared/tickets/state.ts';
import type { TicketChannel } from '#shared/tickets/schema.ts';
import type { ChangeDraft } from './change-actions.ts';
import type { EventDraft, EventKind, MessageDraft } from './event.ts';
import { refusalError } from './refusals.ts';
import type { TicketRow } from './ticket.ts';

const snippetGraphemesMax = 140;

/** The start of a message for the queue's row. */
export function snippetOf(nodes: Block[]): string {
  return truncateGraphemes(plainOf(nodes).replaceAll('\n', ' '), snippetGraphemesMax);
}

/** A message with its node tree: members write Markdown, customers write plain text. */
export function messageOf(message: Omit<MessageDraft, 'nodes'>): MessageDraft {
  const parse = message.side === 'team' ? parseMarkdown : parsePlain;
  return { ...message, nodes: parse(message.body) };
}

/**
 * What a command of the ticket's life writes. `followUp` asks the caller for a new ticket instead.
 * @throws AppError with the refusal in words.
 */
export function lifeDraft(
  ticket: TicketRow,
  command: TicketCommand,
  policy: TicketPolicy,
): ChangeDraft & { followUp: boolean } {
  const decision = decideTicket(ticket, command, policy, ticket.now);
  if (!decision.ok) throw refusalError(decision.refusal);
  const { changes } = decision;
  const events: EventDraft[] = [];
  if (changes.status !== undefined) events.push(changeEvent('status', ticket.status, changes.status, true));
  if (changes.priority !== undefined) events.push(changeEvent('priority', ticket.priority, changes.priority));
  return {
    columns: { ...changes },
    events: [...events, ...extraEvents(command, changes)],
    followUp: decision.followUp === true,
  };
}

/** What a public reply of a member writes: the message, the status that follows, the first response time. */
export function memberReplyDraft(
  ticket: TicketRow,
  reply: { body: string; channel: TicketChannel; status?: TicketRow['status'] | undefined },
  policy: TicketPolicy,
): ChangeDraft {
  const command: TicketCommand =
    reply.status === undefined ? { do: 'member_reply' } : { do: 'member_reply', status: reply.status };
  const life = lifeDraft(ticket, command, policy);
  const message = messageOf({ kind: 'reply', side: 'team', channel: reply.channel, body: reply.body });
  return {
    message,
    events: [{ kind: 'reply', data: {}, isPublic: true }, ...life.events],
    columns: {
      ...life.columns,
      snippet: snippetOf(message.nodes),
      lastMemberAt: ticket.now,
      lastTeamNumber: ticket.version + 1,
    },
  };
}

/** What a customer's reply writes; with `followUp` the ticket itself stays as it is. */
export function customerReplyDraft(
  ticket: TicketRow,
  reply: { body: string; channel: TicketChannel },
  policy: TicketPolicy,
): ChangeDraft & { followUp: boolean } {
  const life = lifeDraft(ticket, { do: 'customer_reply' }, policy);
  if (life.followUp) return life;
  const message = messageOf({ kind: 'reply', side: 'customer', channel: reply.channel, body: reply.body });
  return {
    message,
    events: [{ kind: 'reply', data: {}, isPublic: true }, ...life.events],
    columns: { ...life.columns, snippet: snippetOf(message.nodes), lastCustomerAt: ticket.now },
    followUp: false,
  };
}

/** What an internal note writes: the message, and nothing of the ticket's state. */
export function noteDraft(ticket: TicketRow, body: string, policy: TicketPolicy): ChangeDraft {
  lifeDraft(ticket, { do: 'note' }, policy);
  const message = messageOf({ kind: 'note', side: 'team', channel: 'internal', body });
  return { message, events: [{ kind: 'note', data: {}, isPublic: false }], columns: {} };
}

/** A change of one value as an event. */
export function changeEvent(kind: EventKind, from: unknown, to: unknown, isPublic = false): EventDraft {
  return { kind, data: { from, to }, isPublic };
}

function extraEvents(command: TicketCommand, changes: TicketChanges): EventDraft[] {
  const event = (kind: EventKind, data: Record<string, unknown>): EventDraft[] => [{ kind, data, isPublic: false }];
  switch (command.do) {
    case 'resolve':
      return event('resolved', { resolution: command.resolution, csatScore: command.csatScore ?? null });
    case 'escalate':
      return event('escalated', { reason: command.reason });
    case 'rate':
      return event('csat', { score: changes.csatScore });
    case 'archive':
      return event('archived', {});
    case 'restore':
      return event('restored', {});
    case 'member_reply':
    case 'note':
    case 'customer_reply':
    case 'automatic_mail':
    case 'set_status':
    case 'edit':
    case 'confirm':
    case 'auto_close':
    case 'merge':
      return [];
  }
}
