// Proof of who a visitor is, over HTTP: what a host's server signed is believed, everything else is refused in one and
// the same answer, so that nobody can tell how far a guess got.
import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { addWorkspace, changeSettings, testDesk } from '../testing/desk.ts';
import { httpApp, question, widgetClient } from '../testing/http-app.ts';
import { hashIdentity, identitySecret, signIdentity } from '../testing/identity.ts';
import { rotateSecret } from '../workspaces/secrets.ts';

const { deps, workspace } = await testDesk();
const { app } = httpApp(deps);
const widget = widgetClient(app, workspace.publicKey);
const secret = await identitySecret(deps, workspace.id);
const other = await addWorkspace(deps, 'other');
const nowSeconds = Math.floor(Date.now() / 1000);
const dayAndMore = 24 * 3600 + 120;

const settings = (headers: Record<string, string>) =>
  widget.query<{ identified: boolean }>('customer.settings', undefined, { headers });
const withToken = (token: string) => settings({ 'x-deskbell-identity': token });
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token that the host signed', () => {
  it.each([
    ['with the least that it needs', {}],
    ['that names this workspace as its audience', { aud: workspace.slug }],
    ['with a name and an address', { name: 'Cora Customer', email: 'Cora@Example.com', phone: '+49 30 1' }],
    ['whose host fills in empty texts', { name: '', email: '' }],
    ['that lives a whole day', { iat: nowSeconds, exp: nowSeconds + 24 * 3600 }],
    ['from a host whose clock is half a minute behind', { exp: nowSeconds - 30 }],
  ])('%s is believed', async (_, claims) => {
    const answer = await withToken(await signIdentity(secret, { sub: 'c-1', ...claims }));
    expect(answer.status).toBe(200);
    expect(answer.data.identified).toBe(true);
  });
});

/** Everything that somebody without the secret, or with an old token, might try. */
async function worthlessTokens(): Promise<Record<string, string>> {
  const good = await signIdentity(secret, { sub: 'c-1' });
  const [head = '', payload = '', mac = ''] = good.split('.');
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const claims = { sub: 'c-1', exp: nowSeconds + 300 };
  const sign = (over: Record<string, unknown>) => signIdentity(secret, { sub: 'c-1', ...over });
  return {
    'made with the secret of another workspace': await signIdentity(await identitySecret(deps, other.workspace.id), {
      sub: 'c-1',
    }),
    'made with the public key': await signIdentity(workspace.publicKey, { sub: 'c-1' }),
    'made with nothing': await signIdentity(new Uint8Array(32), { sub: 'c-1' }),
    'without a signature: alg none': `${encoded({ alg: 'none' })}.${payload}.`,
    'without a signature: alg None': `${encoded({ alg: 'None' })}.${payload}.${mac}`,
    'with another HMAC': await signIdentity(Buffer.from(secret.repeat(2)), { sub: 'c-1' }, { alg: 'HS512' }),
    'signed by a key pair': await new SignJWT(claims).setProtectedHeader({ alg: 'RS256' }).sign(privateKey),
    'whose head says RS256 over our HMAC': `${encoded({ alg: 'RS256' })}.${payload}.${mac}`,
    'with a key id': await signIdentity(secret, { sub: 'c-1' }, { header: { kid: 'k1' } }),
    'with a path as key id': await signIdentity(secret, { sub: 'c-1' }, { header: { kid: '../../etc/passwd' } }),
    'with an address as key id': await signIdentity(secret, { sub: 'c-1' }, { header: { kid: 'http://127.0.0.1/k' } }),
    'with an address of keys': await signIdentity(secret, { sub: 'c-1' }, { header: { jku: 'http://127.0.0.1/k' } }),
    'with a critical extension': `${encoded({ alg: 'HS256', crit: ['x'], x: 1 })}.${payload}.${mac}`,
    'with its MAC cut by one character': good.slice(0, -1),
    'with an empty MAC': `${head}.${payload}.`,
    'with one character of its MAC changed': `${head}.${payload}.${mac.startsWith('A') ? 'B' : 'A'}${mac.slice(1)}`,
    'with other claims under the same MAC': `${head}.${encoded({ ...claims, sub: 'c-2' })}.${mac}`,
    'that is expired': await sign({ exp: nowSeconds - 120 }),
    'without an end': await new SignJWT({ sub: 'c-1' })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(new TextEncoder().encode(secret)),
    'that lives longer than a day': await sign({ iat: nowSeconds, exp: nowSeconds + dayAndMore }),
    'that hides its long life by being made later': await sign({
      iat: nowSeconds + 3600,
      exp: nowSeconds + dayAndMore,
    }),
    'that hides its long life by saying no date': await sign({ exp: nowSeconds + dayAndMore }),
    'that is not valid yet': await sign({ nbf: nowSeconds + 600, exp: nowSeconds + 900 }),
    'for another audience': await sign({ aud: 'other' }),
    'for several audiences': await sign({ aud: [workspace.slug, 'other'] }),
    'without a person': await signIdentity(secret, {}),
    'with an empty person': await sign({ sub: '' }),
    'with a list of persons': await sign({ sub: ['c-1', 'c-2'] }),
    'with a number as person': await sign({ sub: 7 }),
    'with an endless person': await sign({ sub: 'x'.repeat(300) }),
    'with an address that is none': await sign({ email: 'not an address' }),
    'that is larger than any head should be': await sign({ name: 'x'.repeat(5_000) }),
    'that is no token': 'not-a-token',
    'that is empty': '',
    'of dots': '..',
  };
}

