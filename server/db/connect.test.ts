import { describe, expect, it } from 'vitest';
import { openTestPool, testDatabase } from '../testing/database.ts';

const { sql, url } = await testDatabase();

describe('connect', () => {
  it('brings columns in camelCase and leaves JSON alone', async () => {
    const [row] = await sql`select 1 as first_response, '{"some_key": 1}'::jsonb as custom_fields`;
    expect(row).toEqual({ firstResponse: 1, customFields: { some_key: 1 } });
  });

  it('brings bigint as a number and refuses to round one', async () => {
    const [row] = await sql`select count(*) as found, 9007199254740991 as most`;
    expect(row).toEqual({ found: 1, most: Number.MAX_SAFE_INTEGER });
    await expect(sql`select 9007199254740993 as more`).rejects.toThrow('does not fit');
  });

  it('cancels a statement that runs too long', async () => {
    await expect(
      sql.begin(async (tx) => {
        await tx`set local statement_timeout = 20`;
        await tx`select pg_sleep(10)`;
      }),
    ).rejects.toMatchObject({ code: '57014' });
  });

  it('lives on when idle and busy connections are terminated', async () => {
    const pool = openTestPool(url, 3);
    await Promise.all([pool`select 1`, pool`select 1`, pool`select 1`]);
    const busy = pool`select pg_sleep(30)`.catch((error: unknown) => error);
    const sleepers = (): Promise<unknown> =>
      sql`select 1 as found from pg_stat_activity where state = 'active' and query = 'select pg_sleep(30)'`;
    await expect.poll(sleepers).toHaveLength(1);
    const terminate = sql`
      select count(pg_terminate_backend(pid)) as ended from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    await expect(terminate).resolves.toMatchObject([{ ended: 3 }]);
    await expect(busy).resolves.toBeInstanceOf(Error);
    // A connection may still be on its way down; the statement after that finds a new one.
    await expect.poll(() => pool`select 1 as alive`.catch(() => [])).toMatchObject([{ alive: 1 }]);
    await pool.end({ timeout: 0 });
  });

  it('rejects, and does not throw elsewhere, when nothing answers', async () => {
    const nowhere = openTestPool('postgres://nobody@127.0.0.1:1/none', 1);
    await expect(nowhere`select 1`).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await nowhere.end();
  });
});
