// A customer's reply in the widget against the floor of creation: one committed row behind bare Hono and tRPC.
import { startGenerator } from '../load/drive.ts';
import { databaseCpu } from '../measure/cpu.ts';
import { runRounds } from '../measure/rounds.ts';
import { writeResults } from '../report.ts';
import { openTickets, shopOrigin } from '../stage/customers.ts';
import { waitUntilJobsDone } from '../stage/jobs-done.ts';
import { startNodeProcess } from '../stage/node-process.ts';
import { openStage } from '../stage/stage.ts';
import { printStandings } from './standings.ts';

/** So many that two clients seldom write into the same ticket at once. */
const ticketCount = 500;

export async function run(): Promise<void> {
  const stage = await openStage();
  const generator = startGenerator();
  try {
    const server = await stage.startServer();
    const tickets = await openTickets(stage, server, ticketCount);
    const { publicKey } = stage.workspace;
    const floor = await startNodeProcess({
      args: ['bench/floor/create-floor.ts'],
      env: { DATABASE_URL: stage.database.url },
      readyPath: '/readyz',
    });
    const plan = { plan: 'reply', publicKey, origin: shopOrigin, tickets } as const;
    const standings = await runRounds(
      generator,
      [
        { name: 'deskbell', process: server, plan, settle: () => waitUntilJobsDone(stage.sql) },
        { name: 'floor', process: floor, plan: { plan: 'floor-create' } },
      ],
      { rounds: 3, connectionCounts: [1, 32], runMs: 4_000, database: databaseCpu(stage.postmasterPid) },
    );
    await floor.end();
    printStandings(standings);
    writeResults('reply', standings);
  } finally {
    generator.stop();
    await stage.close();
  }
}