describe('a token that proves nothing', () => {
  it('is refused in the same words to the byte, whatever is wrong with it', async () => {
    const answers = await Promise.all(
      Object.entries(await worthlessTokens()).map(async ([name, token]) => ({ name, ...(await withToken(token)) })),
    );
    const reference = await withToken('a guess');
    expect(reference.status).toBe(401);
    expect(reference.code).toBe('unauthorized');
    expect(answers.filter(({ status, text }) => status !== 401 || text !== reference.text)).toEqual([]);
  });

  it('opens nothing: neither a list nor a ticket', async () => {
    for (const token of Object.values(await worthlessTokens())) {
      const list = await widget.query('customer.tickets', {}, { headers: { 'x-deskbell-identity': token } });
      expect(list.status).toBe(401);
    }
  });
});

describe('a rotated secret', () => {
  it('is accepted beside the new one until its end, and not after', async () => {
    const rotating = await addWorkspace(deps, 'rotating');
    const { id: workspaceId, publicKey } = rotating.workspace;
    const client = widgetClient(app, publicKey);
    const ask = async (key: string) => {
      const headers = { 'x-deskbell-identity': await signIdentity(key, { sub: 'c-1' }) };
      return (await client.query('customer.settings', undefined, { headers })).status;
    };
    const actor = { kind: 'system' as const, id: null, name: '' };
    const rotate = (overlapHours: number) =>
      rotateSecret(deps, { workspaceId, actor, once: null }, { kind: 'identity', overlapHours });
    const first = await identitySecret(deps, workspaceId);
    const { secret: second } = await rotate(24);
    expect([await ask(first), await ask(second)]).toEqual([200, 200]);
    const { secret: third } = await rotate(0);
    expect([await ask(first), await ask(second), await ask(third)]).toEqual([200, 401, 200]);
  });
});

describe('an identity hash', () => {
  const client = widgetClient(app, workspace.publicKey);
  const ask = (externalId: string, hash: string) =>
    client.query<{ identified: boolean }>('customer.settings', undefined, {
      headers: { 'x-deskbell-external-id': externalId, 'x-deskbell-identity-hash': hash },
    });

  it('counts only while the workspace allows it', async () => {
    const hash = hashIdentity(secret, 'c-1');
    expect((await ask('c-1', hash)).status).toBe(401);
    await changeSettings(deps, workspace.id, { identityHashAllowed: true });
    expect((await ask('c-1', hash)).data.identified).toBe(true);
    expect((await ask('c-1', hash.toUpperCase())).status).toBe(200);
  });

  it('is refused in the token’s own words when it is another one', async () => {
    const wrong = [
      hashIdentity(secret, 'c-2'),
      hashIdentity('x', 'c-1'),
      '',
      'zz',
      hashIdentity(secret, 'c-1').slice(1),
    ];
    const answers = await Promise.all(wrong.map((hash) => ask('c-1', hash)));
    const reference = await withToken('a guess');
    expect(answers.map(({ status, text }) => [status, text])).toEqual(wrong.map(() => [401, reference.text]));
  });

  it('says nothing by itself', async () => {
    const half = await client.query<{ identified: boolean }>('customer.settings', undefined, {
      headers: { 'x-deskbell-external-id': 'c-1' },
    });
    expect(half.data.identified).toBe(false);
  });

  it('is of the id as the host wrote it, in any script, within the length of an id', async () => {
    const identified = async (externalId: string, sent = encodeURIComponent(externalId)) => {
      const answer = await ask(sent, hashIdentity(secret, externalId));
      return answer.status === 200 && answer.data.identified;
    };
    expect(await identified('Клиент 7')).toBe(true);
    expect(await identified('cora@example.com', 'cora@example.com')).toBe(true);
    expect(await identified('50% off', '50% off')).toBe(true);
    expect(await identified('x'.repeat(300))).toBe(false);
    expect(await identified('\0')).toBe(false);
  });

  it('leads to the same person as a token for the same id', async () => {
    const externalId = 'cafe\u0301 ';
    const hashed = widgetClient(app, workspace.publicKey, {
      'x-deskbell-external-id': encodeURIComponent(externalId),
      'x-deskbell-identity-hash': hashIdentity(secret, externalId),
    });
    expect((await hashed.mutate('customer.create', question())).status).toBe(200);
    const signed = widgetClient(app, workspace.publicKey, {
      'x-deskbell-identity': await signIdentity(secret, { sub: externalId }),
    });
    const { items } = (await signed.query<{ items: unknown[] }>('customer.tickets', {})).data;
    expect(items).toHaveLength(1);
  });
});
