// Creation by the widget's procedure against the floor, in turn, and against the same rows by SQL alone. The node does all
// its work meanwhile: jobs and mails of what was created are part of what it costs.
import { openTicketRows } from '../floor/ticket-rows.ts';
import { startGenerator } from '../load/drive.ts';
import { runAlone } from '../measure/alone.ts';
import { databaseCpu, processCpu, residentMiB } from '../measure/cpu.ts';
import { runRounds, type Standing } from '../measure/rounds.ts';
import { median, printTable, writeResults } from '../report.ts';
import { shopOrigin } from '../stage/customers.ts';
import { type Drained, waitUntilJobsDone } from '../stage/jobs-done.ts';
import { startNodeProcess } from '../stage/node-process.ts';
import { openStage, type Stage } from '../stage/stage.ts';
import { printStandings } from './standings.ts';

const rounds = 3;
const connectionCounts = [1, 8, 32];
const runMs = 4_000;

export async function run(): Promise<void> {
  const stage = await openStage();
  const generator = startGenerator();
  const drains: Drained[] = [];
  try {
    const server = await stage.startServer();
    const floor = await startNodeProcess({
      args: ['bench/floor/create-floor.ts'],
      env: { DATABASE_URL: stage.database.url },
      readyPath: '/readyz',
    });
    const idleMiB = residentMiB(server.pid);
    let loadMiB = 0;
    const watch = setInterval(() => (loadMiB = Math.max(loadMiB, residentMiB(server.pid))), 100);
    const standings = await runRounds(
      generator,
      [
        {
          name: 'deskbell',
          process: server,
          plan: { plan: 'create', publicKey: stage.workspace.publicKey, origin: shopOrigin },
          settle: async () => void drains.push(await waitUntilJobsDone(stage.sql)),
        },
        { name: 'floor', process: floor, plan: { plan: 'floor-create' } },
      ],
      { rounds, connectionCounts, runMs, database: databaseCpu(stage.postmasterPid) },
    );
    clearInterval(watch);
    await Promise.all([server.end(), floor.end()]);
    const rows = await measureRows(stage, standings);
    printStandings([...standings, ...rows].sort((a, b) => a.connections - b.connections));
    const jobs = drains.reduce((sum, each) => sum + each.jobs, 0);
    const seconds = drains.reduce((sum, each) => sum + each.seconds, 0);
    printTable(
      ['memory idle MiB', 'under load MiB', 'jobs left after load', 'done a second'],
      [[idleMiB, loadMiB, jobs, jobs / Math.max(seconds, 0.1)]],
    );
    writeResults('create', { rounds, runMs, standings, rows, memory: { idleMiB, loadMiB }, drains });
  } finally {
    generator.stop();
    await stage.close();
  }
}

/** With nobody else on the machine's database; its share is taken of the same floor. */
async function measureRows(stage: Stage, standings: readonly Standing[]): Promise<Standing[]> {
  const rows = await openTicketRows(stage.database.url, stage.workspace.id);
  const meters = { process: processCpu(process.pid), database: databaseCpu(stage.postmasterPid) };
  const results: Standing[] = [];
  for (const connections of connectionCounts) {
    const measured = [];
    for (let round = 0; round < rounds; round += 1) {
      measured.push(await runAlone(rows.write, { connections, warmMs: 1_000, runMs }, meters));
    }
    const floor = standings.find((each) => each.name === 'floor' && each.connections === connections);
    const requestsASecond = median(measured.map((each) => each.requestsASecond));
    results.push({
      name: 'rows by SQL alone',
      connections,
      requestsASecond,
      p50Ms: median(measured.map((each) => each.p50Ms)),
      p99Ms: median(measured.map((each) => each.p99Ms)),
      processMs: median(measured.map((each) => each.cpuMs['process'] ?? 0)),
      databaseMs: median(measured.map((each) => each.cpuMs['database'] ?? 0)),
      share: requestsASecond / (floor?.requestsASecond ?? Number.NaN),
      errors: 0,
      firstError: null,
    });
  }
  await rows.stop();
  return results;
}
