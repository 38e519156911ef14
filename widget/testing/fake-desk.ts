// A help desk at the network's edge: answers the widget's calls from memory, so that tests of elements need no server.
// The real one is tried in e2e/.
import type { Entry, MessageEntry, Thread, TicketRow, WidgetSettings } from '../core/api.ts';

export const base = 'https://help.test';
export const publicKey = 'pk_test';

export interface Call {
  procedure: string;
  input: Record<string, unknown>;
  headers: Headers;
  url: string;
}

export interface Failure {
  /** Without a status the answer never comes. */
  status?: number;
  code?: string;
  message?: string;
  fields?: Record<string, string>;
}

export interface FakeDesk {
  settings: WidgetSettings;
  tickets: TicketRow[];
  threads: Map<string, Thread>;
  calls: Call[];
  /** The calls of one procedure, in order. */
  callsOf(procedure: string): Call[];
  /** Lets a procedure fail so many times, then answer. */
  fail(procedure: string, failure: Failure, times?: number): void;
  /** Sends an event on every open stream of a procedure. */
  push(procedure: 'updates' | 'inbox', data: unknown, id?: string): void;
  openStreams(procedure: 'updates' | 'inbox'): number;
  /** Ends the streams that are open, as a restarting server does. */
  hangUp(): void;
}

export function settingsOf(changes: Partial<WidgetSettings> = {}): WidgetSettings {
  return {
    workspaceName: 'Fernweh',
    title: '',
    greeting: '',
    accent: '#007a7b',
    position: 'end',
    fields: { category: false, priority: false, phone: false },
    categories: [],
    statusNames: {},
    portalUrl: base + '/portal/fernweh',
    identified: false,
    ...changes,
  };
}

export function ticketRow(changes: Partial<TicketRow> = {}): TicketRow {
  return {
    id: 't1',
    reference: 'TKT-0001',
    subject: 'Broken strap',
    snippet: 'The left strap came off.',
    status: 'open',
    unread: false,
    createdAt: '2026-11-20T10:00:00.000Z',
    updatedAt: '2026-11-20T10:00:00.000Z',
    ...changes,
  };
}

export function message(number: number, changes: Partial<MessageEntry> & { text?: string } = {}): Entry {
  const { text = `Message ${number}`, ...rest } = changes;
  return {
    kind: 'message',
    number,
    from: 'you',
    authorName: '',
    nodes: [{ t: 'p', c: [text] }],
    automatic: false,
    attachments: [],
    createdAt: `2026-11-20T10:00:${String(number % 60).padStart(2, '0')}.000Z`,
    ...rest,
  };
}

export function threadOf(changes: Partial<Thread['ticket']> = {}, entries: Entry[] = [message(1)]): Thread {
  return {
    ticket: {
      id: 't1',
      reference: 'TKT-0001',
      subject: 'Broken strap',
      status: 'open',
      createdAt: '2026-11-20T10:00:00.000Z',
      updatedAt: '2026-11-20T10:00:00.000Z',
      lastTeamAt: null,
      csatScore: null,
      can: { reply: true, confirm: false, rate: false },
      ...changes,
    },
    entries,
    olderThan: null,
  };
}

/** Takes `fetch` over for each test of a file and gives it back after. */
export function useFakeDesk(): () => FakeDesk {
  const realFetch = window.fetch;
  let desk: FakeDesk;
  beforeEach(() => {
    localStorage.clear();
    desk = fakeDesk(realFetch);
  });
  afterEach(() => {
    for (const widget of document.querySelectorAll('deskbell-widget')) widget.remove();
    window.fetch = realFetch;
  });
  return () => desk;
}

function fakeDesk(realFetch: typeof fetch): FakeDesk {
  const failures = new Map<string, { failure: Failure; times: number }>();
  const streams: { procedure: string; controller: ReadableStreamDefaultController<Uint8Array> }[] = [];
  const desk: FakeDesk = {
    settings: settingsOf(),
    tickets: [],
    threads: new Map(),
    calls: [],
    callsOf: (procedure) => desk.calls.filter((call) => call.procedure === procedure),
    fail: (procedure, failure, times = 1) => failures.set(procedure, { failure, times }),
    push(procedure, data, id) {
      const event = `data: ${JSON.stringify(data)}\n${id === undefined ? '' : `id: ${id}\n`}\n\n`;
      for (const stream of streams) {
        if (stream.procedure === procedure) stream.controller.enqueue(new TextEncoder().encode(event));
      }
    },
    openStreams: (procedure) => streams.filter((stream) => stream.procedure === procedure).length,
    hangUp() {
      for (const { controller } of streams.splice(0)) controller.close();
    },
  };

  const openStream = (procedure: string, signal: AbortSignal | null | undefined): Response => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        const stream = { procedure, controller };
        streams.push(stream);
        controller.enqueue(new TextEncoder().encode('event: connected\ndata: {}\n\n\n'));
        signal?.addEventListener('abort', () => {
          streams.splice(streams.indexOf(stream), 1);
          controller.error(new DOMException('aborted', 'AbortError'));
        });
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  };

  window.fetch = async (request, init) => {
    const url = new URL(request instanceof Request ? request.url : request, location.href);
    if (url.origin !== base) return realFetch(request, init);
    const procedure = url.pathname.replace('/trpc/customer.', '');
    const text = typeof init?.body === 'string' ? init.body : url.searchParams.get('input');
    const input = JSON.parse(text || '{}') as Record<string, unknown>;
    desk.calls.push({ procedure, input, headers: new Headers(init?.headers), url: url.href });
    const planned = failures.get(procedure);
    if (planned && planned.times > 0) {
      planned.times -= 1;
      return refuse(planned.failure);
    }
    if (procedure === 'updates' || procedure === 'inbox') return openStream(procedure, init?.signal);
    return Response.json({ result: { data: answer(desk, procedure, input) } });
  };
  return desk;
}

function refuse({ status, code = 'internal', message: text = '', fields }: Failure): Response {
  if (status === undefined) throw new TypeError('Failed to fetch');
  return Response.json({ error: { message: text, data: { code, ...(fields && { fields }) } } }, { status });
}

function answer(desk: FakeDesk, procedure: string, input: Record<string, unknown>): unknown {
  const ticketId = String(input['ticketId']);
  const thread = desk.threads.get(ticketId);
  switch (procedure) {
    case 'settings':
      return desk.settings;
    case 'tickets':
      return { items: desk.tickets, nextCursor: null };
    case 'thread':
      return thread;
    case 'create': {
      const subject = String(input['subject']);
      desk.tickets = [ticketRow({ id: 'new1', reference: 'TKT-0009', subject }), ...desk.tickets];
      const first = message(1, { text: String(input['body']) });
      desk.threads.set('new1', threadOf({ id: 'new1', reference: 'TKT-0009', subject }, [first]));
      return { ticketId: 'new1', reference: 'TKT-0009' };
    }
    case 'reply': {
      const number = (thread?.entries.at(-1)?.number ?? 0) + 1;
      const entry = message(number, { text: String(input['body']) });
      thread?.entries.push(entry);
      return { ticketId, number, entry, followUp: null };
    }
    default:
      return { ok: true };
  }
}
