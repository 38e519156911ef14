// Texts, addresses, numbers and ids as an attacker or a broken client sends them: kept in a harmless form or refused in
// the contract's shape; a refused call leaves no row behind.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CustomerThread } from '#shared/api/customer.ts';
import type { MemberTicket } from '#shared/api/tickets.ts';
import { addWorkspace, asDesk, testDesk } from '../testing/desk.ts';
import { countRows, type HttpClient, httpApp, question, widgetClient } from '../testing/http-app.ts';

interface Opened {
  ticketId: string;
  reference: string;
}

const { deps, workspace, owner } = await testDesk();
const { app } = httpApp(deps);
const desk = asDesk(deps, owner);
const browser = () => widgetClient(app, workspace.publicKey);

/** Opens a ticket as its text stands, and reads what was kept. */
async function kept(over: Record<string, unknown>): Promise<{ ticket: MemberTicket; body: string; status: number }> {
  const answer = await browser().mutate<Opened>('customer.create', question(over));
  expect(answer.status, answer.text).toBe(200);
  const ticket = await desk.tickets.get({ ref: answer.data.ticketId });
  const { items } = await desk.tickets.timeline({ ref: ticket.id });
  return { ticket, body: items[0]?.message?.body ?? '', status: answer.status };
}

async function refused(over: Record<string, unknown>, client: HttpClient = browser()) {
  const before = await countRows(deps.sql);
  const answer = await client.mutate('customer.create', question(over));
  expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
  expect(answer.status, answer.text).toBeLessThan(500);
  expect(await countRows(deps.sql)).toEqual(before);
  return answer;
}

describe('a text', () => {
  it.each([
    ['with NUL', 'a\0b', 'ab'],
    ['with a lone surrogate', 'a\ud800b', 'a\ufffdb'],
    ['with a bidi override', 'exe.\u202etxt', 'exe.txt'],
    ['with isolates', '\u2066abc\u2069', 'abc'],
    ['with a byte order mark', '\ufeffabc', 'abc'],
    ['in another normal form', 'cafe\u0301', 'caf\u00e9'],
    ['with carriage returns', 'a\r\nb\rc', 'a\nb\nc'],
    ['with invisible tags', 'hi\u{e0041}\u{e0042}', 'hi'],
    ['with escapes of a terminal', 'a\u001b[31mb', 'a[31mb'],
    ['with markup', '<img src=x onerror=alert(1)>', '<img src=x onerror=alert(1)>'],
    ['with SQL', "'; drop table ticket; --", "'; drop table ticket; --"],
    ['with template marks', '{{constructor.constructor("x")()}} ${1+1}', '{{constructor.constructor("x")()}} ${1+1}'],
  ])('%s is kept in its harmless form', async (_, given, expected) => {
    const { ticket, body } = await kept({ subject: given, body: given, name: given });
    expect(body).toBe(expected);
    expect(ticket.subject).toBe(expected.replaceAll('\n', ' '));
  });

  it('with ten thousand marks on a letter keeps a few of them', async () => {
    const { body } = await kept({ body: `a${'\u0301'.repeat(10_000)}b` });
    expect(body.length).toBeLessThan(40);
  });

  it('that is one endless character counts by what it weighs, and is refused beyond the limit', async () => {
    const family = '\u{1f468}\u200d'.repeat(30_000);
    expect((await refused({ subject: family })).fields).toHaveProperty('subject');
  });

  it.each(['', ' ', '\n\t', '\u200b\u2060', '\u3164', '\0'])('%j, that shows nothing, is refused', async (text) => {
    expect((await refused({ subject: text })).fields).toHaveProperty('subject');
    expect((await refused({ body: text })).fields).toHaveProperty('body');
  });

  it('is cut for the queue without splitting a character', async () => {
    const { ticket } = await kept({ body: '\u{1f600}'.repeat(1_000) });
    const [row] = await deps.sql<{ snippet: string }[]>`select snippet from ticket where id = ${ticket.id}`;
    expect(row?.snippet.isWellFormed()).toBe(true);
    expect(row?.snippet).toMatch(/^\u{1f600}+\u2026?$/u);
  });

  it('of the greatest length is kept whole, one more character is refused', async () => {
    const body = '\u00e9'.repeat(20_000);
    expect((await kept({ body })).body).toBe(body);
    expect((await refused({ body: `${body}x` })).fields).toHaveProperty('body');
  });
});

