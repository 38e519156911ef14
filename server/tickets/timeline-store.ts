// Reads of a ticket's history: events with their messages, by keyset on the event's number.
import type { Block } from '#shared/messages/nodes.ts';
import type { TicketChannel } from '#shared/tickets/schema.ts';
import type { Db } from '../db/connect.ts';
import type { Actor, EventKind } from './event.ts';

export interface EventRow {
  number: number;
  id: string;
  kind: EventKind;
  actorKind: Actor['kind'];
  actorId: string | null;
  actorName: string;
  data: Record<string, unknown>;
  isPublic: boolean;
  createdAt: Date;
  messageKind: 'reply' | 'note' | null;
  side: 'customer' | 'team' | null;
  channel: TicketChannel | null;
  body: string | null;
  nodes: Block[] | null;
  isAutomatic: boolean | null;
  hasAttachments: boolean | null;
}

export interface EventWindow {
  /** Only numbers below. */
  before?: number | undefined;
  /** Only numbers above. */
  after?: number | undefined;
  limit: number;
  /** Leaves out in SQL what customers may not read. */
  publicOnly: boolean;
}

/** The events of the window in order of number: the newest ones, or the oldest ones when `after` is given. */
export async function selectEvents(
  db: Db,
  workspaceId: string,
  ticketId: string,
  { before, after, limit, publicOnly }: EventWindow,
): Promise<EventRow[]> {
  const rows = await db<EventRow[]>`
    select e.number, e.id, e.kind, e.actor_kind, e.actor_id, e.actor_name, e.data, e.is_public, e.created_at,
      m.kind as message_kind, m.side, m.channel, m.body, m.nodes, m.is_automatic,
      m.has_attachments
    from event e
    left join message m
      on m.workspace_id = e.workspace_id and m.ticket_id = e.ticket_id and m.number = e.number
      ${publicOnly ? db`and m.kind = 'reply'` : db``}
    where e.workspace_id = ${workspaceId} and e.ticket_id = ${ticketId}
      ${publicOnly ? db`and e.is_public` : db``}
      ${before === undefined ? db`` : db`and e.number < ${before}`}
      ${after === undefined ? db`` : db`and e.number > ${after}`}
    order by e.number ${after === undefined ? db`desc` : db`asc`}
    limit ${limit}`;
  return after === undefined ? rows.reverse() : [...rows];
}

/** The number of the newest public message. */
export async function selectNewestPublic(db: Db, workspaceId: string, ticketId: string): Promise<number> {
  const rows = await db<{ number: number }[]>`
    select number from message
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and kind = 'reply'
    order by number desc limit 1`;
  return rows[0]?.number ?? 0;
}
