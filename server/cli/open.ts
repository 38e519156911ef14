// What a verb works on: the database at DATABASE_URL, or the embedded one, whether or not the server runs.
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { runningEmbedded } from '../db/embedded.ts';
import type { Deps } from '../deps.ts';
import { lockFolder } from '../folder-lock.ts';
import type { Logger } from '../log.ts';
import { openDatabase } from '../open-database.ts';
import { openDeps } from '../open-deps.ts';
import { StartError } from '../start-error.ts';

/** @throws StartError */
export async function withDeps<Result>(
  config: Config,
  log: Logger,
  work: (deps: Deps) => Promise<Result>,
): Promise<Result> {
  const unlock = config.databaseUrl === null ? await lockUnlessRunning(config) : null;
  try {
    const running = config.databaseUrl === null && unlock === null ? await urlOfRunning(config) : null;
    const database = await openDatabase(running === null ? config : { ...config, databaseUrl: running }, log);
    try {
      const node = await openNode(config, database.url, log);
      try {
        return await work(node.deps);
      } finally {
        await node.close();
      }
    } finally {
      await database.close();
    }
  } finally {
    await unlock?.();
  }
}

/** A verb enqueues jobs and leaves them to a worker. */
function openNode(config: Config, url: string, log: Logger): ReturnType<typeof openDeps> {
  return openDeps({ ...config, role: 'web', databaseConnectionsMax: 2 }, url, log);
}

/** Null when the server runs: its database is used beside it. */
async function lockUnlessRunning(config: Config): Promise<(() => Promise<void>) | null> {
  try {
    return await lockFolder(config.dataDir, 'the command line');
  } catch (error) {
    if (error instanceof StartError) return null;
    throw error;
  }
}

async function urlOfRunning(config: Config): Promise<string> {
  const url = await runningEmbedded(join(config.dataDir, 'postgres'));
  if (url === null) throw new StartError('Deskbell is starting in this folder: try again in a moment.');
  return url;
}