describe('an address', () => {
  it.each([
    ['Cora@EXAMPLE.com', 'cora@example.com'],
    ['  cora@example.com ', 'cora@example.com'],
    ['cora\uff20example.com', null],
    ['cora@example.com.', null],
    ['"a@b"@example.com', null],
    ['cora@ex\u0430mple.com', null],
    ['cora@\u043f\u0440\u0438\u043c\u0435\u0440.\u0440\u0444', 'cora@xn--e1afmkfd.xn--p1ai'],
    ['cora@example.com\r\nBcc: evil@evil.test', null],
    ['cora@example.com\0', null],
    ['a@b@example.com', null],
    ['cora@example.com, evil@evil.test', null],
    ['Cora <cora@example.com>', null],
    [`${'a'.repeat(400)}@example.com`, null],
    ['cora@[127.0.0.1]', null],
    ['cora@localhost', null],
    ['@example.com', null],
    ['cora@', null],
  ])('%j is refused, or kept in the one form that mail is sent to', async (given, expected) => {
    if (expected === null) expect(Object.keys((await refused({ email: given })).fields)).toEqual(['email']);
    else expect((await kept({ email: given })).ticket.requester.email).toBe(expected);
  });
});

describe('an id', () => {
  it.each(['not-a-uuid', '', `${randomUUID()} `, randomUUID().toUpperCase().slice(1), '*', '%', '{', 7, null, [], {}])(
    'that is none (%j) is refused wherever one belongs',
    async (id) => {
      const client = browser();
      const before = await countRows(deps.sql);
      for (const answer of [
        await client.query('customer.thread', { ticketId: id }),
        await client.mutate('customer.reply', { clientId: randomUUID(), ticketId: id, body: 'x' }),
        await client.mutate('customer.create', question({ clientId: id })),
        await client.mutate('customer.create', question({ categoryId: id })),
        await client.mutate('customer.seen', { ticketId: id, number: 1 }),
        await client.mutate('customer.rate', { ticketId: id, score: 5 }),
        await client.mutate('customer.confirm', { ticketId: id }),
      ]) {
        expect([answer.status, answer.code]).toEqual([400, 'bad_request']);
      }
      expect(await countRows(deps.sql)).toEqual(before);
    },
  );

  it('of another workspace leads nowhere', async () => {
    const other = await addWorkspace(deps, 'other');
    const theirs = widgetClient(app, other.workspace.publicKey);
    const { ticketId } = (await theirs.mutate<Opened>('customer.create', question())).data;
    const [category] = await deps.sql<{ id: string }[]>`
      select id from category where workspace_id = ${other.workspace.id} and audience = 'customer' limit 1`;
    const client = browser();
    const before = await countRows(deps.sql);
    const answers = [
      await client.query('customer.thread', { ticketId }),
      await client.mutate('customer.reply', { clientId: randomUUID(), ticketId, body: 'x' }),
      await client.mutate('customer.seen', { ticketId, number: 1 }),
      await client.mutate('customer.rate', { ticketId, score: 5 }),
      await client.mutate('customer.confirm', { ticketId }),
    ];
    expect(answers.map(({ status, code }) => [status, code])).toEqual(answers.map(() => [404, 'not_found']));
    const foreign = await client.mutate('customer.create', question({ categoryId: category?.id }));
    expect([foreign.status, Object.keys(foreign.fields)]).toEqual([422, ['category']]);
    expect(await countRows(deps.sql)).toEqual(before);
  });
});

describe('a number', () => {
  it.each([0, -1, 1.5, 2 ** 31, 2 ** 53 - 1, 1e300])('%d out of place is refused or means nothing', async (number) => {
    const client = browser();
    const { ticketId } = (await client.mutate<Opened>('customer.create', question())).data;
    const thread = await client.query<CustomerThread>('customer.thread', { ticketId, before: number });
    expect([200, 400]).toContain(thread.status);
    expect([200, 400]).toContain((await client.mutate('customer.seen', { ticketId, number })).status);
    expect((await client.mutate('customer.rate', { ticketId, score: number })).status).toBe(400);
    expect([200, 400]).toContain((await client.query('customer.tickets', { limit: number })).status);
    // Having seen more than there is hides nothing that comes.
    await desk.tickets.reply({ ref: ticketId, body: 'Unread.' });
    const { items } = (await client.query<{ items: { unread: boolean }[] }>('customer.tickets', {})).data;
    expect(items.map(({ unread }) => unread)).toEqual([true]);
  });
});

describe('a field that nobody asked for', () => {
  it.each(['status', 'assignee', 'requesterVerified', 'workspaceId', 'channel', 'audience', 'reference', 'isAdmin'])(
    '%s is refused, not left out',
    async (field) => {
      const answer = await refused({ [field]: 'x' });
      expect([answer.status, answer.code]).toEqual([400, 'bad_request']);
    },
  );

  it('deep in the context is refused as well', async () => {
    await refused({ context: { url: 'https://shop.example', admin: true } });
    await refused({ context: { fields: Object.fromEntries(Array.from({ length: 31 }, (_, at) => [`f${at}`, 'x'])) } });
    await refused({ context: { fields: { nested: { deep: 'x' } } } });
  });
});
