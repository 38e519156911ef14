// The history as the desk reads it. Pure.
import type { TimelineEntry } from '#shared/api/tickets.ts';
import type { EventRow } from './timeline-store.ts';

/** An event with its message, where it has one. */
export function timelineEntryOf(row: EventRow): TimelineEntry {
  const { messageKind, side, channel, body, nodes } = row;
  const written = messageKind !== null && side !== null && channel !== null && body !== null && nodes !== null;
  return {
    number: row.number,
    id: row.id,
    kind: row.kind,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    createdAt: row.createdAt,
    data: row.data,
    message: written ? { kind: messageKind, side, channel, body, nodes, automatic: row.isAutomatic === true } : null,
  };
}
