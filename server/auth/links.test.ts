// One-time links over the whole app: asked for, looked at, used once.
import { afterAll, describe, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { mailSignInLink } from '../sign-in-mail/jobs.ts';
import { openBrowser } from '../testing/browser.ts';
import { openTestDeps, testDesk } from '../testing/desk.ts';
import { addPerson, knownPassword, signedIn } from '../testing/people.ts';
import { makeSignInLink, readSignInLink, signInLink } from './sign-in-links.ts';
import { deleteExpired } from './store.ts';

const { deps, databaseUrl, workspace } = await testDesk('links');
const node = await openTestDeps(databaseUrl);
afterAll(node.close);
const ana = await addPerson(deps, workspace.id, { name: 'Ana', role: 'agent' });
const use = '/api/auth/magic-link/verify';

let addresses = 0;
const stranger = (on = deps) => openBrowser(on, undefined, `198.51.100.${++addresses}`);
const pathOf = (url: string) => url.slice('https://help.example'.length);
const sessions = async () => (await deps.sql`select 1 from session where "userId" = ${ana.personId}`).length;

describe('asking for a link', () => {
  const ask = '/api/auth/sign-in/magic-link';

  test('is answered alike for a member and a stranger, and the queue holds no token', async () => {
    const answers = [
      await stranger().post(ask, { email: ana.email }),
      await stranger().post(ask, { email: 'nobody@else.example' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(new Set(await Promise.all(answers.map((answer) => answer.text()))).size).toBe(1);
    const jobs = await deps.sql<{ data: object }[]>`select data from pgboss.job where name = 'sign-in-mail'`;
    expect(jobs.map(({ data }) => Object.keys(data).sort())).toEqual([
      ['email', 'requestId'],
      ['email', 'requestId'],
    ]);
  });

  test('mails the member and nobody else, once for each request', async () => {
    const request = { requestId: 'r1', email: ana.email };
    await mailSignInLink(deps, request);
    await mailSignInLink(deps, request);
    await mailSignInLink(deps, { requestId: 'r2', email: 'nobody@else.example' });
    const mails = await deps.sql<{ toAddress: string }[]>`select to_address from mail where kind = 'sign_in'`;
    expect(mails).toEqual([{ toAddress: ana.email }]);
  });

  test('is limited for one account, known or not', async () => {
    for (const email of [ana.email, 'nobody@elsewhere.example']) {
      const answers = [];
      for (let round = 1; round <= 6; round += 1) answers.push((await stranger().post(ask, { email })).status);
      expect(answers.at(-1)).toBe(429);
      expect(answers.filter((status) => status === 429).length).toBeLessThanOrEqual(2);
    }
  });
});

describe('a link', () => {
  test('shows whom it signs in and a button, however often it is looked at', async () => {
    const { url, token } = await makeSignInLink(deps, ana.email, 5);
    const before = await sessions();
    const browser = stranger();
    for (let looks = 1; looks <= 3; looks += 1) {
      const page = await browser.get(pathOf(url));
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(page.headers.get('referrer-policy')).toBe('strict-origin');
      const html = await page.text();
      expect(html).toContain(ana.email);
      expect(html).toContain(`value="${token}"`);
    }
    expect(await sessions()).toBe(before);
    expect(browser.cookies.size).toBe(0);
  });

  test('signs in by the button and leads to the console, once', async () => {
    const { token } = await makeSignInLink(deps, ana.email, 5);
    const browser = stranger();
    const response = await browser.submit(use, { token, to: '/console/links?tab=mine' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/console/links?tab=mine']);
    expect((await browser.query('team.members', 'links')).status).toBe(200);
    const again = await stranger().submit(use, { token });
    expect(again.status).toBe(401);
    expect(await again.text()).toContain('used up');
    expect(again.headers.getSetCookie()).toEqual([]);
  });

  test('opens exactly one session when two nodes get it at one moment', async () => {
    for (let round = 1; round <= 5; round += 1) {
      const { token } = await makeSignInLink(deps, ana.email, 5);
      const before = await sessions();
      const browsers = [deps, node.deps, deps, node.deps].map((on) => stranger(on));
      const answers = await Promise.all(browsers.map((browser) => browser.post(use, { token })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401]);
      expect(await sessions()).toBe(before + 1);
    }
  });

  test('is kept as a hash, with an end', async () => {
    const { token } = await makeSignInLink(deps, ana.email, 5);
    const rows = await deps.sql`select * from verification`;
    expect(JSON.stringify(rows)).not.toContain(token);
    const [column] = await deps.sql`
      select is_nullable from information_schema.columns where table_name = 'verification' and column_name = 'expiresAt'`;
    expect(column?.['isNullable']).toBe('NO');
  });

  test.each([
    ['too old', async () => (await makeSignInLink(deps, ana.email, -1)).token],
    ['cut', async () => (await makeSignInLink(deps, ana.email, 5)).token.slice(0, -1)],
    ['in other case', async () => (await makeSignInLink(deps, ana.email, 5)).token.toUpperCase()],
    ['empty', async () => ''],
    ['blank', async () => ' '],
    ['somebody’s guess', async () => 'A'.repeat(43)],
  ])('that is %s is no use, and the page says the same', async (_, make) => {
    const token = await make();
    const page = await stranger().get(`/console/link?token=${encodeURIComponent(token)}`);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('This link is used up');
    expect((await stranger().post(use, { token })).status).toBe(401);
  });

  test.each([
    ['a list', ['x']],
    ['an object', { a: 'x' }],
    ['nothing', undefined],
  ])('that is %s is malformed', async (_, token) => {
    expect((await stranger().post(use, { token })).status).toBe(400);
  });

  test('is no use after the password was changed', async () => {
    const bea = await addPerson(deps, workspace.id, { name: 'Bea', role: 'agent' });
    const { token } = await makeSignInLink(deps, bea.email, 5);
    const browser = await signedIn(deps, bea.email, stranger());
    const change = { currentPassword: knownPassword, newPassword: 'another long password' };
    expect((await browser.post('/api/auth/change-password', change)).status).toBe(200);
    expect((await stranger().post(use, { token })).status).toBe(401);
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/console',
    '/console//evil.example',
    '/console\t//evil.example',
    'javascript:alert(1)',
    '/consoles',
    '/api/auth/sign-out',
    '/console/../t/token',
  ])('leads to the console, never to %s', async (to) => {
    const { token } = await makeSignInLink(deps, ana.email, 5);
    const response = await stranger().submit(use, { token, to });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/console']);
  });

  test('writes markup of the address and of its own parameters as text', async () => {
    const { url } = await makeSignInLink(deps, ana.email, 5);
    const page = await stranger().get(`${pathOf(url)}&to=${encodeURIComponent('"><script>window.hit=1</script>')}`);
    expect(await page.text()).not.toContain('<script>window.hit');
  });
});

describe('a forgotten password', () => {
  test('is replaced by whoever holds a mailed link, and every other session ends', async () => {
    const cleo = await addPerson(deps, workspace.id, { name: 'Cleo', role: 'agent' });
    const elsewhere = await signedIn(deps, cleo.email, stranger());
    const { token } = await makeSignInLink(deps, cleo.email, 5);
    const browser = stranger();
    const answer = await browser.post(use, { token, newPassword: 'a much better password' });
    expect(answer.status).toBe(200);
    expect((await browser.query('team.members', 'links')).status).toBe(200);
    expect((await elsewhere.query('team.members', 'links')).status).toBe(401);
    const signIn = (password: string) => stranger().post('/api/auth/sign-in/email', { email: cleo.email, password });
    expect((await signIn(knownPassword)).status).toBe(401);
    expect((await signIn('a much better password')).status).toBe(200);
  });

  test('that is too short keeps the link unused', async () => {
    const { token } = await makeSignInLink(deps, ana.email, 5);
    expect((await stranger().post(use, { token, newPassword: 'short' })).status).toBe(400);
    expect((await stranger().post(use, { token })).status).toBe(200);
  });
});

test('the command line prints a link for a person, and says so when there is none', async () => {
  const { url } = await signInLink(deps, ana.email);
  expect((await buildApp(deps).request(pathOf(url))).status).toBe(200);
  await expect(signInLink(deps, 'nobody@else.example')).rejects.toMatchObject({ code: 'not_found' });
});

test('what has expired is swept, what can be used stays', async () => {
  await deleteExpired(deps.sql);
  const [old, fresh] = [await makeSignInLink(deps, ana.email, -1), await makeSignInLink(deps, ana.email, 5)];
  await deps.sql`update session set "expiresAt" = now() - interval '1 second' where "userId" = ${ana.personId}`;
  const count = await sessions();
  expect(count).toBeGreaterThan(0);
  expect(await deleteExpired(deps.sql)).toBe(count + 1);
  expect(await readSignInLink(deps, old.token)).toBeNull();
  expect(await readSignInLink(deps, fresh.token)).toBe(ana.email);
});
