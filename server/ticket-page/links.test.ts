// Links that lead nowhere, links that ended, links that move, and the way to a new one.
import { PassThrough } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import { createLog } from '../log.ts';
import { openTestPool } from '../testing/database.ts';
import { addMember, addWorkspace, asCustomer, asDesk, testDesk, visitorHeaders } from '../testing/desk.ts';
import { pageClient } from '../testing/page-client.ts';
import { makeLinkToken, type PublicLink } from '../tickets/link.ts';
import { mailNewLink, workspaceHint } from './new-link.ts';
import { ticketPageRoutes } from './routes.ts';

const { deps, workspace, databaseUrl } = await testDesk('fernweh');
const anna = await addMember(deps, workspace.id, 'agent', 'Anna Agent');
const desk = asDesk(deps, anna);
const reader = pageClient(deps, ticketPageRoutes);
// What a node has in its hands when its database is gone.
const endedPool = openTestPool(databaseUrl, 1);
await endedPool.end();
let people = 0;

async function opened() {
  people += 1;
  const email = `kim${people}@customer.example`;
  const { id, reference } = await desk.tickets.create({
    subject: 'Tent',
    body: 'Leaks',
    requester: { email, name: 'Kim' },
  });
  const link = await linkOf(id);
  return { id, reference, email, link, token: makeLinkToken(deps.keys, link) };
}

async function linkOf(ticketId: string): Promise<PublicLink> {
  const [row] = await deps.sql<PublicLink[]>`
    select workspace_id, ticket_id, id as participant_id, link_version from participant
    where ticket_id = ${ticketId} and role = 'requester'`;
  if (row === undefined) throw new Error('nobody asked');
  return row;
}

/** The page without what is random, or echoes the address, in every answer. */
async function calm(answer: Response): Promise<string> {
  const page = await answer.text();
  return page.replaceAll(/nonce="[^"]*"/g, '').replaceAll(/name="link" value="[^"]*"/g, '');
}

async function linkMails(address: string) {
  return deps.sql<{ textBody: string; subject: string; kind: string }[]>`
    select kind, subject, text_body from mail where to_address = ${address} and kind = 'link'`;
}

describe('a link that leads nowhere', () => {
  test('gives the same calm page, whatever is wrong with it', async () => {
    const { token, id, link } = await opened();
    const replaced = await opened();
    await deps.sql`update participant set link_version = link_version + 1 where ticket_id = ${replaced.id}`;
    const revoked = await opened();
    await deps.sql`update participant set link_revoked_at = now() where ticket_id = ${revoked.id}`;
    const expired = await opened();
    await deps.sql`update participant set link_expires_at = now() - interval '1 second' where ticket_id = ${expired.id}`;
    const left = await opened();
    await deps.sql`update participant set removed_at = now() where ticket_id = ${left.id}`;
    const nobody = makeLinkToken(deps.keys, { ...link, participantId: id });
    const elsewhere = makeLinkToken(deps.keys, { ...link, workspaceId: id });
    const tokens = [
      'garbage',
      '%20',
      token.slice(0, 87),
      `${token}A`,
      token.toUpperCase(),
      `%${token.charCodeAt(0).toString(16)}${token.slice(1)}`,
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      'A'.repeat(10_240),
      ...[replaced, revoked, expired, left].map((each) => each.token),
      nobody,
      elsewhere,
    ];
    const answers = await Promise.all(tokens.map((each) => reader.get(`/t/${each}`)));
    expect(answers.map(({ status }) => status)).toEqual(tokens.map(() => 404));
    const pages = await Promise.all(answers.map(calm));
    expect(new Set(pages).size).toBe(1);
    expect(pages[0]).toContain('There is nothing here.');
    expect(pages[0]).toContain('action="/t/new-link"');
    for (const form of ['reply', 'rate', 'confirm']) {
      const answer = await reader.post(`/t/${revoked.token}/${form}`, { body: 'x', score: '5' });
      expect([answer.status, await calm(answer)]).toEqual([404, pages[0]]);
    }
  });

  test('is told apart without asking the database', async () => {
    let statements = 0;
    const counting = new Proxy(deps.sql, {
      apply: (target, self, args) => {
        statements += 1;
        return Reflect.apply(target, self, args) as unknown;
      },
    });
    const blind = pageClient({ ...deps, sql: counting }, ticketPageRoutes);
    for (const path of ['/t/short', `/t/${'A'.repeat(10_000)}`, '/t/', '/t/%00', `/t/${'ä'.repeat(20)}`])
      await blind.get(path);
    expect(statements).toBe(0);
    await blind.get(`/t/${(await opened()).token}`);
    expect(statements).toBeGreaterThan(0);
  });

  test('is refused for a while to whoever keeps guessing, and valid links of that address go on', async () => {
    const { token } = await opened();
    const guesser = pageClient(deps, ticketPageRoutes, '192.0.2.66');
    const statuses: number[] = [];
    for (let guess = 0; guess < 62; guess += 1) statuses.push((await guesser.get(`/t/${'B'.repeat(88)}`)).status);
    expect(statuses.slice(0, 60)).toEqual(Array(60).fill(404));
    expect(statuses.at(-1)).toBe(429);
    expect((await guesser.get(`/t/${token}`)).status).toBe(200);
    expect((await guesser.get('/t/garbage')).status).toBe(404);
  });
});

