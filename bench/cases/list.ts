// The queue's first page at ten thousand, a hundred thousand and a million tickets: every tab, the hundredth page and the
// counts, as a member's console asks for them, beside the bare statement.
import { processCpu } from '../measure/cpu.ts';
import { runAlone } from '../measure/alone.ts';
import { connect } from '../../server/db/connect.ts';
import { selectQueue } from '../../server/tickets/list-store.ts';
import { type Generator, startGenerator } from '../load/drive.ts';
import { median, printTable, writeResults } from '../report.ts';
import { seedTickets } from '../seed/seed.ts';
import type { NodeProcess } from '../stage/node-process.ts';
import { openSession } from '../stage/session.ts';
import { openStage, type Stage } from '../stage/stage.ts';
import { query, queryPath } from '../stage/trpc.ts';

const sizes = (process.env['BENCH_TICKETS'] ?? '10000,100000,1000000').split(',').map(Number);
const tabs = ['all', 'mine', 'open', 'in_progress', 'pending', 'on_hold', 'resolved', 'closed'] as const;
const rounds = 3;
const runMs = 1_500;
const pageRows = 50;

interface Line {
  tickets: number;
  what: string;
  p50Ms: number;
  p99Ms: number;
  serverCpuMs: number;
  errors: number;
}

export async function run(): Promise<void> {
  const stage = await openStage();
  const generator = startGenerator();
  const lines: Line[] = [];
  try {
    const server = await stage.startServer({ ROLE: 'web' });
    let seeded = 0;
    for (const tickets of sizes) {
      const { id: workspaceId } = stage.workspace;
      const seconds = await seedTickets(stage.sql, { workspaceId, tickets: tickets - seeded, messages: 1 });
      seeded = tickets;
      console.log(`${tickets.toLocaleString('en')} tickets (seeded in ${seconds.toFixed(0)} s)`);
      lines.push(...(await measureSize(stage, server, generator, tickets)));
    }
  } finally {
    generator.stop();
    await stage.close();
  }
  printTable(
    ['tickets', 'what', 'p50 ms', 'p99 ms', 'CPU ms server', 'errors'],
    lines.map((line) => [line.tickets, line.what, line.p50Ms, line.p99Ms, line.serverCpuMs, line.errors]),
  );
  writeResults('list', lines);
}

async function measureSize(stage: Stage, server: NodeProcess, generator: Generator, tickets: number): Promise<Line[]> {
  const headers = { cookie: await agentCookie(stage), 'x-deskbell-workspace': stage.workspace.slug };
  const lines: Line[] = [];
  const get = async (what: string, path: string, contains: string): Promise<void> => {
    const targets = [{ path, headers, contains }];
    const order = { host: '127.0.0.1', port: server.port, connections: 1, warmRequests: 50, runMs } as const;
    const results = [];
    for (let round = 0; round < rounds; round += 1) {
      results.push(
        await generator.run({ ...order, plan: { plan: 'get', targets } }, { server: processCpu(server.pid) }),
      );
    }
    lines.push({
      tickets,
      what,
      p50Ms: median(results.map((each) => each.p50Ms)),
      p99Ms: median(results.map((each) => each.p99Ms)),
      serverCpuMs: median(results.map((each) => each.cpuMs['server'] ?? 0)),
      errors: results.reduce((sum, each) => sum + each.errors, 0),
    });
  };
  for (const tab of tabs) await get(tab, queryPath('tickets.list', { tab }), '"reference"');
  const cursor = await walkTo({ url: server.url, headers }, Math.min(100, tickets / pageRows / 2));
  await get('all, page 100', queryPath('tickets.list', { tab: 'all', cursor }), '"reference"');
  await get('counts of all tabs', queryPath('tickets.counts'), '"all"');
  lines.push(await measureStatement(stage, tickets));
  return lines;
}

/** The cursor of a later page, found as a reader finds it. */
async function walkTo(caller: { url: string; headers: Record<string, string> }, page: number): Promise<string> {
  let cursor: string | undefined;
  for (let at = 1; at < page; at += 1) {
    const answer = await query<{ nextCursor: string | null }>(caller, 'tickets.list', { tab: 'all', cursor });
    cursor = answer.nextCursor ?? undefined;
  }
  if (cursor === undefined) throw new Error('the list has no such page');
  return cursor;
}

/** The floor: the first page by the statement alone, from this process. */
async function measureStatement(stage: Stage, tickets: number): Promise<Line> {
  const sql = connect({
    url: stage.database.url,
    connectionsMax: 1,
    applicationName: 'bench list',
    statementTimeoutMs: 60_000,
  });
  const page = {
    workspaceId: stage.workspace.id,
    tab: 'all',
    archived: false,
    memberId: null,
    ownInternalOf: null,
    after: null,
    limit: pageRows + 1,
  } as const;
  const work = async (): Promise<void> => {
    await selectQueue(sql, page);
  };
  const { p50Ms, p99Ms } = await runAlone(work, { connections: 1, warmMs: 300, runMs }, {});
  await sql.end();
  return { tickets, what: 'floor: the statement of "all" alone', p50Ms, p99Ms, serverCpuMs: 0, errors: 0 };
}

/** Somebody who has work: the first of the seeded agents, with a person of their own to sign in as. */
async function agentCookie({ sql, workspace }: Stage): Promise<string> {
  const [agent] = await sql<{ personId: string }[]>`
    select person_id from member where workspace_id = ${workspace.id} and role = 'agent' order by name limit 1`;
  const personId = agent?.personId ?? '';
  await sql`
    insert into person (id, name, email) values (${personId}, 'Agent', ${`${personId}@seed.example`})
    on conflict (id) do nothing`;
  return openSession(sql, personId);
}
