// Whether this node lives (/healthz) and whether it should be sent work (/readyz).
import { Hono } from 'hono';
import type { Sql } from '../db/connect.ts';
import { isMigrated } from '../db/migrate.ts';

export interface HealthOptions {
  sql: Sql;
  isDraining: () => boolean;
}

const answerWithinMs = 1_000;

/** Mounts both; neither needs anything that a client sends. */
export function healthRoutes({ sql, isDraining }: HealthOptions): Hono {
  let migrated = false;
  const reasonNotReady = async (): Promise<string | null> => {
    if (isDraining()) return 'draining';
    try {
      // Once migrated is always migrated; from then on one bare statement asks whether the database answers.
      if (migrated) await within(sql`select 1`);
      else migrated = await within(isMigrated(sql));
    } catch {
      return 'database';
    }
    return migrated ? null : 'migrations';
  };
  return new Hono()
    .get('/healthz', (c) => c.text('ok'))
    .get('/readyz', async (c) => {
      const reason = await reasonNotReady();
      return reason === null ? c.text('ready') : c.text(`not ready: ${reason}`, 503, { 'retry-after': '2' });
    });
}

async function within<Value>(work: PromiseLike<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), answerWithinMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
