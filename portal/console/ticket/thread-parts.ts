// The timeline as what is shown: days, messages, and the changes between two messages as one group.
import type { TimelineEntry } from '../api.ts';
import { sameDay } from '../elements/dates.ts';

export type ThreadPart =
  | { kind: 'day'; key: string; at: string }
  | { kind: 'message'; key: string; entry: TimelineEntry; message: NonNullable<TimelineEntry['message']> }
  | { kind: 'changes'; key: string; entries: TimelineEntry[] };

/** Parts in order of time. A day starts before its first entry; changes never reach over a message or a day. */
export function partsOf(entries: readonly TimelineEntry[]): ThreadPart[] {
  const parts: ThreadPart[] = [];
  let last: TimelineEntry | undefined;
  for (const entry of entries) {
    if (last === undefined || !sameDay(last.createdAt, entry.createdAt)) {
      parts.push({ kind: 'day', key: `day-${entry.number}`, at: entry.createdAt });
    }
    const before = parts.at(-1);
    if (entry.message !== null) {
      parts.push({ kind: 'message', key: `entry-${entry.number}`, entry, message: entry.message });
    } else if (before?.kind === 'changes') before.entries.push(entry);
    else parts.push({ kind: 'changes', key: `entry-${entry.number}`, entries: [entry] });
    last = entry;
  }
  return parts;
}