describe('a link of', () => {
  test('a merged ticket leads on for the same person, and to nothing for another', async () => {
    const [mine, duplicate, strangers] = [await opened(), await opened(), await opened()];
    const { contactId } = (
      await deps.sql<
        { contactId: string }[]
      >`select requester_contact_id as contact_id from ticket where id = ${mine.id}`
    )[0] ?? { contactId: '' };
    await deps.sql`update ticket set requester_contact_id = ${contactId} where id = ${duplicate.id}`;
    await deps.sql`update participant set contact_id = ${contactId} where ticket_id = ${duplicate.id}`;
    await deps.sql`
      update ticket set merged_into_id = ${mine.id}, status = 'closed' where id in (${duplicate.id}, ${strangers.id})`;
    expect(await (await reader.get(`/t/${duplicate.token}`)).text()).toContain(mine.reference);
    expect((await reader.get(`/t/${strangers.token}`)).status).toBe(404);
  });

  test('an internal ticket does not exist', async () => {
    const { id, token } = await opened();
    await deps.sql`update ticket set audience = 'internal' where id = ${id}`;
    expect((await reader.get(`/t/${token}`)).status).toBe(404);
  });

  test('one participant ends at once on every node when it is replaced', async () => {
    const { id, token, link } = await opened();
    expect((await reader.get(`/t/${token}`)).status).toBe(200);
    await desk.tickets.replaceLink({ ref: id, participantId: link.participantId });
    expect((await reader.get(`/t/${token}`)).status).toBe(404);
    expect((await reader.get(`/t/${makeLinkToken(deps.keys, await linkOf(id))}`)).status).toBe(200);
  });
});

