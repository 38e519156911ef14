// The database of a start: the one that DATABASE_URL names, or the embedded one; reached, new enough and migrated.
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from './config.ts';
import { connect, type Sql } from './db/connect.ts';
import { startEmbedded } from './db/embedded.ts';
import { migrate } from './db/migrate.ts';
import type { Logger } from './log.ts';
import { StartError } from './start-error.ts';

export interface OpenDatabase {
  url: string;
  /** Stops the embedded server; nothing to do for another's. */
  close(): Promise<void>;
}

const reachWithinMs = 3_000;
const oldestVersion = 15;

/** @throws StartError */
export async function openDatabase(config: Config, log: Logger): Promise<OpenDatabase> {
  const database = await locate(config, log);
  try {
    await prepare(database.url, config.databaseUrl === null, log);
  } catch (error) {
    await database.close();
    throw error;
  }
  return database;
}

async function locate(config: Config, log: Logger): Promise<OpenDatabase> {
  if (config.databaseUrl !== null) return { url: config.databaseUrl, close: () => Promise.resolve() };
  try {
    const embedded = await startEmbedded({
      folder: join(config.dataDir, 'postgres'),
      onRestart: (reason) => log.error({ reason }, 'the embedded database ended, starting it again'),
    });
    return { url: embedded.url, close: () => embedded.stop() };
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

async function prepare(url: string, isEmbedded: boolean, log: Logger): Promise<void> {
  const sql = connect({ url, connectionsMax: 1, applicationName: 'deskbell migrate', statementTimeoutMs: 60_000 });
  try {
    const version = await reach(sql, isEmbedded);
    if (version < oldestVersion) {
      throw new StartError(`DATABASE_URL leads to PostgreSQL ${version}: version ${oldestVersion} or newer is needed.`);
    }
    await migrate(sql, {
      onApplied: (name) => log.info({ name }, 'migrated'),
      onRetry: (name) => log.warn({ name }, 'a migration waits for a lock'),
    }).catch((error: unknown) => {
      throw error instanceof Error && error.message.includes('migrat') ? new StartError(error.message) : error;
    });
  } finally {
    await sql.end();
  }
}

/** Waits a moment for a database that is starting beside us. @returns its major version. */
async function reach(sql: Sql, isEmbedded: boolean): Promise<number> {
  const deadline = Date.now() + reachWithinMs;
  for (;;) {
    try {
      const [row] = await sql<{ version: string }[]>`select current_setting('server_version_num') as version`;
      return Math.floor(Number(row?.version) / 10_000);
    } catch (error) {
      if (!isPassing(error) || Date.now() > deadline) throw unreachable(error, isEmbedded);
      await pause(200);
    }
  }
}

function isPassing(error: unknown): boolean {
  const { code = '' } = error as { code?: string };
  return /^(57P03|E[A-Z]+|CONNECT)/.test(code);
}

function unreachable(error: unknown, isEmbedded: boolean): StartError {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const variable = isEmbedded ? 'DATA_DIR' : 'DATABASE_URL';
  const reasons: Record<string, string> = {
    '28P01': 'the password is wrong',
    '28000': 'the user may not sign in',
    '3D000': 'there is no such database: create it first',
    ENOTFOUND: 'its host is not known',
    ECONNREFUSED: 'nothing listens there',
  };
  const reason = reasons[code] ?? (message === '' ? code : message);
  return new StartError(`${variable}: the database cannot be reached (${reason}).`, { cause: error });
}
