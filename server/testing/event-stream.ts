// Reads a stream of server-sent events as a browser does, one event at a time.
import { onTestFinished } from 'vitest';
import type { Call, HttpClient } from './http-app.ts';

export interface StreamEvent {
  /** `message` when the event has no name. */
  event: string;
  id: string | null;
  data: unknown;
}

export interface EventStream {
  response: Response;
  /** The next event that is no ping; null at the end of the stream. */
  next(): Promise<StreamEvent | null>;
  close(): void;
}

/** Opens a subscription and waits until the server listens. Closed with the test. */
export async function openStream(
  client: HttpClient,
  procedure: string,
  input?: unknown,
  call: Call = {},
): Promise<EventStream> {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  const headers = { accept: 'text/event-stream', ...call.headers };
  const response = await client.open(`/trpc/${procedure}${query}`, { ...call, headers, signal: controller.signal });
  const events = readEvents(response);
  const stream: EventStream = {
    response,
    next: async () => (await events.next()).value ?? null,
    close: () => controller.abort(),
  };
  if (response.ok) await stream.next();
  return stream;
}

async function* readEvents(response: Response): AsyncGenerator<StreamEvent, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parseEvent(block);
      if (event !== null && event.event !== 'ping') yield event;
    }
  }
  return undefined;
}

function parseEvent(block: string): StreamEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const at = line.indexOf(':');
    if (at <= 0) continue;
    const name = line.slice(0, at);
    const value = line.slice(at + 1).replace(/^ /, '');
    fields.set(name, fields.has(name) ? `${fields.get(name) ?? ''}\n${value}` : value);
  }
  if (fields.size === 0) return null;
  const data = fields.get('data');
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? null,
    data: data === undefined || data === '' ? null : (JSON.parse(data) as unknown),
  };
}
