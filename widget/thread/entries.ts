// The entries of a thread as numbered facts: joined without doubles, grouped by day. Pure.
import type { Entry, MessageEntry } from '../core/api.ts';

/** Joins what came from pages, streams and answers to calls; a number stands for the same entry everywhere. */
export function joinEntries(known: readonly Entry[], arrived: readonly Entry[]): Entry[] {
  const byNumber = new Map([...known, ...arrived].map((entry) => [entry.number, entry]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}

/** The largest number, where a stream resumes; 0 for nothing. */
export function newestNumber(entries: readonly Entry[]): number {
  return entries.at(-1)?.number ?? 0;
}

/** The team's messages that are not among those known before. */
export function newFromTeam(known: readonly Entry[], arrived: readonly Entry[]): MessageEntry[] {
  const numbers = new Set(known.map(({ number }) => number));
  return arrived.filter(
    (entry): entry is MessageEntry => entry.kind === 'message' && entry.from === 'team' && !numbers.has(entry.number),
  );
}

/** Entries by what `dayOf` calls their day, in order. */
export function groupByDay(entries: readonly Entry[], dayOf: (instant: string) => string) {
  const days: { day: string; entries: Entry[] }[] = [];
  for (const entry of entries) {
    const day = dayOf(entry.createdAt);
    const last = days.at(-1);
    if (last?.day === day) last.entries.push(entry);
    else days.push({ day, entries: [entry] });
  }
  return days;
}
