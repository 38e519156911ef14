import { expect, it } from 'vitest';
import { appWith } from '../testing/http.ts';
import { shedLoad } from './shed.ts';

it('refuses at the door what is too many, and serves those inside', async () => {
  const freed = Promise.withResolvers<undefined>();
  const app = appWith([shedLoad({ inFlightMax: 2, except: (path) => path === '/healthz' })], async (c) => {
    if (c.req.path === '/slow') await freed.promise;
    return c.text('ok');
  });
  const inside = Promise.all([Promise.resolve(app.request('/slow')), Promise.resolve(app.request('/slow'))]);
  const refused = await app.request('/other');
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toBe('1');
  expect((await app.request('/healthz')).status).toBe(200);
  freed.resolve(undefined);
  expect((await inside).map(({ status }) => status)).toEqual([200, 200]);
  expect((await app.request('/other')).status).toBe(200);
});
