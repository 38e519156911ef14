import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { connect, type Sql } from './connect.ts';
import { type Embedded, startEmbedded } from './embedded.ts';

const root = mkdtempSync(join(tmpdir(), 'deskbell-embedded-'));
const running = new Set<Embedded>();
const pools = new Set<Sql>();
afterEach(async () => {
  for (const pool of pools) await pool.end({ timeout: 0 });
  for (const embedded of running) await embedded.stop();
  running.clear();
  pools.clear();
});
afterAll(() => rmSync(root, { recursive: true }));

const start = async (name: string, options: { transport?: 'tcp'; onRestart?: () => void } = {}): Promise<Sql> => {
  const embedded = await startEmbedded({ folder: join(root, name), throwaway: true, ...options });
  running.add(embedded);
  const pool = connect({ url: embedded.url, connectionsMax: 1, applicationName: 'test', statementTimeoutMs: 5_000 });
  pools.add(pool);
  return pool;
};
const stopAll = async (): Promise<void> => {
  for (const embedded of running) await embedded.stop();
  running.clear();
};
const pidFile = (name: string): string => join(root, name, 'data', 'postmaster.pid');
const postmasterPid = (name: string): number => Number(readFileSync(pidFile(name), 'utf8').split('\n')[0]);
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('startEmbedded', () => {
  it('keeps what was written over a restart, and stops what it started', async () => {
    const before = await start('kept');
    await before`create table bell as select 1 as rung`;
    const pid = postmasterPid('kept');
    await stopAll();
    expect(isAlive(pid)).toBe(false);
    expect(await (await start('kept'))`select rung from bell`).toMatchObject([{ rung: 1 }]);
  });

  it('listens to nobody but this machine’s owner of its folder', async () => {
    const sql = await start('kept');
    expect(await sql`show listen_addresses`).toMatchObject([{ listenAddresses: '' }]);
    expect(statSync(join(root, 'kept', 'socket')).mode & 0o777).toBe(0o700);
    expect(statSync(join(root, 'kept', 'password')).mode & 0o777).toBe(0o600);
  });

  it('takes the place of a server that a killed process left behind', async () => {
    await start('left');
    const left = postmasterPid('left');
    running.clear();
    const sql = await start('left');
    expect(await sql`select 1 as alive`).toMatchObject([{ alive: 1 }]);
    expect(isAlive(left)).toBe(false);
  });

  it('recovers from a server that crashed', async () => {
    const before = await start('crashed');
    await before`create table bell as select 1 as rung`;
    const restarted = Promise.withResolvers<undefined>();
    await stopAll();
    await start('crashed', { onRestart: () => restarted.resolve(undefined) });
    process.kill(postmasterPid('crashed'), 'SIGKILL');
    await restarted.promise;
    const [embedded] = running;
    const sql = connect({ url: embedded!.url, connectionsMax: 1, applicationName: 'test', statementTimeoutMs: 5_000 });
    pools.add(sql);
    await expect
      .poll(() => sql`select rung from bell`.catch(() => []), { timeout: 10_000 })
      .toMatchObject([{ rung: 1 }]);
  });

  it('is not misled by a pid file whose number another program has by now', async () => {
    await start('stale');
    await stopAll();
    writeFileSync(pidFile('stale'), `${process.pid}\n${join(root, 'stale', 'data')}\n`);
    expect(await (await start('stale'))`select 1 as alive`).toMatchObject([{ alive: 1 }]);
  });

  it('speaks TCP, with its password, where sockets do not work', async () => {
    const sql = await start('tcp', { transport: 'tcp' });
    expect(await sql`select 1 as alive`).toMatchObject([{ alive: 1 }]);
    const [embedded] = running;
    const wrong = new URL(embedded!.url);
    wrong.password = 'wrong';
    const stranger = connect({ url: wrong.href, connectionsMax: 1, applicationName: 'x', statementTimeoutMs: 1_000 });
    pools.add(stranger);
    await expect(stranger`select 1`).rejects.toMatchObject({ code: '28P01' });
  });

  it('finds a place for its socket when the folder’s name is too long for one', async () => {
    const sql = await start(`long-${'x'.repeat(120)}`);
    expect(await sql`select 1 as alive`).toMatchObject([{ alive: 1 }]);
  });

  it('says why it cannot start', async () => {
    await start('broken');
    await stopAll();
    writeFileSync(join(root, 'broken', 'data', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(startEmbedded({ folder: join(root, 'broken') })).rejects.toThrow(
      /did not start .*no_such_setting|errors/,
    );
  });
});
