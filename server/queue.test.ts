// The job queue on a real database: no effect without its cause, no cause without its effect, and one job's trouble stays
// its own.
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { newId } from './ids.ts';
import { createLog } from './log.ts';
import { type JobPayloads, type Jobs, startJobs } from './queue.ts';
import { testDatabase } from './testing/database.ts';

type Change = JobPayloads['ticket-event'];

const { sql, url } = await testDatabase();
const log = createLog('silent');
const node = (): Promise<Jobs> => startJobs({ databaseUrl: url, log, supervise: false, connectionsMax: 2 });
const jobs = await node();
afterAll(() => jobs.stop());

function change(to = 1): Change {
  return { workspaceId: newId(), ticketId: newId(), from: 1, to };
}

function enqueue(payloads: Change[], through = jobs): Promise<unknown> {
  return sql.begin((tx) => through.enqueue(tx, 'ticket-event', payloads));
}

async function stateOf({ ticketId }: Change): Promise<string | undefined> {
  const [row] = await sql<{ state: string }[]>`
    select state::text as state from pgboss.job where name = 'ticket-event' and data ->> 'ticketId' = ${ticketId}`;
  return row?.state;
}

/** Retries come after a second; a test does not wait for it. */
function hurry({ ticketId }: Change): Promise<unknown> {
  return sql`
    update pgboss.job set start_after = now()
    where state = 'retry' and data ->> 'ticketId' = ${ticketId}`;
}

/** Something that a test lets happen when it is ready. */
function gate(): { open: () => void; opened: Promise<unknown> } {
  const { promise, resolve } = Promise.withResolvers<null>();
  return { open: () => resolve(null), opened: promise };
}

function until(check: () => unknown): Promise<void> {
  return vi.waitFor(
    async () => {
      if ((await check()) !== true) throw new Error('not yet');
    },
    { timeout: 10_000, interval: 20 },
  );
}

/** A node that works until the test is over, and notes each run. */
async function runs(handle: (payload: Change, run: number) => Promise<void>, batchSize = 5, concurrency = 1) {
  const worker = await node();
  onTestFinished(() => worker.stop());
  const seen: string[] = [];
  await worker.work('ticket-event', { batchSize, concurrency }, async (payload) => {
    seen.push(payload.ticketId);
    await handle(payload, seen.filter((id) => id === payload.ticketId).length);
  });
  return { worker, seen, count: ({ ticketId }: Change) => seen.filter((id) => id === ticketId).length };
}

describe('a job', () => {
  it('is there with its transaction and gone with it', async () => {
    const [kept, lost] = [change(), change()];
    await enqueue([kept]);
    const rolledBack = sql.begin(async (tx) => {
      await jobs.enqueue(tx, 'ticket-event', [lost]);
      throw new Error('changed my mind');
    });
    await expect(rolledBack).rejects.toThrow('changed my mind');
    expect([await stateOf(kept), await stateOf(lost)]).toEqual(['created', undefined]);
    await sql`delete from pgboss.job`;
  });

  it('cannot be seen by a worker before its transaction has ended', async () => {
    const payload = change();
    const { count } = await runs(async () => {});
    await sql.begin(async (tx) => {
      await jobs.enqueue(tx, 'ticket-event', [payload]);
      const other = change();
      await enqueue([other]);
      // The worker has run what came later, so it has looked.
      await until(async () => (await stateOf(other)) === 'completed');
      expect(count(payload)).toBe(0);
    });
    await until(() => count(payload) === 1);
  });

  it('carries its payload as it was given, whatever stands in it', async () => {
    const texts = ['quote " and \\ and \u2028', '{"json": "inside"}', "it's; drop table job", '\ud83d\ude00 é'];
    const got: string[] = [];
    const worker = await node();
    onTestFinished(() => worker.stop());
    await worker.work('sign-in-mail', { batchSize: 10, concurrency: 1 }, async ({ email }) => void got.push(email));
    const payloads = texts.map((email) => ({ requestId: newId(), email, to: '/' }));
    await sql.begin((tx) => jobs.enqueue(tx, 'sign-in-mail', payloads));
    await until(() => got.length === texts.length);
    expect(got.sort()).toEqual(texts.sort());
  });

  it('is run by one of two nodes', async () => {
    const payloads = Array.from({ length: 20 }, () => change());
    const both = await Promise.all([runs(async () => {}), runs(async () => {})]);
    await enqueue(payloads);
    await until(async () => (await Promise.all(payloads.map(stateOf))).every((state) => state === 'completed'));
    const seen = both.flatMap((each) => each.seen);
    expect(seen.sort()).toEqual(payloads.map(({ ticketId }) => ticketId).sort());
  });
});

describe('a job that fails', () => {
  it('is tried again alone: the others of its batch are done once', async () => {
    const [poison, ...good] = [change(), change(), change(), change()] as [Change, Change, Change, Change];
    await enqueue([poison, ...good]);
    const { count } = await runs(async ({ ticketId }, run) => {
      if (ticketId === poison.ticketId && run < 3) throw new Error('poisoned');
    });
    await until(async () => {
      await hurry(poison);
      return (await stateOf(poison)) === 'completed';
    });
    expect([count(poison), ...good.map(count)]).toEqual([3, 1, 1, 1]);
  });

  it('comes again after its batch only, so that the end of the batch is never taken for its own', async () => {
    const [poison, slow] = [change(), change()];
    await enqueue([poison, slow]);
    const begun = gate();
    const release = gate();
    const { count } = await runs(
      async ({ ticketId }, run) => {
        if (ticketId === poison.ticketId && run < 3) throw new Error('poisoned');
        if (ticketId === slow.ticketId) {
          begun.open();
          await release.opened;
        }
      },
      2,
      2,
    );
    await begun.opened;
    expect(await Promise.all([poison, slow].map(stateOf))).toEqual(['active', 'active']);
    release.open();
    await until(async () => {
      await hurry(poison);
      return (await stateOf(poison)) === 'completed';
    });
    expect([await stateOf(slow), count(poison), count(slow)]).toEqual(['completed', 3, 1]);
  });

  it('lies with the dead letters, under its own name, when its tries are used up', async () => {
    const payload = change(7);
    await enqueue([payload]);
    await sql`update pgboss.job set retry_limit = 0 where data ->> 'ticketId' = ${payload.ticketId}`;
    await runs(async () => {
      throw new Error('never works');
    });
    const find = async () =>
      (await jobs.deadLetters()).find(({ data }) => (data as Change).ticketId === payload.ticketId);
    await until(async () => (await find()) !== undefined);
    expect(await find()).toMatchObject({ name: 'ticket-event', data: payload });
  });
});

describe('a node that stops', () => {
  it('lets the jobs that it has taken end, and takes no more', async () => {
    const [running, taken, later] = [change(), change(), change()];
    await enqueue([running, taken]);
    const started = gate();
    const release = gate();
    const first = await runs(async () => {
      started.open();
      await release.opened;
    });
    await started.opened;
    await enqueue([later]);
    let stopped = false;
    const stopping = first.worker.stop().then(() => (stopped = true));
    await until(async () => (await stateOf(running)) === 'active');
    expect(stopped).toBe(false);
    release.open();
    await stopping;
    expect(await Promise.all([running, taken, later].map(stateOf))).toEqual(['completed', 'completed', 'created']);
    const second = await runs(async () => {});
    await until(async () => (await stateOf(later)) === 'completed');
    expect([first.count(later), second.count(later)]).toEqual([0, 1]);
  });
});
