// Deletes what has outlived its use, a bounded piece at a time so that no statement holds locks for long.
import type { Deps } from '../deps.ts';

const rowsARound = 5_000;
const idempotencyDays = 7;

/** Runs from the timetable; twice at once does no harm. */
export async function sweep({ sql, log }: Pick<Deps, 'sql' | 'log'>): Promise<void> {
  const swept = {
    idempotency: await repeat(
      () => sql`
        delete from idempotency where ctid = any(array(
          select i.ctid from idempotency i join workspace w on w.id = i.workspace_id
          where i.created_at < now() - make_interval(days => ${idempotencyDays}) limit ${rowsARound}))`,
    ),
    identityUses: await repeat(
      () => sql`
        delete from identity_use where ctid = any(array(
          select u.ctid from identity_use u join workspace w on w.id = u.workspace_id
          where u.expires_at < now() - interval '1 day' limit ${rowsARound}))`,
    ),
    rateLimits: await repeat(
      () => sql`
        delete from rate_limit where ctid = any(array(
          select r.ctid from rate_limit r where r.window_ends_at < now() limit ${rowsARound}))`,
    ),
  };
  log.info({ swept }, 'swept');
}

async function repeat(remove: () => Promise<{ count: number }>): Promise<number> {
  let total = 0;
  for (;;) {
    const { count } = await remove();
    total += count;
    if (count < rowsARound) return total;
  }
}
