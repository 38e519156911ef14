// What the desk reads of one ticket: the ticket itself, its timeline, and the stream of both.
import type { MemberTicket, TicketUpdate, TimelineEntry } from '#shared/api/tickets.ts';
import { AppError } from '#shared/errors.ts';
import { loadAttachments } from '../attachments/load.ts';
import type { Deps } from '../deps.ts';
import { follow, type Round } from '../events/follow.ts';
import { accessTopic, ticketTopic } from '../events/live.ts';
import type { DeskPrincipal } from './desk.ts';
import { makeLinkToken, publicUrl } from './link.ts';
import { loadTicketForDesk } from './load.ts';
import { memberTicketOf, type TicketForDesk } from './ticket.ts';
import { timelineEntryOf } from './timeline.ts';
import { type EventWindow, selectEvents } from './timeline-store.ts';

const limitDefault = 100;
const catchUpMax = 200;

/** The ticket as the contract shows it, with the requester's own link. */
export function viewOf(deps: Deps, ticket: TicketForDesk): MemberTicket {
  return memberTicketOf(ticket, (participant) =>
    publicUrl(
      deps.config,
      makeLinkToken(deps.keys, {
        workspaceId: ticket.workspaceId,
        ticketId: ticket.id,
        participantId: participant.id,
        linkVersion: participant.linkVersion,
      }),
    ),
  );
}

/** @throws AppError not_found */
export async function readTicket(deps: Deps, principal: DeskPrincipal, ref: string): Promise<MemberTicket> {
  return viewOf(deps, await loadTicketForDesk(deps.sql, principal, ref));
}

/** A page of the timeline, newest page first. Notes are for those who work at the desk. */
export async function readTimeline(
  deps: Deps,
  principal: DeskPrincipal,
  input: { ref: string; before?: number | undefined; after?: number | undefined; limit?: number | undefined },
): Promise<{ items: TimelineEntry[]; olderThan: number | null }> {
  const { limit = limitDefault, before, after } = input;
  const ticket = await loadTicketForDesk(deps.sql, principal, input.ref);
  const items = await entriesOf(deps, principal, ticket, { before, after, limit });
  const oldest = items[0]?.number ?? 1;
  return { items, olderThan: items.length === limit && oldest > 1 && after === undefined ? oldest : null };
}

/** One entry, as the answer to the call that wrote it. */
export async function readEntry(
  deps: Deps,
  principal: DeskPrincipal,
  ticket: TicketForDesk,
  number: number,
): Promise<TimelineEntry> {
  const [entry] = await entriesOf(deps, principal, ticket, { before: number + 1, after: number - 1, limit: 1 });
  if (entry === undefined) throw new AppError('not_found', 'This message is not there any more.');
  return entry;
}

/**
 * What changes on a ticket from a number on: each update carries every entry that came, in order.
 * @param recheck Tells who calls now. @throws AppError when they may not any more; the stream ends.
 */
export async function* followTicket(
  deps: Deps,
  recheck: () => Promise<DeskPrincipal>,
  input: { ref: string; from: number | null },
  signal: AbortSignal,
): AsyncGenerator<[number, TicketUpdate], void> {
  let principal = await recheck();
  const first = await loadTicketForDesk(deps.sql, principal, input.ref);
  const topics = [ticketTopic(first.id)];
  if (principal.kind === 'member') topics.push(accessTopic(principal.workspaceId, principal.memberId));
  const read = async (seen: number): Promise<Round<TicketUpdate>> => {
    const ticket = await loadTicketForDesk(deps.sql, principal, first.id);
    const round = await newsOf(deps, principal, ticket, seen);
    // Asked after the read: nothing is told that was written when the right had ended.
    const asked = await recheck();
    const isSame = rightsOf(asked) === rightsOf(principal);
    principal = asked;
    return isSame ? round : read(seen);
  };
  yield* follow(deps.live, topics, input.from ?? first.version, read, signal);
}

async function newsOf(
  deps: Deps,
  principal: DeskPrincipal,
  ticket: TicketForDesk,
  seen: number,
): Promise<Round<TicketUpdate>> {
  if (ticket.version <= seen) return { seen: ticket.version, update: null };
  // Not beyond the ticket that was read: what came since belongs to the next round.
  const window = { after: seen, before: ticket.version + 1, limit: catchUpMax };
  const entries = await entriesOf(deps, principal, ticket, window);
  const last = entries.length === catchUpMax ? (entries.at(-1)?.number ?? ticket.version) : ticket.version;
  // A colleague is told nothing of what they may not read, not even that it happened.
  return { seen: last, update: entries.length === 0 ? null : { ticket: viewOf(deps, ticket), entries } };
}

function rightsOf(principal: DeskPrincipal): string {
  return principal.kind === 'member' ? principal.role : principal.scopes.join(' ');
}

async function entriesOf(
  deps: Deps,
  principal: DeskPrincipal,
  ticket: TicketForDesk,
  window: Omit<EventWindow, 'publicOnly'>,
): Promise<TimelineEntry[]> {
  const publicOnly = principal.kind === 'member' && principal.role === 'requester';
  const rows = await selectEvents(deps.sql, ticket.workspaceId, ticket.id, { ...window, publicOnly });
  const files = await loadAttachments(deps, ticket, rows);
  return rows.map((row) => timelineEntryOf(row, files));
}
