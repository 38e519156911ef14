// Makes what every room may use, from the settings and a database; and closes it again, in the opposite order.
import { createFiles } from './attachments/files.ts';
import { createAuth } from './auth/auth.ts';
import type { Config } from './config.ts';
import { connect } from './db/connect.ts';
import type { Deps } from './deps.ts';
import { startLive } from './events/live.ts';
import { createLimits } from './http/limits.ts';
import { createKeys } from './keys.ts';
import type { Logger } from './log.ts';
import { startJobs } from './queue.ts';

export interface OpenDeps {
  deps: Deps;
  /** Lets running jobs end, then closes every connection. */
  close(): Promise<void>;
}

/**
 * @param databaseUrl Of a migrated database.
 * @throws whatever the first statement on the database throws.
 */
export async function openDeps(config: Config, databaseUrl: string, log: Logger): Promise<OpenDeps> {
  const pool = { url: databaseUrl, statementTimeoutMs: config.statementTimeoutMs };
  const sql = connect({ ...pool, connectionsMax: config.databaseConnectionsMax, applicationName: 'deskbell' });
  const keys = createKeys(config.secretKey);
  const listen = (): ReturnType<typeof connect> =>
    connect({ ...pool, connectionsMax: 1, applicationName: 'deskbell live' });
  const [jobs, live] = await Promise.all([
    startJobs({ databaseUrl, log, supervise: config.role !== 'web' }),
    startLive(sql, listen, log),
  ]);
  const limits = createLimits(sql, keys, log);
  const auth = createAuth({ sql, config, keys, log });
  return {
    deps: { sql, config, log, jobs, live, limits, auth, keys, files: createFiles(config) },
    close: async () => {
      await jobs.stop();
      await live.stop();
      await sql.end();
    },
  };
}
