// Signing in by password over the whole app.
import { describe, expect, test } from 'vitest';
import { buildApp } from '../app.ts';
import { openBrowser } from '../testing/browser.ts';
import { testDesk } from '../testing/desk.ts';
import { addPerson, knownPassword, signedIn } from '../testing/people.ts';
import { passwordTries } from './sign-in-limits.ts';

const { deps, workspace } = await testDesk('sign-in');
const ana = await addPerson(deps, workspace.id, { name: 'Ana', role: 'agent' });
const path = '/api/auth/sign-in/email';
const own = { email: ana.email, password: knownPassword };
const cookieName = '__Secure-deskbell.session';

/** Each from an address of its own, so that no budget of another test is in the way. */
let addresses = 0;
const stranger = () => openBrowser(deps, undefined, `198.51.100.${++addresses}`);

describe('the right password', () => {
  test('opens a session that scripts, other sites and plain HTTP never see', async () => {
    const response = await stranger().post(path, own);
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ twoFactorRedirect: false });
    const [cookie = ''] = response.headers.getSetCookie();
    expect(cookie).toMatch(/^__Secure-deskbell\.session=/);
    expect(cookie.split('; ')).toEqual(
      expect.arrayContaining(['HttpOnly', 'Secure', 'SameSite=Lax', 'Path=/', 'Max-Age=2592000']),
    );
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('lets the member into their workspace, until they sign out', async () => {
    const browser = await signedIn(deps, ana.email, stranger());
    const cookie = browser.cookies.get(cookieName) ?? '';
    expect((await browser.query('team.members', 'sign-in')).status).toBe(200);
    expect((await browser.post('/api/auth/sign-out', {})).status).toBe(200);
    expect(browser.cookies.has(cookieName)).toBe(false);
    browser.cookies.set(cookieName, cookie);
    expect((await browser.query('team.members', 'sign-in')).status).toBe(401);
  });

  test('is taken whatever the case of the address', async () => {
    const response = await stranger().post(path, { ...own, email: ` ${ana.email.toUpperCase()} ` });
    expect(response.status).toBe(200);
  });

  test('ends the session that the browser had before', async () => {
    const browser = await signedIn(deps, ana.email, stranger());
    const former = browser.cookies.get(cookieName) ?? '';
    await signedIn(deps, ana.email, browser);
    expect(browser.cookies.get(cookieName)).not.toBe(former);
    browser.cookies.set(cookieName, former);
    expect((await browser.query('team.members', 'sign-in')).status).toBe(401);
  });
});

describe('a cookie', () => {
  test('that was planted, edited or copied from the table opens nothing', async () => {
    const browser = await signedIn(deps, ana.email, stranger());
    const cookie = browser.cookies.get(cookieName) ?? '';
    const [row] = await deps.sql<{ token: string }[]>`select token from session order by "createdAt" desc limit 1`;
    for (const forged of ['x', '', `${row?.token}`, `${row?.token}.`, `A${cookie.slice(1)}`, '%', 'a'.repeat(10_000)]) {
      browser.cookies.set(cookieName, forged);
      expect((await browser.query('team.members', 'sign-in')).status).toBe(401);
    }
  });

  test('dies when its session is too old', async () => {
    const browser = await signedIn(deps, ana.email, stranger());
    await deps.sql`update session set "expiresAt" = now() - interval '1 second'`;
    expect((await browser.query('team.members', 'sign-in')).status).toBe(401);
  });
});

