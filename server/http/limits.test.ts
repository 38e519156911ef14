import { describe, expect, it, vi } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { createKeys } from '../keys.ts';
import { createLog } from '../log.ts';
import { openTestPool, testDatabase } from '../testing/database.ts';
import { createLimits, type LimitUse } from './limits.ts';

const { sql, url } = await testDatabase();
const keys = createKeys('k'.repeat(40));
const limits = createLimits(sql, keys, createLog('silent'));
let names = 0;
const use = (changes: Partial<LimitUse> = {}): LimitUse => ({
  key: `test:${names++}`,
  points: 1,
  max: 3,
  windowSeconds: 60,
  ...changes,
});
const outcomes = async (calls: Promise<void>[]): Promise<{ passed: number; refused: number }> => {
  const results = await Promise.allSettled(calls);
  const passed = results.filter(({ status }) => status === 'fulfilled').length;
  return { passed, refused: results.length - passed };
};

describe('limits', () => {
  it('lets the last use in and not one more, and says when to come back', async () => {
    const mine = use();
    for (let times = 0; times < 3; times++) await limits.consume([mine]);
    const refusal = await limits.consume([mine]).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(AppError);
    expect(refusal).toMatchObject({ code: 'rate_limited' });
    expect((refusal as AppError).retryAfterSeconds).toBeGreaterThan(50);
  });

  it('counts callers of one moment exactly, in few statements', async () => {
    const mine = use({ max: 10 });
    const counting = vi.fn();
    const counted = createLimits(
      new Proxy(sql, { apply: (target, self, args) => (counting(), Reflect.apply(target, self, args) as unknown) }),
      keys,
      createLog('silent'),
    );
    expect(await outcomes(Array.from({ length: 32 }, () => counted.consume([mine])))).toEqual({
      passed: 10,
      refused: 22,
    });
    expect(counting.mock.calls.length).toBeLessThanOrEqual(2);
  });

  it('is shared by nodes', async () => {
    const mine = use({ max: 10 });
    const pools = [openTestPool(url, 2), openTestPool(url, 2)];
    const nodes = pools.map((pool) => createLimits(pool, keys, createLog('silent')));
    const calls = Array.from({ length: 40 }, (_, index) => nodes[index % 2]!.consume([mine]));
    expect(await outcomes(calls)).toEqual({ passed: 10, refused: 30 });
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it('refuses when any of several limits is over, and keeps others apart', async () => {
    const [narrow, wide] = [use({ max: 1 }), use({ max: 100 })];
    await limits.consume([narrow, wide]);
    await expect(limits.consume([narrow, wide])).rejects.toThrow(AppError);
    await expect(limits.consume([wide])).resolves.toBeUndefined();
  });

  it('opens again when the window has ended', async () => {
    const mine = use({ max: 1 });
    await limits.consume([mine]);
    await expect(limits.consume([mine])).rejects.toThrow(AppError);
    await sql`update rate_limit set window_ends_at = now() - interval '1 second'`;
    await expect(limits.consume([mine])).resolves.toBeUndefined();
  });

  it('keeps neither addresses nor mails', async () => {
    await limits.consume([use({ key: 'create:address:203.0.113.7' }), use({ key: 'mail:ada@example.com' })]);
    const rows = await sql<{ key: string }[]>`select key from rate_limit`;
    expect(rows.every(({ key }) => /^[\w-]{22}$/.test(key))).toBe(true);
  });

  it('lets calls pass, and says so, when the database does not answer', async () => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line) => lines.push(line) });
    const nowhere = openTestPool('postgres://nobody@127.0.0.1:1/none', 1);
    await expect(createLimits(nowhere, keys, log).consume([use()])).resolves.toBeUndefined();
    expect(lines.join()).toContain('rate limits not counted');
  });
});
