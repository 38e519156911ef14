// Everything a room needs, for a test: its own database, a silent log, no job that runs unless the test says so.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { createLog, type Logger } from '../log.ts';
import { openDeps } from '../open-deps.ts';
import { testDatabase } from './database.ts';

export interface TestDepsOptions {
  /** Settings that differ, by the names of the environment. */
  env?: Record<string, string>;
  /** The log, for a test that reads it. */
  log?: Logger;
  /** Another node on the database of these: two sets of dependencies, one truth. */
  beside?: TestDeps;
}

export interface TestDeps extends Deps {
  databaseUrl: string;
}

/** Made once a file, at its top: `const deps = await testDeps();`. Closed after the file's tests. */
export async function testDeps({
  env = {},
  log = createLog('silent'),
  beside,
}: TestDepsOptions = {}): Promise<TestDeps> {
  const databaseUrl = beside?.databaseUrl ?? (await testDatabase()).url;
  const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-data-'));
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    DATABASE_CONNECTIONS: '6',
    DATA_DIR: dataDir,
    SECRET_KEY: 'a secret for tests and for nothing else',
    PUBLIC_URL: 'http://desk.test',
    ...env,
  });
  const { deps, close } = await openDeps({ ...config, role: 'web' }, databaseUrl, log);
  afterAll(async () => {
    await close();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { ...deps, config, databaseUrl };
}
