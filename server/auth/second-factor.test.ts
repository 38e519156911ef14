// The second factor over the whole app: turning it on, codes and recovery codes, each good for one time.
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Browser, openBrowser } from '../testing/browser.ts';
import { openTestDeps, testDesk } from '../testing/desk.ts';
import { addPerson, givePassword, knownPassword, linkedIn, type TestPerson } from '../testing/people.ts';
import { makeSignInLink } from './sign-in-links.ts';
import { codeOfStep, stepSeconds } from './totp.ts';

const { deps, databaseUrl, workspace } = await testDesk('factor');
const node = await openTestDeps(databaseUrl);
afterAll(node.close);

let addresses = 0;
const stranger = (on = deps) => openBrowser(on, undefined, `198.51.100.${++addresses}`);
const step = () => Math.floor(Date.now() / 1_000 / stepSeconds);
const verify = (browser: Browser, code: string) => browser.post('/api/auth/two-factor/verify-totp', { code });
const recover = (browser: Browser, code: string) => browser.post('/api/auth/two-factor/verify-backup-code', { code });
const isIn = async (browser: Browser) => (await browser.query('team.members', 'factor')).status === 200;

let person: TestPerson;
let secret: string;
let recovery: string[];

/** Forgets which codes were used, as time does. */
const forget = () => deps.sql`update two_factor set last_step = 0`;

/** Signs in up to the question for the code. */
const challenged = (on = deps): Promise<Browser> => linkedIn(deps, person.email, stranger(on));

function secretOf(uri: string): string {
  const text = new URL(uri).searchParams.get('secret') ?? '';
  const bits = Array.from(text, (char) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(char).toString(2).padStart(5, '0'),
  );
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return String.fromCharCode(...bytes.map((byte) => Number.parseInt(byte, 2)));
}

beforeEach(async () => {
  person = await addPerson(deps, workspace.id, { name: 'Fay', role: 'agent', password: false });
  await turnOn(await challenged());
  await forget();
});

async function turnOn(browser: Browser, body: { password?: string } = {}): Promise<void> {
  const enabled = await browser.post('/api/auth/two-factor/enable', body);
  const answer = (await enabled.json()) as { totpURI: string; backupCodes: string[] };
  secret = secretOf(answer.totpURI);
  recovery = answer.backupCodes;
  expect((await verify(browser, codeOfStep(secret, step()))).status).toBe(200);
}

