// Follows a stream for as long as somebody can see it: reconnects with growing patience, asks in intervals where streams
// do not come through, and pauses while the tab is hidden.
import type { ApiError } from '../core/api.ts';
import { readEvents } from '../core/sse.ts';

export interface Feed {
  /** Opens the stream where it was left. @throws ApiError */
  open(signal: AbortSignal): Promise<Response>;
  receive(data: unknown, id: string | null): void | Promise<void>;
  /** Reads everything again: after a pause, and instead of a stream that does not come through. */
  poll(): Promise<void>;
}

export interface Pace {
  /** Between two questions where streams do not come through. */
  pollMs: number;
  /** Before the first reconnection; doubles with each failure. */
  retryMs: number;
  retryMaxMs: number;
}

const usualPace: Pace = { pollMs: 10_000, retryMs: 1_000, retryMaxMs: 30_000 };
/** After so many streams that failed in a row, polling takes over; every so many polls a stream is tried again. */
const failuresMax = 3;
const pollsBetweenTries = 6;
const final = new Set(['unauthorized', 'forbidden', 'not_found', 'bad_request']);

/** Follows until the returned function is called. */
export function follow(feed: Feed, pace: Pace = usualPace): () => void {
  const life = new AbortController();
  void run(feed, pace, life.signal);
  return () => life.abort();
}

async function run(feed: Feed, pace: Pace, life: AbortSignal): Promise<void> {
  let failures = 0;
  for (let round = 0; !life.aborted; round += 1) {
    if (document.hidden) {
      await visibility(false, life);
      await feed.poll().catch(() => undefined);
    }
    if (failures >= failuresMax && round % pollsBetweenTries !== 0) {
      await feed.poll().catch(() => undefined);
      await pause(pace.pollMs, life);
      continue;
    }
    const outcome = await stream(feed, life);
    if (outcome === 'refused') {
      // Nothing that repeating could mend: the read says what it is.
      await feed.poll().catch(() => undefined);
      return;
    }
    failures = outcome === 'failed' ? failures + 1 : 0;
    // Spread, so that not everybody comes back at once after a restart of the server.
    const waitMs = Math.min(pace.retryMs * 2 ** failures, pace.retryMaxMs) * (0.5 + Math.random());
    if (!document.hidden && failures < failuresMax) await pause(waitMs, life);
  }
}

/** One connection, until it ends, breaks, or the tab is hidden. */
async function stream(feed: Feed, life: AbortSignal): Promise<'ended' | 'failed' | 'refused'> {
  const hidden = new AbortController();
  const ending = AbortSignal.any([life, hidden.signal]);
  void visibility(true, ending).then(() => hidden.abort());
  let cameThrough = false;
  try {
    for await (const { type, data, id } of readEvents(await feed.open(ending))) {
      cameThrough = true;
      if (type === 'message' && data !== '') await feed.receive(JSON.parse(data) as unknown, id);
      if (type === 'return' || type === 'serialized-error') break;
    }
    return cameThrough ? 'ended' : 'failed';
  } catch (error) {
    if (ending.aborted) return 'ended';
    if (final.has((error as Partial<ApiError>).code ?? '')) return 'refused';
    return cameThrough ? 'ended' : 'failed';
  } finally {
    hidden.abort();
  }
}

/** Resolves when the tab is hidden, or seen, or the signal ends. */
function visibility(hidden: boolean, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const look = (): void => {
      if (document.hidden === hidden) done();
    };
    const done = (): void => {
      document.removeEventListener('visibilitychange', look);
      resolve();
    };
    document.addEventListener('visibilitychange', look);
    signal.addEventListener('abort', done, { once: true });
  });
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
