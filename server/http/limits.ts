// Rate limits shared by all nodes: fixed windows counted in PostgreSQL. Callers of the same moment share one statement,
// so that thirty-two at once cost about as much as one.
import { AppError } from '#shared/errors.ts';
import { coalesce } from '../db/coalesce.ts';
import type { Sql } from '../db/connect.ts';
import type { Keys } from '../keys.ts';
import type { Logger } from '../log.ts';

/** One thing that is counted. */
export interface LimitUse {
  /** What and whose, such as `create:address:203.0.113.7`. Stored only as a keyed MAC. */
  key: string;
  /** How many uses this is; 0 only asks. */
  points: number;
  /** Points in one window at most. */
  max: number;
  windowSeconds: number;
}

export interface Limits {
  /**
   * Counts all uses, and refuses when one of them is over its limit.
   *
   * When the database cannot answer, calls pass and the log says so: what they go on to do needs the same database.
   *
   * @throws AppError rate_limited with the seconds until the window ends.
   */
  consume(uses: readonly LimitUse[]): Promise<void>;
}

interface Counted {
  points: number;
  windowEndsInSeconds: number;
}

const usesMax = 500;

/** @param log Hears of a database that does not answer. */
export function createLimits(sql: Sql, keys: Keys, log: Logger): Limits {
  const count = coalesce((rounds: readonly LimitUse[][]) => countAll(sql, keys, rounds), usesMax);
  return {
    consume: async (uses) => {
      if (uses.length === 0) return;
      let counted: Counted[];
      try {
        counted = await count([...uses]);
      } catch (err) {
        log.warn({ err }, 'rate limits not counted');
        return;
      }
      const waits = uses.flatMap((use, index) => {
        const now = counted[index];
        return now !== undefined && now.points > use.max ? [now.windowEndsInSeconds] : [];
      });
      if (waits.length === 0) return;
      const retryAfterSeconds = Math.max(1, ...waits);
      throw new AppError('rate_limited', 'Too many calls. Wait a moment, then try again.', { retryAfterSeconds });
    },
  };
}

/** Counts the uses of many callers in one statement; each caller reads the count as it stood after its own use. */
async function countAll(sql: Sql, keys: Keys, rounds: readonly LimitUse[][]): Promise<Counted[][]> {
  const totals = new Map<string, { points: number; windowSeconds: number }>();
  const marked = rounds.map((uses) =>
    uses.map((use) => {
      const key = keys.mac('rate-limit', `${use.windowSeconds} ${use.key}`).toString('base64url').slice(0, 22);
      const total = totals.get(key) ?? { points: 0, windowSeconds: use.windowSeconds };
      total.points += use.points;
      totals.set(key, total);
      return { key, after: total.points };
    }),
  );
  // In the order of their keys: two nodes that count the same rows never wait for each other in a circle.
  const sorted = [...totals].sort(([a], [b]) => (a < b ? -1 : 1));
  const rows = await sql<{ key: string; points: number; windowEndsInSeconds: number }[]>`
    insert into rate_limit as held (key, points, window_ends_at)
    select key, points, clock_timestamp() + make_interval(secs => window_seconds)
    from unnest(
      ${sorted.map(([key]) => key)}::text[],
      ${sorted.map(([, { points }]) => points)}::integer[],
      ${sorted.map(([, { windowSeconds }]) => windowSeconds)}::integer[]
    ) as used (key, points, window_seconds)
    on conflict (key) do update set
      points = case when held.window_ends_at <= clock_timestamp() then excluded.points
        else least(held.points + excluded.points, 1000000000) end,
      window_ends_at = case when held.window_ends_at <= clock_timestamp() then excluded.window_ends_at
        else held.window_ends_at end
    returning key, points, ceil(extract(epoch from window_ends_at - clock_timestamp()))::integer as window_ends_in_seconds`;
  const counts = new Map(rows.map((row) => [row.key, row]));
  return marked.map((uses) =>
    uses.map(({ key, after }) => {
      const row = counts.get(key);
      const total = totals.get(key)?.points ?? 0;
      return { points: (row?.points ?? 0) - total + after, windowEndsInSeconds: row?.windowEndsInSeconds ?? 1 };
    }),
  );
}
