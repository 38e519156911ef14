// How much a stranger may open, however they vary what they say of themselves: counted by the peer's address, its network,
// the browser, the mailbox and the workspace, over all nodes.
import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from '../app.ts';
import { addWorkspace, openTestDeps, testDesk } from '../testing/desk.ts';
import { type Answer, type Call, countRows, httpApp, question, widgetClient } from '../testing/http-app.ts';
import { readCaller } from '../visitors/caller.ts';
import { limitReplies } from './limits.ts';

const { deps, databaseUrl, workspace } = await testDesk();
const { app } = httpApp(deps);
const { deps: beside, close } = await openTestDeps(databaseUrl);
afterAll(close);
const secondApp = buildApp(beside);

let networks = 0;
/** An address that no other test uses. */
const address = () => `198.18.${(networks += 1) >> 8}.${networks & 255}`;

/** A new browser each time, so that only what the call says of itself can be counted. */
function open(call: Call = {}, over: Record<string, unknown> = {}, node = app): Promise<Answer> {
  return widgetClient(node, workspace.publicKey).mutate('customer.create', question(over), call);
}

/** How many of the calls were let through; the others must have been told to wait. */
async function passed(calls: number, make: (at: number) => Promise<Answer>): Promise<number> {
  const answers: Answer[] = [];
  for (let at = 0; at < calls; at += 10) {
    const round = Array.from({ length: Math.min(10, calls - at) }, (_, place) => make(at + place));
    answers.push(...(await Promise.all(round)));
  }
  const refused = answers.filter(({ status }) => status !== 200);
  expect(refused.map(({ status, code }) => [status, code])).toEqual(refused.map(() => [429, 'rate_limited']));
  return calls - refused.length;
}

describe('a stranger who opens ticket after ticket', () => {
  it('is counted by the address of the connection, whatever forwarding headers say', async () => {
    const peer = address();
    const make = (at: number) =>
      open({
        address: peer,
        headers: {
          'x-forwarded-for': `203.0.113.${at}, 10.0.0.${at}`,
          'x-real-ip': `203.0.113.${at}`,
          forwarded: `for=203.0.113.${at}`,
          'cf-connecting-ip': `203.0.113.${at}`,
        },
      });
    expect(await passed(110, make)).toBe(100);
  });

  it('is counted by the network of an IPv6 subscriber, not by its countless addresses', async () => {
    const prefix = '2001:db8:77:1';
    expect(await passed(105, (at) => open({ address: `${prefix}:${at.toString(16)}::${at.toString(16)}` }))).toBe(100);
    expect((await open({ address: '2001:db8:77:2::1' })).status).toBe(200);
  });

  it('is counted over all nodes', async () => {
    const peer = address();
    expect(await passed(104, (at) => open({ address: peer }, {}, at % 2 === 0 ? app : secondApp))).toBe(100);
  });

  it('is counted by the browser wherever it goes', async () => {
    const client = widgetClient(app, workspace.publicKey);
    expect(await passed(33, () => client.mutate('customer.create', question(), { address: address() }))).toBe(30);
  });

  it('is counted by the mailbox, however its address is written', async () => {
    const email = (at: number) => (at % 2 === 0 ? `cora+${at}@example.com` : `CORA@Example.com`);
    expect(await passed(33, (at) => open({ address: address() }, { email: email(at) }))).toBe(30);
  });

  it('is counted by the workspace, so that many cannot drown it; others are not touched', async () => {
    const drowning = await addWorkspace(deps, 'drowning');
    const key = `create workspace ${drowning.workspace.id}`;
    await deps.limits.consume([{ key, points: 2_999, max: 3_000, windowSeconds: 60 }]);
    const client = widgetClient(app, drowning.workspace.publicKey);
    expect(await passed(3, () => client.mutate('customer.create', question()))).toBe(1);
    expect((await open({ address: address() })).status).toBe(200);
  });

  it('is told when to come back, and leaves nothing behind', async () => {
    const peer = address();
    await deps.limits.consume([{ key: `create address ${peer}`, points: 100, max: 100, windowSeconds: 600 }]);
    const before = await countRows(deps.sql);
    const answer = await open({ address: peer });
    expect(answer.status).toBe(429);
    const seconds = Number(answer.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(600);
    expect(await countRows(deps.sql)).toEqual(before);
  });

  it('leaves no address in the database', async () => {
    const peer = address();
    await open({ address: peer }, { email: 'somebody@limits.example' });
    const keys = await deps.sql<{ key: string }[]>`select key from rate_limit`;
    expect(JSON.stringify(keys)).not.toMatch(new RegExp(`${peer}|limits.example`));
  });
});

describe('a customer who writes reply after reply', () => {
  it('is counted as well', async () => {
    const client = widgetClient(app, workspace.publicKey);
    const { data } = await client.mutate<{ ticketId: string }>('customer.create', question());
    const caller = await readCaller(deps, new Headers(client.headers), 'POST');
    const peer = address();
    for (let count = 0; count < 119; count += 1) await limitReplies(deps, caller, peer);
    const reply = () => client.mutate('customer.reply', { clientId: randomUUID(), ticketId: data.ticketId, body: 'x' });
    expect([(await reply()).status, (await reply()).status]).toEqual([200, 429]);
  });
});
