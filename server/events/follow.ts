// A stream of one ticket: what came after a number, then whatever comes, without a gap and without a double. Wake-ups
// are hints; each round reads the table again with the access check of the caller.
import { AppError } from '#shared/errors.ts';
import type { Live } from './live.ts';

/** What a round of reading found: the update, or null when there was nothing new. */
export interface Round<Update> {
  /** The number up to which the reader has seen everything now. */
  seen: number;
  update: Update | null;
}

/**
 * Follows a source of numbered entries.
 * @param read Reads what came after `seen` with its own access check. @throws AppError when access has ended: the
 * stream ends with it.
 */
export async function* follow<Update>(
  live: Live,
  topics: readonly string[],
  from: number,
  read: (seen: number) => Promise<Round<Update>>,
  signal: AbortSignal,
): AsyncGenerator<[number: number, update: Update], void> {
  // However the stream ends, and whatever its reader's signal does: the listener goes with it.
  const left = new AbortController();
  // Listen before the first read: what commits between the two is not missed.
  const wakes = live.wakes(topics, AbortSignal.any([signal, left.signal]));
  let next = wakes.next();
  let seen = from;
  try {
    while (!signal.aborted) {
      const round = await read(seen);
      // More than one round's worth had piled up: read on without waiting.
      const caughtUp = round.update === null || round.seen === seen;
      seen = round.seen;
      if (round.update !== null) yield [seen, round.update];
      if (!caughtUp) continue;
      if ((await next).done === true) return;
      next = wakes.next();
    }
  } finally {
    left.abort();
    await wakes.return();
  }
}

/** The number in a `Last-Event-ID`. @throws AppError bad_request for anything but a number. */
export function numberOfEventId(lastEventId: string | null | undefined): number | null {
  if (lastEventId == null) return null;
  if (!/^\d{1,9}$/.test(lastEventId)) {
    throw new AppError('bad_request', 'The stream cannot resume from there. Open it anew.', {
      fields: { lastEventId: 'is not a number of this stream' },
    });
  }
  return Number(lastEventId);
}
