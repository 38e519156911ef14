// What the generator sends: one plan a kind of request. A plan makes the n-th request and knows a good answer.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Answer } from './connection.ts';
import { ticketBody as body, ticketSubject as subject } from './texts.ts';

export interface Request {
  text: string;
  /** Whether the answer is the one that the plan asked for; anything else counts as an error. */
  isGood: (answer: Answer) => boolean;
}

/** A plan with its parameters, as it travels to the generator's process. */
export type PlanOrder =
  | { plan: 'create'; publicKey: string; origin: string }
  | { plan: 'floor-create' }
  | { plan: 'reply'; publicKey: string; origin: string; tickets: { id: string; secret: string }[] }
  | { plan: 'get'; targets: { path: string; headers: Record<string, string>; contains: string }[] };

/** @returns the n-th request of the plan; n counts from 0 over all connections. */
export function planOf(order: PlanOrder): (n: number) => Request {
  switch (order.plan) {
    case 'create':
      return () => createRequest(order);
    case 'floor-create':
      return () => ({
        text: post('/trpc/create', { 'content-type': 'application/json' }, { clientId: randomUUID(), subject, body }),
        isGood: ({ status, body: text }) => status === 200 && text.includes('"id"'),
      });
    case 'reply':
      return (n) => replyRequest(order, n);
    case 'get':
      return (n) => {
        const target = order.targets[n % order.targets.length];
        if (target === undefined) throw new Error('nothing to get');
        const { path, headers, contains } = target;
        return {
          text: head(`GET ${path}`, headers),
          isGood: ({ status, body: text }) => status === 200 && text.includes(contains),
        };
      };
  }
}

/** Every ticket comes from a new browser and a new mailbox: visitor, contact and address are all written. */
function createRequest({ publicKey, origin }: Extract<PlanOrder, { plan: 'create' }>): Request {
  const secret = randomBytes(32).toString('base64url');
  const clientId = randomUUID();
  const email = `${clientId}@customers.example`;
  const input = {
    clientId,
    subject,
    body,
    email,
    name: 'Ada Example',
    context: { url: `${origin}/orders/20261-4411` },
  };
  return {
    text: post('/trpc/customer.create', visitorHeaders(publicKey, origin, secret), input),
    isGood: ({ status, body: text }) => status === 200 && text.includes('"reference"'),
  };
}

function replyRequest({ publicKey, origin, tickets }: Extract<PlanOrder, { plan: 'reply' }>, n: number): Request {
  const ticket = tickets[n % tickets.length];
  if (ticket === undefined) throw new Error('nothing to reply to');
  const input = { clientId: randomUUID(), ticketId: ticket.id, body };
  return {
    text: post('/trpc/customer.reply', visitorHeaders(publicKey, origin, ticket.secret), input),
    isGood: ({ status, body: text }) => status === 200 && text.includes('"number"'),
  };
}

function visitorHeaders(publicKey: string, origin: string, secret: string): Record<string, string> {
  return { origin, 'content-type': 'application/json', 'x-deskbell-key': publicKey, 'x-deskbell-visitor': secret };
}

function post(path: string, headers: Record<string, string>, input: unknown): string {
  const json = JSON.stringify(input);
  return head(`POST ${path}`, { ...headers, 'content-length': String(Buffer.byteLength(json)) }) + json;
}

function head(line: string, headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${line} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: deskbell-bench\r\n${lines.join('')}\r\n`;
}
