// Whether the workers have done all that the last round left them: the next round begins on a quiet machine.
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from '../../server/db/connect.ts';

export interface Drained {
  jobs: number;
  seconds: number;
}

/** @throws Error when jobs are left after the time. */
export async function waitUntilJobsDone(sql: Sql, withinMs = 600_000): Promise<Drained> {
  const begin = Date.now();
  const jobs = await countOpenJobs(sql);
  for (let open = jobs; open > 0; open = await countOpenJobs(sql)) {
    if (Date.now() - begin > withinMs) throw new Error(`${open} jobs are left after ${withinMs} ms`);
    await pause(100);
  }
  return { jobs, seconds: (Date.now() - begin) / 1_000 };
}

async function countOpenJobs(sql: Sql): Promise<number> {
  const [row] = await sql<{ open: number }[]>`
    select count(*)::int as open from pgboss.job
    where state in ('created', 'retry', 'active') and name in ('ticket-event', 'mail-send')`;
  return row?.open ?? 0;
}
