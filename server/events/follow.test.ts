// Streams of one ticket against everything that happens at the wrong moment: each entry arrives once, in order.
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { CustomerUpdate } from '#shared/api/customer.ts';
import type { TicketUpdate } from '#shared/api/tickets.ts';
import { AppError } from '#shared/errors.ts';
import { followThread } from '../customer/load.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { addMember, asCustomer, asDesk, openTestDeps, testDesk, visitorHeaders } from '../testing/desk.ts';
import { followTicket } from '../tickets/desk-load.ts';
import { readCaller } from '../visitors/caller.ts';
import { numberOfEventId } from './follow.ts';
import { announceEvents } from './jobs.ts';

const { deps: here, databaseUrl, workspace } = await testDesk();
const { deps: there, close } = await openTestDeps(databaseUrl);
afterAll(close);
const agent = await addMember(here, workspace.id, 'agent');
const desk = asDesk(here, agent);

async function opened() {
  const headers = visitorHeaders(workspace.publicKey);
  const visitor = asCustomer(here, headers, `198.51.100.${Math.floor(Math.random() * 250)}`);
  const input = { clientId: randomUUID(), subject: 'Zip broken', body: 'The zip of my tent broke.' };
  const { ticketId } = await visitor.customer.create(input);
  return { ticketId, visitor, headers };
}

const note = (ref: string, body = 'a note') => desk.tickets.note({ ref, body });
const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

/** Reads a stream until the test ends. */
function collect<Update extends TicketUpdate | CustomerUpdate>(
  updates: (signal: AbortSignal) => AsyncGenerator<[number, Update], void>,
) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const seen: { number: number; update: Update }[] = [];
  const ended = (async () => {
    for await (const [number, update] of updates(controller.signal)) seen.push({ number, update });
  })();
  const failure = ended.then(
    () => null,
    (cause: unknown) => cause,
  );
  return {
    seen,
    numbers: () => seen.flatMap(({ update }) => update.entries.map((entry) => entry.number)),
    last: () => seen.at(-1)?.number ?? null,
    failure,
    stop: () => {
      controller.abort();
      return ended;
    },
  };
}

function followed(deps: Deps, ref: string, from: number | null, recheck = async () => agent) {
  return collect<TicketUpdate>((signal) => followTicket(deps, recheck, { ref, from }, signal));
}

const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

describe('a stream of a ticket', () => {
  it('tells what came after the number that it was asked from, then what comes', async () => {
    const { ticketId } = await opened();
    await note(ticketId);
    const [all, later] = [followed(there, ticketId, 0), followed(there, ticketId, 1)];
    await until(() => expect([all.numbers(), later.numbers()]).toEqual([[1, 2], [2]]));
    await note(ticketId);
    await until(() => expect([all.numbers(), later.numbers()]).toEqual([upTo(3), [2, 3]]));
    expect(all.seen.at(-1)?.update.ticket.version).toBe(3);
  });

  it('begins with now when it was asked from nowhere', async () => {
    const { ticketId } = await opened();
    const stream = followed(there, ticketId, null);
    await until(() => expect(there.live.streams()).toBeGreaterThan(0));
    await note(ticketId);
    await until(() => expect(stream.numbers()).toEqual([2]));
  });

  it('goes on where it was cut, without a gap and without a double', async () => {
    const { ticketId } = await opened();
    const first = followed(there, ticketId, 0);
    await until(() => expect(first.last()).toBe(1));
    await first.stop();
    for (let count = 0; count < 5; count += 1) await note(ticketId);
    const second = followed(here, ticketId, first.last());
    await until(() => expect([...first.numbers(), ...second.numbers()]).toEqual(upTo(6)));
  });

  it('tells each entry once while both nodes write at once', async () => {
    const { ticketId } = await opened();
    const streams = [here, there, here, there].map((deps) => followed(deps, ticketId, 0));
    const writers = [here, there].map((deps) => asDesk(deps, agent));
    for (let round = 0; round < 10; round += 1) {
      await Promise.all(writers.map((writer) => writer.tickets.note({ ref: ticketId, body: `round ${round}` })));
    }
    await until(() => expect(streams.map((stream) => stream.last())).toEqual([21, 21, 21, 21]));
    expect(streams.map((stream) => stream.numbers())).toEqual(streams.map(() => upTo(21)));
  });

  it('tells more than a page of it, page by page', async () => {
    const { ticketId } = await opened();
    for (let count = 0; count < 210; count += 1) await note(ticketId);
    const stream = followed(there, ticketId, 0);
    await until(() => expect(stream.numbers()).toEqual(upTo(211)));
    expect(stream.seen.length).toBeGreaterThan(1);
  });

  it('asked from a number that is not there yet, tells what comes', async () => {
    const { ticketId } = await opened();
    const stream = followed(there, ticketId, 999);
    await until(() => expect(there.live.streams()).toBeGreaterThan(0));
    await note(ticketId);
    await until(() => expect(stream.numbers()).toEqual([2]));
  });
});

