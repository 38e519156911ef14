// Wake-ups between two nodes on one database: they arrive, they carry ids only, and whoever may have missed one is told.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Sql } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { createLog } from '../log.ts';
import { openTestPool, testDatabase } from '../testing/database.ts';
import {
  accessTopic,
  type Hint,
  type Live,
  personTopic,
  startLive,
  ticketTopic,
  type Wake,
  workspaceTopic,
} from './live.ts';

const { sql, url } = await testDatabase();
const log = createLog('silent');
const listening: Sql[] = [];

async function node(): Promise<Live> {
  const live = await startLive(
    sql,
    () => {
      const pool = openTestPool(url, 1);
      listening.push(pool);
      return pool;
    },
    log,
  );
  afterAll(() => live.stop());
  return live;
}

const [here, there] = [await node(), await node()];

const hint = (over: Partial<Hint> = {}): Hint => ({
  workspaceId: newId(),
  ticketId: newId(),
  version: 1,
  people: [newId()],
  ...over,
});

/** What a stream on the topics hears, from now on. */
function listen(live: Live, ...topics: string[]): { heard: Wake[]; abort: () => void } {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const heard: Wake[] = [];
  const wakes = live.wakes(topics, controller.signal);
  void (async () => {
    for await (const wake of wakes) heard.push(wake);
  })();
  return { heard, abort: () => controller.abort() };
}

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

/** Everything that was announced before has arrived once this has. */
async function settled(from: Live, at: Live): Promise<void> {
  const last = hint();
  const { heard } = listen(at, ticketTopic(last.ticketId));
  from.announce(last);
  await until(() => expect(heard).toHaveLength(1));
}

describe('a hint', () => {
  it('wakes the streams of its ticket, workspace and people on both nodes, and no others', async () => {
    const given = hint();
    const topics = [ticketTopic(given.ticketId), workspaceTopic(given.workspaceId), personTopic(given.people[0] ?? '')];
    const streams = [here, there].flatMap((live) => topics.map((topic) => listen(live, topic)));
    const others = [here, there].map((live) => listen(live, ticketTopic(newId()), workspaceTopic(newId())));
    here.announce(given);
    await until(() => expect(streams.map(({ heard }) => heard)).toEqual(streams.map(() => [given])));
    await settled(here, there);
    expect(others.map(({ heard }) => heard)).toEqual([[], []]);
  });

  it('reaches a stream of several topics once for each', async () => {
    const given = hint();
    const { heard } = listen(there, ticketTopic(given.ticketId), ticketTopic(newId()));
    here.announce(given);
    await settled(here, there);
    expect(heard).toEqual([given]);
  });

  it('arrives whatever number is announced at once', async () => {
    const workspaceId = newId();
    const given = Array.from({ length: 90 }, () => hint({ workspaceId, people: [newId(), newId()] }));
    const { heard } = listen(there, workspaceTopic(workspaceId));
    for (const each of given) here.announce(each);
    await until(() => expect(heard).toEqual(given));
  });

  it('that a reader was too slow for becomes one call to read again', async () => {
    const given = hint();
    const { heard } = listen(here, ticketTopic(given.ticketId));
    // On the node itself all arrive in one turn of the loop, before any reader runs.
    for (let version = 1; version <= 500; version += 1) here.announce({ ...given, version });
    await settled(here, there);
    expect(heard.length).toBeLessThan(500);
    expect(heard).toContain(null);
    here.announce({ ...given, version: 501 });
    await settled(here, there);
    expect(heard.at(-1)).toEqual({ ...given, version: 501 });
  });
});

describe('a change of rights', () => {
  it('wakes the streams of that member alone, everywhere', async () => {
    const [workspaceId, memberId] = [newId(), newId()];
    const streams = [here, there].map((live) => listen(live, accessTopic(workspaceId, memberId)));
    const other = listen(there, accessTopic(workspaceId, newId()));
    here.announceAccess(workspaceId, memberId);
    await until(() => expect(streams.map(({ heard }) => heard)).toEqual([[null], [null]]));
    expect(other.heard).toEqual([]);
  });
});

describe('a listening connection that is lost', () => {
  it('is made anew, and every stream of the node reads again', async () => {
    const given = hint();
    const [stream, other] = [listen(there, ticketTopic(given.ticketId)), listen(there, workspaceTopic(newId()))];
    const killed = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and query ilike 'listen %' and pg_terminate_backend(pid)`;
    expect(killed).toHaveLength(2);
    // Announced while nobody listens: lost as a hint, so that only reading again can find it.
    here.announce(given);
    await until(() => expect([stream, other].map(({ heard }) => heard.includes(null))).toEqual([true, true]));
    stream.heard.length = 0;
    await settled(here, there);
    here.announce(given);
    await until(() => expect(stream.heard).toContainEqual(given));
  });

  it('is not lost by a message that nobody here understands', async () => {
    for (const payload of ['', 'no json', '[]', 'null', '{"from":"x","hints":7}', '{"from":"x","access":{}}']) {
      await sql`select pg_notify('deskbell_live', ${payload})`;
    }
    await settled(here, there);
    await settled(there, here);
  });
});

describe('a stream that ends', () => {
  it('is forgotten: aborted while it waits, left while it reads, never begun', async () => {
    const before = there.streams();
    const waiting = listen(there, ticketTopic(newId()));
    const given = hint();
    const controller = new AbortController();
    const left = there.wakes([ticketTopic(given.ticketId)], controller.signal);
    const wake = left.next();
    await nextTurn();
    expect(there.streams()).toBe(before + 2);
    here.announce(given);
    await wake;
    await left.return();
    waiting.abort();
    await until(() => expect(there.streams()).toBe(before));
    const over = there.wakes([ticketTopic(given.ticketId)], AbortSignal.abort());
    expect((await over.next()).done).toBe(true);
    expect(there.streams()).toBe(before);
  });
});
