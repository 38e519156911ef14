// The history as the desk reads it. Pure.
import type { TimelineEntry } from '#shared/api/tickets.ts';
import type { FilesOfMessages } from '../attachments/load.ts';
import type { EventRow } from './timeline-store.ts';

/** An event with its message and the message's files, where it has them. */
export function timelineEntryOf(row: EventRow, files: FilesOfMessages): TimelineEntry {
  const { messageKind, side, channel, body, nodes } = row;
  const written = messageKind !== null && side !== null && channel !== null && body !== null && nodes !== null;
  const attachments = [...(files.get(row.number) ?? [])];
  return {
    number: row.number,
    id: row.id,
    kind: row.kind,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    createdAt: row.createdAt,
    data: row.data,
    message: written
      ? { kind: messageKind, side, channel, body, nodes, attachments, automatic: row.isAutomatic === true }
      : null,
  };
}
