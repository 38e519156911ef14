// The way in to all procedures, as somebody uses it who wants too much at once: batches, bodies, JSON that means two
// things, methods and origins that are not theirs. Refused before anything is made for it, and nothing is written.
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { testDesk } from './testing/desk.ts';
import { chunked } from './testing/http.ts';
import {
  type Answer,
  countRows,
  httpApp,
  httpClient,
  memberClient,
  question,
  widgetClient,
} from './testing/http-app.ts';

const { deps, workspace } = await testDesk();
const { app, nobody } = httpApp(deps);
const visitor = widgetClient(app, workspace.publicKey);
const owner = await memberClient(deps, app, workspace.owner.memberId);
const json = { 'content-type': 'application/json' };
const bytesMax = 1024 * 1024;

async function refused(call: () => Promise<Answer>, statuses: readonly number[]): Promise<Answer> {
  const before = await countRows(deps.sql);
  const answer = await call();
  expect(statuses, answer.text).toContain(answer.status);
  expect(await countRows(deps.sql)).toEqual(before);
  return answer;
}

describe('a batch', () => {
  /** An app that must not ask its database anything. */
  const asked: unknown[] = [];
  const silentSql = new Proxy(deps.sql, {
    apply: (_, __, args: unknown[]) => {
      asked.push(args[0]);
      throw new Error('the database was asked');
    },
  });
  const silent = httpClient(buildApp({ ...deps, sql: silentSql }), { 'x-deskbell-key': workspace.publicKey });
  const names = (count: number, name = 'customer.settings') => Array.from({ length: count }, () => name).join(',');

  it.each([
    ['of more calls than go into one', names(11)],
    ['of five thousand commas', ','.repeat(5_000)],
    ['of procedures that do not exist', names(3, 'nothing.here')],
    ['of known and unknown ones', `customer.settings,nothing.here`],
    ['of names that objects inherit', 'constructor,__proto__'],
    ['of an empty name', 'customer.settings,'],
    ['of names encoded twice', 'customer%252Esettings,customer.settings'],
  ])('%s is refused before the database is asked', async (_, path) => {
    for (const answer of [
      await silent.send(`/trpc/${path}?batch=1&input={}`),
      await silent.send(`/trpc/${path}?batch=1`, { method: 'POST', body: '{}', headers: json }),
    ]) {
      expect([400, 404]).toContain(answer.status);
      expect(['bad_request', 'not_found']).toContain(answer.code);
    }
    expect(asked).toEqual([]);
  });

  it('counts each of its calls against the limits', async () => {
    const client = widgetClient(app, workspace.publicKey);
    let opened = 0;
    for (let round = 0; round < 5; round += 1) {
      const inputs = Object.fromEntries(Array.from({ length: 10 }, (_, place) => [place, question()]));
      const path = `/trpc/${names(10, 'customer.create')}?batch=1`;
      const { body } = await client.send(path, { method: 'POST', body: JSON.stringify(inputs), headers: json });
      opened += (body as { result?: unknown }[]).filter(({ result }) => result !== undefined).length;
    }
    expect(opened).toBe(30);
  });

  it('answers each call for itself: one that fails takes no other with it', async () => {
    const inputs = { 0: question(), 1: {} };
    const path = `/trpc/${names(2, 'customer.create')}?batch=1`;
    const { body } = await visitor.send(path, { method: 'POST', body: JSON.stringify(inputs), headers: json });
    expect(body).toMatchObject([{ result: {} }, { error: { data: { code: 'bad_request' } } }]);
  });
});

