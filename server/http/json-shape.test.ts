import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { appWith } from '../testing/http.ts';
import { checkJsonShape, jsonShape } from './json-shape.ts';

describe('checkJsonShape', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  const wide = (keys: number): string => `{${Array.from({ length: keys }, (_, index) => `"k${index}":0`).join(',')}}`;

  it.each([
    ['a body that people send', '{"subject":"a \\" } {","labels":["x"],"nested":{"subject":1}}'],
    ['32 levels', nested(32)],
    ['10,000 keys', wide(10_000)],
    ['the largest whole number', '[9007199254740991, -9007199254740991]'],
    ['small and fractional numbers', '[0, -1.5, 1e300, 2E-7]'],
    ['equal keys in sibling objects', '[{"a":1},{"a":1}]'],
    ['a key that looks like the next value', '{"a":"a","b":"a"}'],
    ['text that is no JSON: that is the parser’s business', '{"a" "b"'],
  ])('lets %s through', (_, text) => expect(() => checkJsonShape(text)).not.toThrow());

  it.each([
    ['33 levels', nested(33)],
    ['200,000 levels', '['.repeat(200_000)],
    ['10,001 keys', wide(10_001)],
    ['a number beyond all', '{"a":1e999}'],
    ['a whole number that would be rounded', '{"a":9007199254740993}'],
    ['a key twice', '{"a":1,"b":{"a":1},"a":2}'],
    ['a key twice in two spellings', '{"a":1,"\\u0061":2}'],
    ['the prototype', '{"__proto__":{"admin":true}}'],
    ['the prototype in disguise', '{"\\u005f_proto__":1}'],
  ])('refuses %s', (_, text) => expect(() => checkJsonShape(text)).toThrow(AppError));

  it('never refuses what JSON.stringify made of ordinary data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 10, noUnicodeString: false }), (value) => {
        checkJsonShape(
          JSON.stringify(
            JSON.parse(
              JSON.stringify(value, (key, inner: unknown) =>
                key === '__proto__'
                  ? undefined
                  : typeof inner === 'number' && !Number.isSafeInteger(inner)
                    ? 0.5
                    : inner,
              ),
            ),
          ),
        );
      }),
    );
  });
});

describe('jsonShape', () => {
  const app = appWith([jsonShape()], async (c) => c.json(c.req.method === 'GET' ? 'ok' : await c.req.json()));
  const post = (body: string, type: string): Response | Promise<Response> =>
    app.request('/', { method: 'POST', body, headers: { 'content-type': type } });

  it('guards JSON bodies and leaves them readable', async () => {
    expect(await (await post('{"a":1}', 'application/json; charset=utf-8')).json()).toEqual({ a: 1 });
    expect((await post('{"a":1,"a":2}', 'application/json')).status).toBe(400);
    expect((await post('{"a":1,"a":2}', 'application/vnd.x+json')).status).toBe(400);
  });

  it('answers 400 to what is no JSON', async () => {
    expect((await post('{"a"', 'application/json')).status).toBe(400);
  });

  it('guards the input of a query', async () => {
    expect((await app.request(`/?input=${encodeURIComponent('{"a":1e999}')}`)).status).toBe(400);
    expect((await app.request(`/?input=${encodeURIComponent('{"a":1}')}`)).status).toBe(200);
  });
});