describe('signing in', () => {
  test('by password asks for the code, and is nobody until it comes', async () => {
    await givePassword(deps, person.personId);
    const browser = stranger();
    const own = { email: person.email, password: knownPassword };
    const response = await browser.post('/api/auth/sign-in/email', own);
    expect(await response.json()).toEqual({ twoFactorRedirect: true });
    expect(await isIn(browser)).toBe(false);
    expect((await verify(browser, codeOfStep(secret, step()))).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
  });

  test('by mailed link asks for the code too', async () => {
    const { token } = await makeSignInLink(deps, person.email, 5);
    const browser = stranger();
    const response = await browser.submit('/api/auth/magic-link/verify', { token, to: '/console/factor' });
    expect(response.headers.get('location')).toBe('/console/two-factor?to=%2Fconsole%2Ffactor');
    expect(await isIn(browser)).toBe(false);
    expect((await verify(browser, codeOfStep(secret, step()))).status).toBe(200);
    expect(await isIn(browser)).toBe(true);
  });

  test('is refused with a wrong code, with a code of nobody’s challenge, and without one', async () => {
    const browser = await challenged();
    const wrong = String((Number(codeOfStep(secret, step())) + 1) % 1_000_000).padStart(6, '0');
    expect((await verify(browser, wrong)).status).toBe(401);
    expect((await verify(stranger(), codeOfStep(secret, step()))).status).toBe(401);
    expect((await browser.post('/api/auth/two-factor/verify-totp', {})).status).toBe(400);
    expect((await browser.post('/api/auth/two-factor/verify-totp', { code: ['1'] })).status).toBe(400);
    expect(await isIn(browser)).toBe(false);
  });
});

describe('a code', () => {
  test('is taken once', async () => {
    const code = codeOfStep(secret, step());
    expect((await verify(await challenged(), code)).status).toBe(200);
    expect((await verify(await challenged(), code)).status).toBe(401);
  });

  test('of the step before is not taken after a newer one', async () => {
    const now = step();
    expect((await verify(await challenged(), codeOfStep(secret, now))).status).toBe(200);
    expect((await verify(await challenged(), codeOfStep(secret, now - 1))).status).toBe(401);
  });

  test('is taken by one of two nodes that get it at one moment', async () => {
    for (let round = 1; round <= 3; round += 1) {
      await forget();
      const browsers = [await challenged(deps), await challenged(node.deps)];
      const code = codeOfStep(secret, step());
      const answers = await Promise.all(browsers.map((browser) => verify(browser, code)));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    }
  });

  test('that was used to turn the factor on does not sign in', async () => {
    person = await addPerson(deps, workspace.id, { name: 'Gil', role: 'agent', password: false });
    const now = step();
    await turnOn(await challenged());
    expect((await verify(await challenged(), codeOfStep(secret, now))).status).toBe(401);
  });
});

describe('guessing', () => {
  test('is over after five wrong codes of one challenge, also with the right one', async () => {
    const browser = await challenged();
    const right = codeOfStep(secret, step());
    const wrong = right === '000000' ? '000001' : '000000';
    for (let tries = 1; tries <= 5; tries += 1) expect((await verify(browser, wrong)).status).toBe(401);
    expect((await verify(browser, right)).ok).toBe(false);
    expect(await isIn(browser)).toBe(false);
  });

  test('gains nothing by trying many codes at one moment', async () => {
    const browser = await challenged();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, code) => verify(browser, String(code).padStart(6, '0'))),
    );
    expect(answers.every(({ ok }) => !ok)).toBe(true);
    const [row] = await deps.sql<{ failures: number }[]>`
      select "failedVerificationCount" as failures from two_factor where "userId" = ${person.personId}`;
    expect(row?.failures).toBeLessThanOrEqual(5);
  });
});

describe('a recovery code', () => {
  test('signs in once, with or without a blank around it', async () => {
    const [code = ''] = recovery;
    expect((await recover(await challenged(), ` ${code} `)).status).toBe(200);
    expect((await recover(await challenged(), code)).status).toBe(401);
  });

  test('is taken by one of two nodes that get it at one moment', async () => {
    const browsers = [await challenged(deps), await challenged(node.deps)];
    const answers = await Promise.all(browsers.map((browser) => recover(browser, recovery[1] ?? '')));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('is kept as a keyed hash, and the hash itself is no code', async () => {
    const [row] = await deps.sql<{ codes: string }[]>`
      select "backupCodes" as codes from two_factor where "userId" = ${person.personId}`;
    const kept = JSON.parse(row?.codes ?? '[]') as string[];
    expect(kept).toHaveLength(10);
    for (const code of recovery) expect(row?.codes).not.toContain(code);
    expect((await recover(await challenged(), kept[0] ?? '')).ok).toBe(false);
  });

  test('of a former set is no use', async () => {
    const browser = await challenged();
    expect((await verify(browser, codeOfStep(secret, step()))).status).toBe(200);
    const made = await browser.post('/api/auth/two-factor/generate-backup-codes', {});
    const fresh = ((await made.json()) as { backupCodes: string[] }).backupCodes;
    expect((await recover(await challenged(), recovery[0] ?? '')).status).toBe(401);
    expect((await recover(await challenged(), fresh[0] ?? '')).status).toBe(200);
  });
});

test('turning the factor off needs the password of somebody who has one', async () => {
  await givePassword(deps, person.personId);
  const browser = await challenged();
  expect((await verify(browser, codeOfStep(secret, step()))).status).toBe(200);
  expect((await browser.post('/api/auth/two-factor/disable', { password: 'wrong' })).status).toBe(401);
  expect((await browser.post('/api/auth/two-factor/disable', {})).status).toBe(401);
  expect((await browser.post('/api/auth/two-factor/disable', { password: knownPassword })).status).toBe(200);
  expect(await isIn(await challenged())).toBe(true);
});

test('the secret of an authenticator is not in the table', async () => {
  const rows = await deps.sql`select secret from two_factor where "userId" = ${person.personId}`;
  expect(JSON.stringify(rows)).not.toContain(secret);
});
