// The server's side of a test: calls are answered where they would leave the browser, and are kept to be looked at.
import { TRPCClientError } from '@trpc/client';
import type { Answers, MemberTicket, QueueRow, TimelineEntry } from '../api.ts';
import { connectApi } from '../api.ts';
import { Desk } from '../app/desk.ts';

export interface Call {
  procedure: string;
  input: unknown;
  key: string | null;
}

type Answer = (input: never) => unknown;

/** Thrown by an answer: what the server refuses with. `offline` breaks the call itself. */
export class Refusal extends Error {
  readonly data: Record<string, unknown>;

  constructor(code: string, data: Record<string, unknown> = {}) {
    super(`refused: ${code}`);
    this.data = { code, ...data };
  }
}

/** Answers calls until the test ends. A procedure without an answer is refused. */
export function useAnswers(): { answers: Record<string, Answer>; calls: Call[] } {
  const state = { answers: {} as Record<string, Answer>, calls: [] as Call[] };
  const { fetch, EventSource } = globalThis;
  beforeEach(() => {
    state.calls.length = 0;
    state.answers = {};
    localStorage.clear();
    globalThis.fetch = async (address, init) => respond(state, addressOf(address), init);
    // Streams stay silent: what they would bring is given by the test itself.
    globalThis.EventSource = SilentEventSource as unknown as typeof EventSource;
  });
  afterEach(() => {
    globalThis.fetch = fetch;
    globalThis.EventSource = EventSource;
    localStorage.clear();
    document.body.replaceChildren();
  });
  return state;
}

function addressOf(address: RequestInfo | URL): string {
  if (typeof address === 'string') return address;
  return address instanceof URL ? address.href : address.url;
}

class SilentEventSource extends EventTarget {
  readonly readyState = 0;
  close(): void {
    this.dispatchEvent(new Event('closed'));
  }
}

async function respond(
  { answers, calls }: { answers: Record<string, Answer>; calls: Call[] },
  address: string,
  init?: RequestInit,
): Promise<Response> {
  const url = new URL(address, location.href);
  const procedures = url.pathname.replace('/trpc/', '').split(',');
  const isBatch = url.searchParams.has('batch');
  const sent: unknown = JSON.parse(
    typeof init?.body === 'string' ? init.body : (url.searchParams.get('input') ?? 'null'),
  );
  const key = new Headers(init?.headers).get('idempotency-key');
  const results = procedures.map((procedure, at) => {
    const input = isBatch ? (sent as Record<string, unknown> | null)?.[String(at)] : sent;
    calls.push({ procedure, input, key });
    try {
      const answer = answers[procedure];
      if (answer === undefined) throw new Refusal('not_found');
      return { result: { data: answer(input as never) } };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      if (error.data['code'] === 'offline') throw new TypeError('Failed to fetch');
      return { error: { message: error.message, code: -32_000, data: error.data } };
    }
  });
  const body = JSON.stringify(isBatch ? results : results[0]);
  return new Response(body, { headers: { 'content-type': 'application/json' } });
}

/** The workspace of a test, seen by its owner. */
export function testDesk(): Desk {
  const me: Answers['team']['me'] = {
    person: { name: 'Mira Sandoval', email: 'mira@desk.example', twoFactor: false, hasPassword: true },
    memberships: [{ workspace: { slug: 'acme', name: 'Acme' }, memberId: 'member-1', role: 'owner' }],
    current: {
      memberId: 'member-1',
      role: 'owner',
      workspace: { id: 'workspace-1', slug: 'acme', name: 'Acme', publicKey: 'pk_test' },
      statusNames: { pending: 'Waiting' },
      policy: { closedReply: 'reopen', reopenDays: 30, autoCloseDays: 7 },
    },
  };
  if (me.current === null) throw new TRPCClientError('the test names its workspace');
  return new Desk('acme', connectApi('acme'), me, me.current);
}

export function testTicket(change: Partial<MemberTicket> = {}): MemberTicket {
  return {
    id: 'ticket-1',
    reference: 'TKT-0001',
    subject: 'Lamp flickers',
    status: 'open',
    priority: 'medium',
    type: 'support',
    channel: 'email',
    audience: 'customer',
    category: null,
    department: null,
    requester: {
      kind: 'contact',
      id: 'contact-1',
      participantId: 'participant-1',
      name: 'Kim Farrow',
      email: 'kim@customer.example',
      externalId: null,
      verified: true,
    },
    assignee: null,
    labels: [],
    followers: [],
    dueAt: null,
    createdAt: '2026-11-20T09:00:00.000Z',
    updatedAt: '2026-11-20T09:00:00.000Z',
    firstResponseAt: null,
    resolvedAt: null,
    closedAt: null,
    archivedAt: null,
    mergedInto: null,
    resolution: null,
    csat: null,
    escalation: null,
    context: {},
    publicUrl: 'https://help.example/t/token',
    version: 1,
    ...change,
  };
}

/** A message of the customer, or with `by` of a member. */
export function testMessage(number: number, text: string, by?: string): TimelineEntry {
  const isTeam = by !== undefined;
  return {
    number,
    id: `event-${number}`,
    kind: 'reply',
    actor: isTeam ? { kind: 'member', id: by, name: 'Ada' } : { kind: 'contact', id: 'contact-1', name: 'Kim Farrow' },
    createdAt: new Date(Date.UTC(2026, 10, 20, 9, number)).toISOString(),
    data: {},
    message: {
      kind: 'reply',
      side: isTeam ? 'team' : 'customer',
      channel: 'email',
      body: text,
      nodes: [{ t: 'p', c: [text] }],
      automatic: false,
    },
  } as unknown as TimelineEntry;
}

/** A change of the ticket between messages. */
export function testChange(number: number, kind = 'status'): TimelineEntry {
  return { ...testMessage(number, ''), kind, message: null, data: { from: 'open', to: 'pending' } };
}

export function testRow(number: number, change: Partial<QueueRow> = {}): QueueRow {
  return {
    id: `ticket-${number}`,
    reference: `TKT-${String(number).padStart(4, '0')}`,
    subject: `Subject ${number}`,
    snippet: '',
    status: 'open',
    priority: 'medium',
    type: 'support',
    channel: 'email',
    audience: 'customer',
    requesterName: 'Kim Farrow',
    assignee: null,
    labels: [],
    dueAt: null,
    createdAt: '2026-11-20T09:00:00.000Z',
    updatedAt: new Date(Date.UTC(2026, 10, 20, 9, number)).toISOString(),
    waitsForUs: true,
    version: 1,
    ...change,
  };
}
