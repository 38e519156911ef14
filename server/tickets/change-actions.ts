// The one way in which a ticket changes: decide on the row as read, write by compare-and-set with events, message and
// job in one transaction, decide again when somebody was faster, tell the streams after the commit.
import { AppError } from '#shared/errors.ts';
import type { Db, Tx } from '../db/connect.ts';
import { isPassingConflict, violatedKey } from '../db/faults.ts';
import { findOnce, type OnceKey } from '../db/once.ts';
import type { Deps } from '../deps.ts';
import type { Actor, EventDraft, MessageDraft } from './event.ts';
import type { TicketRow } from './ticket.ts';
import { type TicketColumns, writeChange } from './write-store.ts';

/** What a decision asks to be written. No events: nothing changed, nothing is written. */
export interface ChangeDraft {
  columns: TicketColumns;
  events: EventDraft[];
  message?: MessageDraft;
  /** Further rows of the same transaction, such as labels and participants. */
  also?: (tx: Tx, version: number) => Promise<void>;
}

export interface ChangeOptions<Ticket extends TicketRow> {
  ticket: Ticket;
  /** Reads the ticket again, with its access check, after somebody else was faster. */
  reload: () => Promise<Ticket>;
  actor: Actor;
  once?: OnceKey | undefined;
  /** Pure. @throws AppError when the change is refused */
  decide: (ticket: Ticket) => ChangeDraft;
}

/** Where the change stands: `number` is that of its first event; equal to `version` + 1 when nothing was written. */
export interface ChangeOutcome {
  ticketId: string;
  number: number;
  version: number;
  /** True when the same call had been done before; nothing was written now. */
  repeated: boolean;
}

const attemptsMax = 8;

/** @throws AppError conflict when others keep changing the ticket; whatever `decide` throws. */
export async function changeTicket<Ticket extends TicketRow>(
  deps: Deps,
  options: ChangeOptions<Ticket>,
): Promise<ChangeOutcome> {
  let { ticket } = options;
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    try {
      const draft = options.decide(ticket);
      if (draft.events.length === 0) return outcomeOf(ticket, ticket.version);
      const version = await write(deps, ticket, draft, options);
      if (version !== null) {
        announceChange(deps, ticket, version, draft.events);
        return outcomeOf(ticket, version);
      }
    } catch (cause) {
      const before = await repeated(deps, options.once, cause);
      if (before) return before;
      if (!isPassingConflict(cause)) throw cause;
    }
    ticket = await options.reload();
  }
  throw new AppError('conflict', 'Others are changing this ticket right now. Try again in a moment.');
}

/** Tells the streams that show the ticket; its people only of what they may read. Call it after the commit. */
export function announceChange(
  deps: Deps,
  ticket: Pick<TicketRow, 'workspaceId' | 'id' | 'requesterContactId' | 'requesterMemberId' | 'visitorId'>,
  version: number,
  events: readonly EventDraft[],
): void {
  const isPublic = events.some((event) => event.isPublic);
  const owners = [ticket.requesterContactId, ticket.requesterMemberId, ticket.visitorId];
  const people = isPublic ? owners.filter((id) => id !== null) : [];
  deps.live.announce({ workspaceId: ticket.workspaceId, ticketId: ticket.id, version, people });
}

function write<Ticket extends TicketRow>(
  deps: Deps,
  ticket: Ticket,
  draft: ChangeDraft,
  { actor, once }: ChangeOptions<Ticket>,
): Promise<number | null> {
  const { workspaceId, id: ticketId, version } = ticket;
  const outcome = outcomeOf(ticket, version + draft.events.length);
  const job = { workspaceId, ticketId, from: version + 1, to: outcome.version };
  const change = {
    workspaceId,
    ticketId,
    version,
    now: ticket.now,
    columns: draft.columns,
    events: draft.events,
    message: draft.message,
    actor,
    once: once && { ...once, response: outcome },
    queueing: (db: Db, from: string) => deps.jobs.enqueuing(db, 'ticket-event', [job], from),
  };
  const { also } = draft;
  // One statement is a transaction of its own: the usual change needs no begin and no commit.
  if (also === undefined) return writeChange(deps.sql, change);
  return deps.sql.begin(async (tx) => {
    const written = await writeChange(tx, change);
    if (written !== null) await also(tx, written);
    return written;
  });
}

/** The kept outcome when this very call had been done before. */
async function repeated(deps: Deps, once: OnceKey | undefined, cause: unknown): Promise<ChangeOutcome | null> {
  if (once === undefined) return null;
  if (!(cause instanceof AppError) && violatedKey(cause) !== 'idempotency_pkey') return null;
  const kept = await findOnce<ChangeOutcome>(deps.sql, once);
  return kept && { ...kept, repeated: true };
}

function outcomeOf(ticket: TicketRow, version: number): ChangeOutcome {
  return { ticketId: ticket.id, number: ticket.version + 1, version, repeated: false };
}
