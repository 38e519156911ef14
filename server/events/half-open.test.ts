// A listening connection that went dead without an error, as when a cable is pulled: the node's own pulse stops coming
// back, so it listens anew and has its streams read again.
import { mkdtemp, rm } from 'node:fs/promises';
import { connect as dial, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newId } from '../ids.ts';
import { createLog } from '../log.ts';
import { openTestPool, testDatabase } from '../testing/database.ts';
import { type Live, startLive, ticketTopic, type Wake } from './live.ts';

const { sql, url } = await testDatabase();
const line = await openLine(url);

/** A line to the database that can be made to swallow everything, in both directions, and stay open. */
async function openLine(target: string): Promise<{ url: string; freeze: () => void }> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-line-'));
  const { searchParams, port, hostname } = new URL(target);
  const socketFolder = searchParams.get('host');
  const pairs = new Set<[Socket, Socket]>();
  const server = createServer((near) => {
    const far = socketFolder === null ? dial(Number(port), hostname) : dial(`${socketFolder}/.s.PGSQL.${port}`);
    near.pipe(far).pipe(near);
    for (const end of [near, far]) end.on('error', () => [near, far].forEach((each) => each.destroy()));
    pairs.add([near, far]);
  });
  const path = join(folder, '.s.PGSQL.5432');
  await new Promise<void>((resolve) => server.listen(path, resolve));
  afterAll(async () => {
    for (const pair of pairs) pair.forEach((end) => end.destroy());
    server.close();
    await rm(folder, { recursive: true, force: true });
  });
  const near = new URL(target);
  near.port = '5432';
  near.searchParams.set('host', folder);
  return {
    url: near.href,
    freeze: () => {
      for (const [here, there] of pairs) {
        here.unpipe(there);
        there.unpipe(here);
      }
    },
  };
}

const pulseMs = 10_000;
let connections = 0;
let live: Live;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] });
  connections = 0;
  live = await startLive(
    sql,
    () => {
      connections += 1;
      return openTestPool(line.url, 1);
    },
    createLog('silent'),
  );
});
afterEach(async () => {
  await live.stop();
  vi.useRealTimers();
});

function listen(ticketId: string): Wake[] {
  const heard: Wake[] = [];
  void (async () => {
    for await (const wake of live.wakes([ticketTopic(ticketId)], new AbortController().signal)) heard.push(wake);
  })();
  return heard;
}

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

describe('a listening connection', () => {
  it('that goes dead without an error is replaced, and the streams read again', async () => {
    const heard = listen(newId());
    line.freeze();
    await until(async () => {
      await vi.advanceTimersByTimeAsync(pulseMs);
      // A statement's way to the database and back gives the new connection its turn.
      await sql`select 1`;
      expect(heard).toEqual([null]);
    });
    expect(connections).toBe(2);
  });

  it('that is only quiet stays', async () => {
    const hint = { workspaceId: newId(), ticketId: newId(), version: 1, people: [] };
    const heard = listen(hint.ticketId);
    for (let count = 1; count <= 10; count += 1) {
      await vi.advanceTimersByTimeAsync(pulseMs);
      // What comes after the pulse on the same line tells that the pulse has come.
      await sql`select pg_notify('deskbell_live', ${JSON.stringify({ from: 'another node', hints: [hint] })})`;
      await until(() => expect(heard).toHaveLength(count));
    }
    expect(heard).not.toContain(null);
    expect(connections).toBe(1);
  });
});