test('hosts that a request makes up reach no link of the page', async () => {
  const { token } = await opened();
  const answer = await reader.get(`/t/${token}`, {
    host: 'evil.test',
    'x-forwarded-host': 'evil.test',
    forwarded: 'host=evil.test',
  });
  expect(await answer.text()).not.toContain('evil.test');
  const sent = await reader.post(`/t/${token}/reply`, { clientId: '', body: 'Hi' }, { host: 'evil.test' });
  expect(sent.headers.get('location')).toMatch(/^\/t\//);
});

test('a token stands in no log line', async () => {
  const lines: string[] = [];
  const sink = new PassThrough().on('data', (chunk: Buffer) => lines.push(chunk.toString()));
  const log = createLog('trace', sink);
  const { token } = await opened();
  const broken = { ...deps, log, sql: endedPool };
  const answer = await pageClient(broken, ticketPageRoutes).get(`/t/${token}`);
  expect(answer.status).toBe(503);
  expect(lines.join('')).not.toBe('');
  expect(lines.join('')).not.toContain(token);
  expect(await answer.text()).not.toContain(token);
});

test('a text that cannot be kept right now stays in a form, under the same id', async () => {
  const { token } = await opened();
  const broken = { ...deps, sql: endedPool };
  const clientId = '0199aaaa-0000-7000-8000-000000000001';
  const answer = await pageClient(broken, ticketPageRoutes).post(`/t/${token}/reply`, {
    clientId,
    body: 'Keep <this>',
  });
  expect(answer.status).toBe(503);
  const page = await answer.text();
  expect(page.includes('>\nKeep &lt;this&gt;</textarea')).toBe(true);
  expect(page.includes(clientId)).toBe(true);
});

describe('asking for a new link', () => {
  const ask = (email: string, reference: string, link = '') => reader.post('/t/new-link', { email, reference, link });

  test('mails one that works to a participant, and answers the same to everybody', async () => {
    const { id, email, reference, token } = await opened();
    await desk.tickets.replaceLink({ ref: id, participantId: (await linkOf(id)).participantId });
    const known = await ask(email.toUpperCase(), ` ${reference.toLowerCase()} `, token);
    const unknown = await ask('nobody@customer.example', reference, token);
    const mismatch = await ask(email, 'TKT-9999', token);
    expect([known.status, unknown.status, mismatch.status]).toEqual([200, 200, 200]);
    const pages = await Promise.all([known, unknown, mismatch].map(calm));
    expect(new Set(pages).size).toBe(1);
    await vi.waitFor(async () => expect(await linkMails(email)).toHaveLength(1));
    const mailed = /\/t\/[\w-]{88}/.exec((await linkMails(email))[0]?.textBody ?? '')?.[0] ?? '';
    expect((await reader.get(mailed)).status).toBe(200);
    expect(await linkMails('nobody@customer.example')).toEqual([]);
  });

  test('finds the workspace by the token that failed, also by the start of one', async () => {
    const { token } = await opened();
    expect(workspaceHint(token)).toBe(workspace.id);
    expect(workspaceHint(token.slice(0, 40))).toBe(workspace.id);
    expect(workspaceHint('')).toBeNull();
    expect(workspaceHint('short')).toBeNull();
  });

  test('writes one mail an hour for a ticket, and gives an expired link another span', async () => {
    const { id, email, reference, token } = await opened();
    await deps.sql`update participant set link_expires_at = now() - interval '1 day' where ticket_id = ${id}`;
    const request = { workspaceHint: workspace.id, email, reference, askedAt: new Date('2026-05-01T10:10:00Z') };
    await mailNewLink(deps, request);
    await mailNewLink(deps, { ...request, askedAt: new Date('2026-05-01T10:50:00Z') });
    expect(await linkMails(email)).toHaveLength(1);
    expect((await reader.get(`/t/${token}`)).status).toBe(200);
    await mailNewLink(deps, { ...request, askedAt: new Date('2026-05-01T11:00:00Z') });
    expect(await linkMails(email)).toHaveLength(2);
  });

  test('writes one mail a day to an address that nobody has verified, whichever ticket it asks for', async () => {
    const visitor = asCustomer(deps, visitorHeaders(workspace.publicKey));
    const tickets = [];
    for (const clientId of ['0199aaaa-0000-7000-8000-00000000000a', '0199aaaa-0000-7000-8000-00000000000b']) {
      tickets.push(
        await visitor.customer.create({
          clientId,
          subject: 'BUY PILLS',
          body: 'B',
          email: 'victim@customer.example',
          name: 'BUY PILLS',
        }),
      );
    }
    for (const { reference } of tickets) {
      await mailNewLink(deps, {
        workspaceHint: workspace.id,
        email: 'victim@customer.example',
        reference,
        askedAt: new Date(),
      });
    }
    const mails = await linkMails('victim@customer.example');
    expect(mails).toHaveLength(1);
    expect(JSON.stringify(mails)).not.toContain('PILLS');
  });

  test('mails nothing for a link that the team has ended, for another workspace’s ticket or an internal one', async () => {
    const ended = await opened();
    await deps.sql`update participant set link_revoked_at = now() where ticket_id = ${ended.id}`;
    const internal = await opened();
    await deps.sql`update ticket set audience = 'internal' where id = ${internal.id}`;
    const other = await addWorkspace(deps, 'other');
    const askedAt = new Date();
    for (const { email, reference } of [ended, internal]) {
      await mailNewLink(deps, { workspaceHint: workspace.id, email, reference, askedAt });
      expect(await linkMails(email)).toEqual([]);
    }
    const here = await opened();
    await mailNewLink(deps, {
      workspaceHint: other.workspace.id,
      email: here.email,
      reference: here.reference,
      askedAt,
    });
    // With more than one workspace, a page whose address says nothing leads to none.
    await mailNewLink(deps, { workspaceHint: null, email: here.email, reference: here.reference, askedAt });
    expect(await linkMails(here.email)).toEqual([]);
  });

  test.each([
    ['a@b.example, c@d.example', 'TKT-0001'],
    ['a@b.example%0aBcc: x@y.example', 'TKT-0001'],
    ['', 'TKT-0001'],
    ['a@b.example', ' '],
  ])('with “%s” and “%s” says what to mend and keeps both', async (email, reference) => {
    const answer = await ask(email, reference);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/Write an e-mail address|Write something here/);
  });

  test('is refused for a while to whoever asks for one mailbox again and again', async () => {
    const statuses: number[] = [];
    for (const tag of ['', '+1', '+2', '+3', '+4', '+5'])
      statuses.push((await ask(`many${tag}@c.example`, 'TKT-1')).status);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });
});