describe('a body', () => {
  const create = '/trpc/customer.create';
  /** A ticket whose JSON has exactly so many bytes. */
  const sized = (bytes: number) => {
    const input = JSON.stringify(question());
    return `${input.slice(0, -1)}${' '.repeat(bytes - input.length)}}`;
  };

  it('of the greatest size is read, one byte more is not', async () => {
    expect((await visitor.send(create, { body: sized(bytesMax), headers: json })).status).toBe(200);
    const over = await refused(() => visitor.send(create, { body: sized(bytesMax + 1), headers: json }), [413]);
    expect(over.code).toBe('too_large');
  });

  it('that comes in pieces without a length is cut off at the limit', async () => {
    const { body, sent } = chunked(50 * bytesMax, 64_000);
    await refused(() => visitor.send(create, { body, headers: json }), [413]);
    expect(sent()).toBeLessThan(2 * bytesMax);
  });

  it('that lies about its length is refused', async () => {
    const body = JSON.stringify(question());
    for (const length of ['-1', '1e3', 'abc', '99999999999999999999', String(bytesMax + 1)]) {
      await refused(() => visitor.send(create, { body, headers: { ...json, 'content-length': length } }), [400, 413]);
    }
  });

  it('that is packed is not unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20 * bytesMax, 'a'));
    for (const encoding of ['gzip', 'br', 'deflate', 'zstd', 'gzip, identity', 'x-unknown']) {
      const body = new Blob([bomb]).stream();
      const headers = { ...json, 'content-encoding': encoding };
      expect((await refused(() => visitor.send(create, { body, headers }), [415])).code).toBe('unsupported_media_type');
    }
  });

  it('of another type is refused', async () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', '']) {
      const body = JSON.stringify(question());
      await refused(() => visitor.send(create, { body, headers: { 'content-type': type } }), [400, 415]);
    }
  });

  const wide = `{${Array.from({ length: 50_000 }, (_, at) => `"k${at}":1`).join(',')}}`;
  it.each([
    ['nested two hundred thousand deep', `{"subject":${'['.repeat(200_000)}${']'.repeat(200_000)}}`],
    ['nested in objects', `${'{"a":'.repeat(100)}1${'}'.repeat(100)}`],
    ['of fifty thousand keys', wide],
    ['with a number beyond numbers', JSON.stringify(question()).replace('}', ',"x":1e999}')],
    ['with a number that would be rounded', JSON.stringify(question()).replace('}', ',"x":9007199254740993}')],
    ['with a key twice', JSON.stringify(question()).replace('{', '{"subject":"another",')],
    ['with a key twice in two spellings', JSON.stringify(question()).replace('{', '{"\\u0073ubject":"another",')],
    ['with a key of the prototype', JSON.stringify(question()).replace('{', '{"__proto__":{"admin":true},')],
    ['cut off', JSON.stringify(question()).slice(0, -5)],
    ['with something after its end', `${JSON.stringify(question())}x`],
    ['that is no JSON', 'subject=Zip'],
    ['that is empty', ''],
    ['of a byte order mark', '\ufeff{}'],
  ])('%s is refused', async (_, body) => {
    const answer = await refused(() => visitor.send(create, { method: 'POST', body, headers: json }), [400]);
    expect(answer.code).toBe('bad_request');
  });
});

describe('a mutation', () => {
  const foreign = [{ origin: 'https://evil.test' }, { origin: 'null' }, { origin: '' }];

  it.each(foreign)('of the console from %j is refused', async (headers) => {
    const input = { subject: 'x', body: 'x', requester: { email: 'cora@example.com' } };
    const answer = await refused(() => owner.mutate('tickets.create', input, { headers }), [403]);
    expect(answer.code).toBe('forbidden');
  });

  it('of the console without an origin is refused', async () => {
    const { origin: _, ...headers } = owner.headers;
    await refused(() => nobody.mutate('tickets.create', { subject: 'x', body: 'x' }, { headers }), [403]);
  });

  it.each(['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])('by %s changes nothing', async (method) => {
    const before = await countRows(deps.sql);
    const input = encodeURIComponent(JSON.stringify(question()));
    const batch = encodeURIComponent(JSON.stringify({ 0: question() }));
    for (const client of [visitor, owner]) {
      for (const path of [`customer.create?input=${input}`, `customer.create?batch=1&input=${batch}`]) {
        const { body } = await client.send(`/trpc/${path}`, { method });
        expect(JSON.stringify(body)).not.toContain('"result"');
      }
    }
    expect(await countRows(deps.sql)).toEqual(before);
  });

  it('cannot be smuggled into a GET by a header or a field', async () => {
    const input = encodeURIComponent(JSON.stringify(question()));
    const headers = {
      'x-http-method-override': 'POST',
      'x-method-override': 'POST',
      'content-type': 'application/json',
    };
    await refused(
      () => visitor.send(`/trpc/customer.create?_method=POST&input=${input}`, { headers }),
      [400, 404, 405],
    );
  });
});
