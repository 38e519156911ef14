import { expect } from 'chai';
import { readEvents, type ServerEvent } from './sse.ts';

async function eventsOf(chunks: (string | Uint8Array)[]): Promise<ServerEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk);
      }
      controller.close();
    },
  });
  const events: ServerEvent[] = [];
  for await (const event of readEvents(new Response(body))) events.push(event);
  return events;
}

describe('readEvents', () => {
  it('reads types, ids and data', async () => {
    expect(await eventsOf(['event: connected\ndata: {}\n\n\n', 'data: {"a":1}\nid: 7\n\n\n'])).to.deep.equal([
      { type: 'connected', data: '{}', id: null },
      { type: 'message', data: '{"a":1}', id: '7' },
    ]);
  });

  it('joins what the network cut, between the bytes of one character too', async () => {
    const bytes = new TextEncoder().encode('data: "größer 🙂"\n\n');
    const parts = [...bytes].map((_, index) => bytes.slice(index, index + 1));
    expect(await eventsOf(parts)).to.deep.equal([{ type: 'message', data: '"größer 🙂"', id: null }]);
  });

  it('gives nothing for a comment, and for an event that never ended', async () => {
    expect(await eventsOf([': still here\n\n', 'data: {"cut":'])).to.deep.equal([]);
  });
});
