// Statements on the wire for one request of each kind, counted between the server and PostgreSQL on a quiet node.
import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { ticketBody, ticketSubject } from '../load/texts.ts';
import { tapWire, type Wire } from '../measure/wire.ts';
import { printTable, writeResults } from '../report.ts';
import { converse, openTickets, publicPath, visitorHeaders } from '../stage/customers.ts';
import type { NodeProcess } from '../stage/node-process.ts';
import { openStage, type Stage } from '../stage/stage.ts';
import { mutate, query } from '../stage/trpc.ts';

const repetitions = 20;
/** What the request leaves to be done behind its answer has been sent by then. */
const settleMs = 30;
interface Count {
  what: string;
  statements: number;
  texts: string[];
}

export async function run(): Promise<void> {
  const stage = await openStage();
  const wire = await tapWire(stage.database.url);
  const counts: Count[] = [];
  try {
    const server = await stage.startServer({ ROLE: 'web', DATABASE_URL: wire.url });
    for (const [what, request] of Object.entries(await requestsOf(stage, server))) {
      counts.push({ what, ...(await count(wire, request)) });
    }
  } finally {
    await stage.close();
    await wire.close();
  }
  printTable(
    ['request', 'statements'],
    counts.map(({ what, statements }) => [what, statements]),
  );
  for (const { what, texts } of counts) {
    console.log(`${what}:`);
    for (const text of texts) console.log(`  ${text.replaceAll(/\s+/g, ' ').trim().slice(0, 110)}`);
  }
  console.log();
  writeResults('statements', counts);
}

async function requestsOf(stage: Stage, server: NodeProcess): Promise<Record<string, () => Promise<unknown>>> {
  const [ticket] = await openTickets(stage, server, 1);
  if (ticket === undefined) throw new Error('no ticket was opened');
  await converse(stage, server, ticket, 5);
  const path = await publicPath(stage, server, ticket);
  const desk = { url: server.url, headers: { authorization: `Bearer ${stage.apiKey}` } };
  const customer = { url: server.url, headers: visitorHeaders(stage, ticket.secret) };
  const { url } = server;
  return {
    'create (widget)': () => {
      const clientId = randomUUID();
      const headers = visitorHeaders(stage, randomBytes(32).toString('base64url'));
      const input = { clientId, subject: ticketSubject, body: ticketBody, email: `${clientId}@customers.example` };
      return mutate({ url, headers }, 'customer.create', input);
    },
    'reply (widget)': () =>
      mutate(customer, 'customer.reply', { clientId: randomUUID(), ticketId: ticket.id, body: ticketBody }),
    'reply (desk)': () => mutate(desk, 'tickets.reply', { ref: ticket.reference, body: ticketBody }),
    list: () => query(desk, 'tickets.list', { tab: 'open' }),
    'thread (widget)': () => query(customer, 'customer.thread', { ticketId: ticket.id }),
    page: async () => {
      const response = await fetch(url + path);
      if (!response.ok) throw new Error(`the page answered ${response.status}`);
      await response.text();
    },
  };
}

/** The most frequent count: now and then a cache is filled anew, or the live connection sends its pulse. */
async function count(wire: Wire, request: () => Promise<unknown>): Promise<{ statements: number; texts: string[] }> {
  const seen: string[][] = [];
  for (let done = 0; done < repetitions; done += 1) {
    wire.take();
    await request();
    await pause(settleMs);
    seen.push(wire.take());
  }
  const lengths = seen.map((texts) => texts.length);
  const often = (length: number): number => lengths.filter((each) => each === length).length;
  const statements = lengths.toSorted((a, b) => often(b) - often(a))[0] ?? 0;
  return { statements, texts: seen.find((texts) => texts.length === statements) ?? [] };
}