describe('a change at the wrong moment', () => {
  it('between the first look and the first read is told', async () => {
    const { ticketId } = await opened();
    let calls = 0;
    const stream = followed(there, ticketId, null, async () => {
      calls += 1;
      if (calls === 2) await note(ticketId);
      return agent;
    });
    await until(() => expect(stream.numbers()).toEqual([2]));
  });

  it('between the read of the ticket and the read of its entries is told once', async () => {
    const { ticketId } = await opened();
    const stream = await here.sql.begin(async (tx) => {
      await tx`lock table event in access exclusive mode`;
      const reading = followed(there, ticketId, 0);
      await until(async () => {
        const waiting = await here.sql`select from pg_locks where relation = 'event'::regclass and not granted`;
        expect(waiting).toHaveLength(1);
      });
      await tx`update ticket set version = 2 where workspace_id = ${workspace.id} and id = ${ticketId}`;
      await tx`
        insert into event (workspace_id, ticket_id, number, id, kind, actor_kind)
        values (${workspace.id}, ${ticketId}, 2, ${newId()}, 'subject', 'system')`;
      return reading;
    });
    here.live.announce({ workspaceId: workspace.id, ticketId, version: 2, people: [] });
    await until(() => expect(stream.last()).toBe(2));
    await note(ticketId);
    await until(() => expect(stream.last()).toBe(3));
    expect(stream.numbers()).toEqual(upTo(3));
  });

  it('while the listening connection is gone is told when it is back', async () => {
    const { ticketId } = await opened();
    const stream = followed(there, ticketId, 0);
    await until(() => expect(stream.last()).toBe(1));
    await here.sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'deskbell live'`;
    for (let count = 0; count < 3; count += 1) await note(ticketId);
    await until(() => expect(stream.numbers()).toEqual(upTo(4)));
  });

  it('by a node that dies before it can tell is told by its job', async () => {
    const { ticketId } = await opened();
    const stream = followed(there, ticketId, 0);
    await until(() => expect(stream.last()).toBe(1));
    const mute: Deps = { ...here, live: { ...here.live, announce: () => {} } };
    await asDesk(mute, agent).tickets.note({ ref: ticketId, body: 'unheard' });
    await announceEvents(here, { workspaceId: workspace.id, ticketId, from: 2, to: 2 });
    await until(() => expect(stream.numbers()).toEqual([1, 2]));
  });
});

describe('a stream whose reader may not read any more', () => {
  it('ends with the refusal at the next emit, and leaves nothing behind', async () => {
    const { ticketId } = await opened();
    let mayRead = true;
    const before = there.live.streams();
    const stream = followed(there, ticketId, 0, async () => {
      if (mayRead) return agent;
      throw new AppError('forbidden', 'You are not an active member of this workspace.');
    });
    await until(() => expect(stream.last()).toBe(1));
    mayRead = false;
    await note(ticketId, 'not for you');
    expect(await stream.failure).toMatchObject({ code: 'forbidden' });
    expect(stream.numbers()).toEqual([1]);
    await until(() => expect(there.live.streams()).toBe(before));
  });

  it('leaves nothing behind either when it is left in the middle', async () => {
    const { ticketId } = await opened();
    const before = there.live.streams();
    const signal = new AbortController().signal;
    const updates = followTicket(there, async () => agent, { ref: ticketId, from: 0 }, signal);
    await updates.next();
    await updates.return();
    await until(() => expect(there.live.streams()).toBe(before));
  });
});

describe('a stream of a customer', () => {
  it('hears replies and changes of status, and of a note not even that there was one', async () => {
    const { ticketId, visitor, headers } = await opened();
    const caller = () => readCaller(there, new Headers({ origin: 'https://shop.example', ...headers }), 'GET');
    const stream = collect((signal) => followThread(there, caller, { ticketId, from: 0 }, signal));
    await until(() => expect(stream.numbers()).toEqual([1]));
    await note(ticketId, 'SECRET-NOTE');
    await desk.tickets.update({ ref: ticketId, priority: 'high' });
    await desk.tickets.reply({ ref: ticketId, body: 'We send a new one.' });
    await visitor.customer.reply({ clientId: randomUUID(), ticketId, body: 'Thank you.' });
    await until(() => expect(stream.numbers()).toEqual([1, 4, 5, 6]));
    expect(stream.seen.length).toBeLessThanOrEqual(3);
    expect(JSON.stringify(stream.seen)).not.toMatch(/SECRET-NOTE|high/);
  });

  it('ends when the link is replaced', async () => {
    const { ticketId } = await opened();
    const { publicUrl, requester } = await desk.tickets.get({ ref: ticketId });
    const headers = new Headers({ 'x-deskbell-link': publicUrl?.split('/t/')[1] ?? '' });
    const stream = collect((signal) =>
      followThread(there, () => readCaller(there, headers, 'GET'), { ticketId, from: 0 }, signal),
    );
    await until(() => expect(stream.numbers()).toEqual([1]));
    await desk.tickets.replaceLink({ ref: ticketId, participantId: requester.participantId });
    expect(await stream.failure).toMatchObject({ code: 'not_found' });
    expect(stream.numbers()).toEqual([1]);
  });
});

describe('the place to resume from', () => {
  it('is a number or nothing', () => {
    expect([null, undefined, '0', '17'].map(numberOfEventId)).toEqual([null, null, 0, 17]);
    for (const forged of ['', ' 1', '-1', '1.5', '1e3', '0x1', 'abc', '9999999999', '1,2', '١']) {
      expect(() => numberOfEventId(forged), forged).toThrow(AppError);
    }
  });
});
