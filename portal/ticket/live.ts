// Follows the ticket: a stream over fetch, because an EventSource can send no header and the link is no part of a query.
// What comes is a hint that something changed; the page is then read again.
import { type Page } from './page.ts';

const firstPauseMs = 1_000;
const longestPauseMs = 60_000;

/** Follows while the page is looked at; catches up when it is looked at again. */
export function followTicket(page: Page): void {
  if (!page.showsNewest) return;
  let watching: AbortController | null = null;
  const watch = (): void => {
    if (document.hidden) {
      watching?.abort();
      watching = null;
    } else if (watching === null) {
      watching = new AbortController();
      void follow(page, watching.signal);
    }
  };
  document.addEventListener('visibilitychange', watch);
  watch();
}

async function follow(page: Page, signal: AbortSignal): Promise<void> {
  let pauseMs = firstPauseMs;
  while (!signal.aborted) {
    try {
      for await (const _ of changes(page, signal)) {
        pauseMs = firstPauseMs;
        await page.renew();
        void markSeen(page);
      }
    } catch {
      // A stream that ended, a line that broke, a reader who looks away: in the end all are a pause.
    }
    // All readers of a node that went down come back at different moments.
    await pause(pauseMs * (0.5 + Math.random()), signal);
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  }
}

/** One turn for each change that the stream tells of. @throws Error when the stream ends or was refused. */
async function* changes(page: Page, signal: AbortSignal): AsyncGenerator<void> {
  const input = JSON.stringify({ ticketId: page.ticketId, lastEventId: String(page.number) });
  const response = await fetch(`/trpc/customer.updates?input=${encodeURIComponent(input)}`, {
    headers: { accept: 'text/event-stream', 'x-deskbell-link': page.token },
    signal,
  });
  // Whether the link has ended, the page itself says.
  if (!response.ok || response.body === null) {
    if (response.status === 404) await page.renew();
    throw new Error('no stream');
  }
  void markSeen(page);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) throw new Error('the stream ended');
    const events = (text + value).split('\n\n');
    text = events.pop() ?? '';
    // Only what has an id is a change; the rest are greetings and pings. After an error the page itself says what is.
    if (events.some((event) => /^id:/m.test(event))) yield;
    if (events.some((event) => /^event: ?serialized-error/m.test(event))) await page.renew();
  }
}

/** The desk sees how far the customer has read. */
async function markSeen({ ticketId, token, number }: Page): Promise<void> {
  await fetch('/trpc/customer.seen', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-deskbell-link': token },
    body: JSON.stringify({ ticketId, number }),
  }).catch(() => undefined);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
