// A running node: everything that `npm start` opens, and the way down again.
import { buildApp, buildWorkerApp } from './app.ts';
import type { Config } from './config.ts';
import type { Deps } from './deps.ts';
import { lockFolder } from './folder-lock.ts';
import { startWork } from './jobs.ts';
import { createLifecycle } from './lifecycle.ts';
import { listen, type Listening } from './listen.ts';
import type { Logger } from './log.ts';
import { openDatabase } from './open-database.ts';
import { openDeps } from './open-deps.ts';

export interface RunningServer {
  deps: Deps;
  /** The port that was given, where PORT=0 asked for any. */
  port: number;
  /** Finishes what is under way, at most 25 s, and closes all that `startServer` opened. */
  stop(): Promise<void>;
}

const drainMs = 25_000;

/**
 * Opens the database, migrates, starts jobs and listens. What was opened is closed again when a later step fails.
 *
 * @throws StartError in one line for what the owner can mend.
 */
export async function startServer(config: Config, log: Logger): Promise<RunningServer> {
  const closers: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };
  try {
    if (config.databaseUrl === null) closers.push(await lockFolder(config.dataDir, config.publicUrl));
    const database = await openDatabase(config, log);
    closers.push(() => database.close());
    const opened = await openDeps(config, database.url, log);
    const { deps } = opened;
    let afterJobs: () => void = () => undefined;
    closers.push(async () => {
      await opened.close();
      afterJobs();
    });
    const lifecycle = createLifecycle();
    const app = config.role === 'worker' ? buildWorkerApp(deps, lifecycle) : buildApp(deps, lifecycle);
    const listening = await listen(app, { host: config.host, port: config.port });
    closers.push(() => drain(listening, deps));
    if (config.role !== 'web') afterJobs = await startWork(deps);
    const stop = async (): Promise<void> => {
      lifecycle.drain();
      await closeAll();
    };
    return { deps, port: listening.port, stop };
  } catch (error) {
    await closeAll();
    throw error;
  }
}

/** Requests and jobs end side by side, so that both fit into the time. */
async function drain(listening: Listening, deps: Deps): Promise<void> {
  await Promise.all([listening.close(drainMs), deps.jobs.stop()]);
}
