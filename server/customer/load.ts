// What customers read: their tickets, a thread, the widget's settings, and the streams of both.
import type {
  CustomerEntry,
  CustomerThread,
  CustomerTicketRow,
  CustomerUpdate,
  WidgetSettings,
} from '#shared/api/customer.ts';
import { loadAttachments } from '../attachments/load.ts';
import { pageOf, readCursor } from '../db/cursor.ts';
import type { Deps } from '../deps.ts';
import { follow } from '../events/follow.ts';
import { personTopic, ticketTopic } from '../events/live.ts';
import { type EventRow, selectEvents } from '../tickets/timeline-store.ts';
import type { CustomerCaller, VisitorCaller } from '../visitors/caller.ts';
import { knowVisitor, loadTicketForCustomer, type SeenTicket } from './caller-load.ts';
import { selectCustomerCategories, selectOwnTickets } from './store.ts';
import { customerEntriesOf, customerTicketOf, movedAt } from './view.ts';

const threadPage = 50;
const listDefault = 20;
const catchUpMax = 100;

/** The newest entries of a ticket, or those before a number. */
export async function customerThread(
  deps: Deps,
  caller: CustomerCaller,
  input: { ticketId: string; before?: number | undefined; limit?: number | undefined },
): Promise<CustomerThread> {
  const { limit = threadPage, before } = input;
  const seen = await loadTicketForCustomer(deps, caller, input.ticketId);
  const { ticket, me } = seen;
  const events = await selectEvents(deps.sql, ticket.workspaceId, ticket.id, { before, limit, publicOnly: true });
  const oldest = events[0]?.number ?? 1;
  return {
    ticket: customerTicketOf(ticket, me, caller.workspace.settings),
    entries: await entriesOf(deps, events, seen),
    olderThan: events.length === limit && oldest > 1 ? oldest : null,
  };
}

/** One entry, as the answer to the call that wrote it. */
export async function customerEntry(
  deps: Deps,
  caller: CustomerCaller,
  ticketId: string,
  number: number,
): Promise<CustomerEntry | null> {
  const seen = await loadTicketForCustomer(deps, caller, ticketId);
  const { ticket } = seen;
  const window = { after: number - 1, before: number + 1, limit: 1, publicOnly: true };
  const events = await selectEvents(deps.sql, ticket.workspaceId, ticket.id, window);
  return (await entriesOf(deps, events, seen))[0] ?? null;
}

/** The caller's own tickets; for a link that is its one ticket. */
export async function customerTickets(
  deps: Deps,
  caller: CustomerCaller,
  input: { cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: CustomerTicketRow[]; nextCursor: string | null }> {
  if (caller.kind === 'link') return { items: [await ownRow(deps, caller)], nextCursor: null };
  const { limit = listDefault } = input;
  const { principal } = await knowVisitor(deps, caller);
  const { workspaceId, visitorId, contactId } = principal;
  const list = `own ${workspaceId} ${visitorId ?? ''} ${contactId ?? ''}`;
  const after = readCursor(deps.keys, list, input.cursor);
  const found = await selectOwnTickets(deps.sql, { workspaceId, visitorId, contactId, after, limit: limit + 1 });
  const { rows, nextCursor } = pageOf(deps.keys, list, found, limit);
  return { items: rows.map(({ cursorAt: _, ...row }) => row), nextCursor };
}

/** What the widget shows before anybody has typed a word. */
export async function widgetSettingsOf(deps: Deps, caller: CustomerCaller): Promise<WidgetSettings> {
  const { workspace } = caller;
  const { widget, statusNames } = workspace.settings;
  const categories = widget.fields.category ? await selectCustomerCategories(deps.sql, workspace.id) : [];
  return {
    workspaceName: workspace.name,
    title: widget.title,
    greeting: widget.greeting,
    accent: widget.accent,
    position: widget.position,
    fields: widget.fields,
    categories,
    statusNames,
    portalUrl: `${deps.config.publicUrl}/portal/${workspace.slug}`,
    identified: caller.kind === 'visitor' && caller.identity !== null,
  };
}

/**
 * The stream of one thread from a number on.
 * @param recheck Tells who calls now. @throws AppError when the link or the identity has ended; the stream ends.
 */
export async function* followThread(
  deps: Deps,
  recheck: () => Promise<CustomerCaller>,
  input: { ticketId: string; from: number | null },
  signal: AbortSignal,
): AsyncGenerator<[number, CustomerUpdate], void> {
  const first = await loadTicketForCustomer(deps, await recheck(), input.ticketId);
  const read = async (seenNumber: number) => {
    const caller = await recheck();
    const { ticket, me } = await loadTicketForCustomer(deps, caller, input.ticketId);
    if (ticket.version <= seenNumber) return { seen: ticket.version, update: null };
    // Not beyond the ticket that was read: what came since belongs to the next round.
    const window = { after: seenNumber, before: ticket.version + 1, limit: catchUpMax, publicOnly: true };
    const events = await selectEvents(deps.sql, ticket.workspaceId, ticket.id, window);
    const seen = events.length === catchUpMax ? (events.at(-1)?.number ?? ticket.version) : ticket.version;
    // What changed without a public word, such as a note, is no update for a customer: not even its time shows.
    if (events.length === 0) return { seen, update: null };
    const view = customerTicketOf(ticket, me, caller.workspace.settings);
    return { seen, update: { ticket: view, entries: await entriesOf(deps, events, { ticket, me }) } };
  };
  yield* follow(deps.live, [ticketTopic(first.ticket.id)], input.from ?? first.ticket.version, read, signal);
}

/**
 * Hints that one of the visitor's tickets changed; null asks to read the list again. Ends when the visitor has become
 * somebody else: whoever comes back is told of what is theirs then.
 * @param recheck Tells who calls now. @throws AppError when the identity has ended; the stream ends.
 */
export async function* followInbox(
  deps: Deps,
  recheck: () => Promise<VisitorCaller>,
  signal: AbortSignal,
): AsyncGenerator<{ ticketId: string | null }, void> {
  const who = async (): Promise<string[]> => {
    const { principal } = await knowVisitor(deps, await recheck());
    return [principal.visitorId, principal.contactId].filter((id) => id !== null);
  };
  const people = await who();
  for await (const wake of deps.live.wakes(people.map(personTopic), signal)) {
    if ((await who()).join() !== people.join()) return;
    yield { ticketId: wake?.ticketId ?? null };
  }
}

async function entriesOf(
  deps: Deps,
  events: readonly EventRow[],
  { ticket, me }: SeenTicket,
): Promise<CustomerEntry[]> {
  return customerEntriesOf(events, ticket, me, await loadAttachments(deps, ticket, events));
}

async function ownRow(deps: Deps, caller: Extract<CustomerCaller, { kind: 'link' }>): Promise<CustomerTicketRow> {
  const { ticket }: SeenTicket = await loadTicketForCustomer(deps, caller, caller.link.ticketId);
  const { id, reference, subject, status, createdAt } = ticket;
  return { id, reference, subject, snippet: '', status, unread: false, createdAt, updatedAt: movedAt(ticket) };
}