describe('a wrong sign-in', () => {
  test('reads the same for an unknown address, one without a password, and a wrong password', async () => {
    const answers = await Promise.all(
      [
        { email: ana.email, password: 'not this one' },
        { email: 'nobody@people.example', password: 'not this one' },
        { email: 'owner@sign-in.example', password: 'not this one' },
      ].map((body) => stranger().post(path, body)),
    );
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(new Set(bodies).size).toBe(1);
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([]);
  });

  test.each([
    ['a list of addresses', { email: [ana.email], password: knownPassword }],
    ['an object', { email: { address: ana.email }, password: knownPassword }],
    ['two addresses in one', { email: `${ana.email},eve@evil.example`, password: knownPassword }],
    ['an encoded line break', { email: `${ana.email}%0a`, password: knownPassword }],
    ['a line break', { email: `${ana.email}\nbcc:eve@evil.example`, password: knownPassword }],
    ['a look-alike letter', { email: ana.email.replace('a', '\u0430'), password: knownPassword }],
    ['a Kelvin sign', { email: '\u212aate@people.example', password: knownPassword }],
    ['a dotted capital I', { email: '\u0130da@people.example', password: knownPassword }],
    ['a number for a password', { email: ana.email, password: 12345678901 }],
    ['NUL in the password', { email: ana.email, password: `${knownPassword}\0` }],
    ['half a character in the password', { email: ana.email, password: `${knownPassword}\ud800` }],
    ['a password of 1 MB', { email: ana.email, password: 'x'.repeat(1_000_000) }],
    ['a name that is not asked for', { ...own, role: 'owner' }],
  ])('is refused as malformed for %s', async (_, body) => {
    const response = await stranger().post(path, body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad_request' });
  });

  test('is limited by account and address, and a success refills nothing', async () => {
    const { email } = await addPerson(deps, workspace.id, { name: 'Lim', role: 'agent' });
    const browser = stranger();
    const address = `198.51.100.${addresses}`;
    await deps.limits.consume(passwordTries(address, email).map((use) => ({ ...use, points: 8 })));
    expect((await browser.post(path, { email, password: 'wrong' })).status).toBe(401);
    expect((await browser.post(path, { email, password: knownPassword })).status).toBe(200);
    const refused = await browser.post(path, { email, password: knownPassword });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    // Whoever guesses does not lock the person out elsewhere.
    expect((await stranger().post(path, { email, password: knownPassword })).status).toBe(200);
  });
});

describe('a call from elsewhere', () => {
  test.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['a look-alike origin', { origin: 'https://help.example.evil.example' }],
    ['no readable origin', { origin: 'null' }],
    ['plain HTTP', { origin: 'http://help.example' }],
  ])('is refused from %s', async (_, headers) => {
    expect((await stranger().post(path, own, headers)).status).toBe(403);
  });

  test('is refused without an origin, and by GET', async () => {
    const app = buildApp(deps);
    const json = { 'content-type': 'application/json' };
    expect((await app.request(path, { method: 'POST', headers: json, body: JSON.stringify(own) })).status).toBe(403);
    expect((await app.request(path)).status).toBe(404);
    expect((await app.request(`${path}?email=${ana.email}`, { method: 'HEAD' })).status).toBe(404);
  });

  test('is refused as a form, which every site can send', async () => {
    const response = await stranger().submit(path, own);
    expect(response.status).toBe(415);
  });

  test('changes nothing in the console with a cookie alone', async () => {
    const browser = await signedIn(deps, ana.email, stranger());
    const headers = { 'x-deskbell-workspace': 'sign-in' };
    const rename = (more: Record<string, string>) =>
      browser.post('/trpc/team.rename', { name: 'Eve' }, { ...headers, ...more });
    expect((await rename({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await rename({ origin: 'null' })).status).toBe(403);
    const input = encodeURIComponent(JSON.stringify({ name: 'Eve' }));
    expect((await browser.get(`/trpc/team.rename?input=${input}`, headers)).status).toBeGreaterThanOrEqual(400);
    const batch = encodeURIComponent(JSON.stringify({ 0: { name: 'Eve' }, 1: { name: 'Eve' } }));
    const batched = await browser.get(`/trpc/team.rename,team.rename?batch=1&input=${batch}`, headers);
    expect(batched.status).toBeGreaterThanOrEqual(400);
    const [person] = await deps.sql`select name from person where id = ${ana.personId}`;
    expect(person?.['name']).toBe('Ana');
    expect((await rename({})).status).toBe(200);
  });

  test('cannot reach what the library would offer beside our routes', async () => {
    const browser = stranger();
    for (const other of [
      'sign-up/email',
      'update-user',
      'change-email',
      'delete-user',
      'sign-in/social',
      'verify-email',
    ]) {
      expect((await browser.post(`/api/auth/${other}`, {})).status).toBe(404);
    }
    expect((await browser.get('/api/auth/magic-link/verify?token=x')).status).toBe(404);
  });
});

test('the host that a request names leads nowhere', async () => {
  const browser = stranger();
  const response = await browser.post(path, own, { host: 'evil.example', 'x-forwarded-host': 'evil.example' });
  expect(response.status).toBe(200);
  expect(JSON.stringify([...response.headers])).not.toContain('evil');
});
