// The public ticket page with five messages against a bare page of as many bytes with one indexed select.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGenerator } from '../load/drive.ts';
import { databaseCpu } from '../measure/cpu.ts';
import { runRounds } from '../measure/rounds.ts';
import { writeResults } from '../report.ts';
import { converse, type CustomerTicket, openTickets, publicPath } from '../stage/customers.ts';
import { type NodeProcess, startNodeProcess } from '../stage/node-process.ts';
import { openStage, type Stage } from '../stage/stage.ts';
import { printStandings } from './standings.ts';

const ticketCount = 20;
const messages = 5;

export async function run(): Promise<void> {
  const stage = await openStage();
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-bench-page-'));
  const generator = startGenerator();
  try {
    const server = await stage.startServer({ ROLE: 'web' });
    const tickets = await openTickets(stage, server, ticketCount);
    const paths: string[] = [];
    for (const ticket of tickets) {
      await converse(stage, server, ticket, messages);
      paths.push(await publicPath(stage, server, ticket));
    }
    const html = await (await fetch(server.url + (paths[0] ?? ''))).text();
    const pageFile = join(folder, 'page.html');
    await writeFile(pageFile, html);
    const floor = await startFloor(stage, pageFile);
    const targets = (list: string[]) => list.map((path) => ({ path, headers: {}, contains: '</html>' }));
    const standings = await runRounds(
      generator,
      [
        { name: 'deskbell', process: server, plan: { plan: 'get', targets: targets(paths) } },
        { name: 'floor', process: floor, plan: { plan: 'get', targets: targets(tickets.map(floorPath)) } },
      ],
      { rounds: 3, connectionCounts: [1, 32], runMs: 4_000, database: databaseCpu(stage.postmasterPid) },
    );
    await floor.end();
    console.log(`${Buffer.byteLength(html).toLocaleString('en')} bytes of HTML\n`);
    printStandings(standings);
    writeResults('page', { bytes: Buffer.byteLength(html), standings });
  } finally {
    generator.stop();
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function startFloor(stage: Stage, pageFile: string): Promise<NodeProcess> {
  return startNodeProcess({
    args: ['bench/floor/page-floor.ts'],
    env: { DATABASE_URL: stage.database.url, PAGE_FILE: pageFile, WORKSPACE_ID: stage.workspace.id },
    readyPath: '/readyz',
  });
}

const floorPath = (ticket: CustomerTicket): string => `/t/${ticket.id}`;
