// Before the tests: one embedded PostgreSQL for the whole run, with a migrated database that each test file clones.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '../db/connect.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { createLog } from '../log.ts';
import { startJobs } from '../queue.ts';
import { stopPostmaster } from '../db/postmaster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of the migrated database that `testDatabase` clones. */
    postgresUrl: string;
  }
}

const prefix = 'deskbell-test-';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweepLeftovers();
  const folder = await mkdtemp(join(tmpdir(), prefix));
  await writeFile(join(folder, 'owner'), String(process.pid));
  const embedded = await startEmbedded({ folder: join(folder, 'postgres'), throwaway: true });
  const sql = connect({
    url: embedded.url,
    connectionsMax: 1,
    applicationName: 'template',
    statementTimeoutMs: 60_000,
  });
  await migrate(sql);
  // The queue's own tables too: each clone would spend longer on them than on its tests.
  const jobs = await startJobs({ databaseUrl: embedded.url, log: createLog('error'), supervise: false });
  await jobs.stop();
  await sql.end();
  project.provide('postgresUrl', embedded.url);
  return async () => {
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  };
}

/** Runs that were killed left a server behind. */
async function sweepLeftovers(): Promise<void> {
  for (const name of (await readdir(tmpdir())).filter((entry) => entry.startsWith(prefix))) {
    const folder = join(tmpdir(), name);
    const owner = Number(await readFile(join(folder, 'owner'), 'utf8').catch(() => '0'));
    if (owner === 0 || isAlive(owner)) continue;
    await stopPostmaster(join(folder, 'postgres', 'data'));
    await rm(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
