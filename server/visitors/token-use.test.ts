// A token with a `jti` belongs to the browser that showed it first, until the host's page signs its person out.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addWorkspace, testDesk } from '../testing/desk.ts';
import { countRows, httpApp, question, widgetClient } from '../testing/http-app.ts';
import { identitySecret, signIdentity } from '../testing/identity.ts';

interface List {
  items: { id: string }[];
}

const { deps, workspace } = await testDesk();
const { app } = httpApp(deps);
const secret = await identitySecret(deps, workspace.id);

const browser = () => widgetClient(app, workspace.publicKey);
const token = (over: Record<string, unknown> = {}) => signIdentity(secret, { sub: 'c-1', jti: randomUUID(), ...over });
const showing = (identity: string) => ({ headers: { 'x-deskbell-identity': identity } });

describe('a token that is used once', () => {
  it('is refused in a second browser, which sees nothing, while the first goes on', async () => {
    const [first, second] = [browser(), browser()];
    const identity = await token();
    expect((await first.mutate('customer.create', question(), showing(identity))).status).toBe(200);
    const before = await countRows(deps.sql);
    const copied = await second.query<List>('customer.tickets', {}, showing(identity));
    expect([copied.status, copied.code]).toEqual([401, 'unauthorized']);
    expect((await second.mutate('customer.create', question(), showing(identity))).status).toBe(401);
    expect(await countRows(deps.sql)).toEqual(before);
    expect((await first.query<List>('customer.tickets', {}, showing(identity))).data.items).toHaveLength(1);
  });

  it('is refused everywhere after the host’s page signed its person out', async () => {
    const [first, second] = [browser(), browser()];
    const identity = await token();
    expect((await first.query('customer.tickets', {}, showing(identity))).status).toBe(200);
    expect((await first.mutate('customer.forget', undefined, showing(identity))).status).toBe(200);
    const answers = await Promise.all(
      [first, second].map((each) => each.query('customer.tickets', {}, showing(identity))),
    );
    expect(answers.map(({ status }) => status)).toEqual([401, 401]);
    expect(answers[0]?.text).toBe((await first.query('customer.tickets', {}, showing('a guess'))).text);
    // Signing in anew makes a new token; the same browser may show it.
    expect((await first.query('customer.tickets', {}, showing(await token()))).status).toBe(200);
  });

  it('is burned by signing out without showing it again', async () => {
    const first = browser();
    const identity = await token();
    await first.query('customer.tickets', {}, showing(identity));
    expect((await first.mutate('customer.forget')).status).toBe(200);
    expect((await first.query('customer.tickets', {}, showing(identity))).status).toBe(401);
  });

  it('is won by one of two browsers that show it at the same moment', async () => {
    const identity = await token();
    const browsers = Array.from({ length: 8 }, browser);
    const answers = await Promise.all(browsers.map((each) => each.query('customer.tickets', {}, showing(identity))));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('proves nothing to a browser without a secret of its own', async () => {
    const identity = await token();
    const headers = { 'x-deskbell-key': workspace.publicKey, 'x-deskbell-identity': identity };
    const { app: fresh } = httpApp(deps);
    const answer = await fresh.request('/trpc/customer.tickets?input={}', { headers });
    expect(await answer.json()).toMatchObject({ result: { data: { items: [] } } });
    const settings = await fresh.request('/trpc/customer.settings', { headers });
    expect(await settings.json()).toMatchObject({ result: { data: { identified: false } } });
    // Nobody has won it by that.
    expect((await browser().query('customer.tickets', {}, showing(identity))).status).toBe(200);
  });

  it('is another one in another workspace', async () => {
    const other = await addWorkspace(deps, 'other');
    const otherSecret = await identitySecret(deps, other.workspace.id);
    const jti = randomUUID();
    expect((await browser().query('customer.tickets', {}, showing(await token({ jti })))).status).toBe(200);
    const theirs = widgetClient(app, other.workspace.publicKey);
    const identity = await signIdentity(otherSecret, { sub: 'c-1', jti });
    expect((await theirs.query('customer.tickets', {}, showing(identity))).status).toBe(200);
  });
});

describe('a person in two browsers', () => {
  it('with a token for each sees all of their tickets in both', async () => {
    const person = { sub: 'two-browsers' };
    const [first, second] = [browser(), browser()];
    for (const each of [first, second]) {
      expect((await each.mutate('customer.create', question(), showing(await token(person)))).status).toBe(200);
    }
    for (const each of [first, second]) {
      expect((await each.query<List>('customer.tickets', {}, showing(await token(person)))).data.items).toHaveLength(2);
    }
    // Signed out, each browser has what it opened itself.
    expect((await first.query<List>('customer.tickets', {})).data.items).toHaveLength(1);
  });
});
