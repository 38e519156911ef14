import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestPool, testDatabase } from '../testing/database.ts';
import { isMigrated, migrate } from './migrate.ts';

const { sql, url } = await testDatabase('empty');
const folder = await mkdtemp(join(tmpdir(), 'deskbell-migrations-'));
afterAll(() => rm(folder, { recursive: true }));

const write = (name: string, text: string): Promise<void> => writeFile(join(folder, name), text);

beforeEach(async () => {
  await sql`drop table if exists schema_migration, bell, rope`;
  await rm(folder, { recursive: true });
  await import('node:fs/promises').then(({ mkdir }) => mkdir(folder));
  await write('0001-bell.sql', 'create table bell (id integer primary key); insert into bell values (1);');
});

describe('migrate', () => {
  it('applies the files in order, once', async () => {
    await write('0002-rope.sql', 'create table rope (bell_id integer references bell (id));');
    await expect(isMigrated(sql, folder)).resolves.toBe(false);
    await expect(migrate(sql, { folder })).resolves.toEqual(['0001-bell.sql', '0002-rope.sql']);
    await expect(migrate(sql, { folder })).resolves.toEqual([]);
    await expect(isMigrated(sql, folder)).resolves.toBe(true);
  });

  it('lets several nodes start at once', async () => {
    const pools = [1, 2, 3, 4].map(() => openTestPool(url, 1));
    const applied = await Promise.all(pools.map((pool) => migrate(pool, { folder })));
    expect(applied.flat()).toEqual(['0001-bell.sql']);
    await Promise.all(pools.map((pool) => pool.end()));
  });

  it('leaves nothing of a file that fails', async () => {
    await write('0002-rope.sql', 'create table rope (id integer); select 1 / 0;');
    await expect(migrate(sql, { folder })).rejects.toThrow('division by zero');
    await expect(sql`select to_regclass('rope') as rope`).resolves.toMatchObject([{ rope: null }]);
    await expect(isMigrated(sql, folder)).resolves.toBe(false);
  });

  it('refuses a database that a newer version migrated', async () => {
    await write('0002-rope.sql', 'create table rope (id integer);');
    await migrate(sql, { folder });
    await rm(join(folder, '0002-rope.sql'));
    await expect(migrate(sql, { folder })).rejects.toThrow('newer Deskbell (0002-rope.sql)');
  });

  it('refuses a file that was changed after it was applied', async () => {
    await migrate(sql, { folder });
    await write('0001-bell.sql', 'create table bell (id bigint primary key);');
    await expect(migrate(sql, { folder })).rejects.toThrow('0001-bell.sql was changed');
  });

  it('refuses a gap in the numbers', async () => {
    await write('0003-late.sql', 'select 1;');
    await expect(migrate(sql, { folder })).rejects.toThrow('number 2 is due');
  });

  it('gives up its place in the queue while a table is held, and tries again', async () => {
    await migrate(sql, { folder });
    await write('0002-name.sql', 'alter table bell add column name text;');
    const other = openTestPool(url, 1);
    const freed = Promise.withResolvers<undefined>();
    const held = Promise.withResolvers<undefined>();
    const holder = other.begin(async (tx) => {
      await tx`select * from bell`;
      held.resolve(undefined);
      await freed.promise;
    });
    await held.promise;
    let retries = 0;
    const onRetry = (): void => {
      retries++;
      freed.resolve(undefined);
    };
    await expect(migrate(sql, { folder, lockTimeoutMs: 20, onRetry })).resolves.toEqual(['0002-name.sql']);
    expect(retries).toBeGreaterThan(0);
    await holder;
    await other.end();
  });
});
