import { expect, it } from 'vitest';
import { parseProxies } from '../config/proxies.ts';
import { appWith, from } from '../testing/http.ts';
import { requestId } from './request-id.ts';

const app = appWith([requestId(parseProxies('10.0.0.1'))], (c) => c.text(c.get('requestId')));
const ask = async (peer: string, id: string): Promise<Response> =>
  app.request('/', { headers: { 'x-request-id': id } }, from(peer));

it('names each request anew, in the answer too', async () => {
  const [first, second] = [await ask('203.0.113.7', 'chosen-by-caller'), await ask('203.0.113.7', 'chosen-by-caller')];
  const ids = [await first.text(), await second.text()];
  expect(new Set([...ids, 'chosen-by-caller']).size).toBe(3);
  expect(first.headers.get('x-request-id')).toBe(ids[0]);
});

it('keeps the name that our proxy gave, if it is one', async () => {
  expect(await (await ask('10.0.0.1', 'proxy-made-0001')).text()).toBe('proxy-made-0001');
  expect(await (await ask('10.0.0.1', 'a b{}"')).text()).not.toContain('{');
});
