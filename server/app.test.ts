import { describe, expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { createLifecycle } from './lifecycle.ts';
import { testDeps } from './testing/deps.ts';

const deps = await testDeps({ env: { DEMO: '0' } });
const app = buildApp(deps);

describe('buildApp', () => {
  it('answers the contract’s shape where nothing is, with every guard on it', async () => {
    const answer = await app.request('/nothing-here');
    expect(answer.status).toBe(404);
    expect(await answer.json()).toEqual({ code: 'not_found', message: 'There is nothing here.' });
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  });

  it('leads to the console where no demo is', async () => {
    const answer = await app.request('/', { headers: { host: 'evil.test', 'x-forwarded-host': 'evil.test' } });
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('/console');
  });

  it('answers a refused procedure with the mapped status and code', async () => {
    const answer = await app.request('/trpc/tickets.list');
    expect(answer.status).toBe(401);
    expect(answer.headers.get('x-request-id')).not.toBeNull();
    expect(await answer.json()).toMatchObject({ error: { data: { code: 'unauthorized', httpStatus: 401 } } });
  });

  it('refuses mutations by GET, alone and in a batch', async () => {
    expect((await app.request('/trpc/customer.create?input={}')).status).toBeGreaterThanOrEqual(400);
    const batch = await app.request('/trpc/customer.create,customer.create?batch=1&input={}');
    const answers = (await batch.json()) as { error?: object }[];
    expect(answers.every(({ error }) => error !== undefined)).toBe(true);
  });

  it('limits and reads bodies before a procedure sees them', async () => {
    const post = (body: string): Response | Promise<Response> =>
      app.request('/trpc/customer.create', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
    expect((await post('a'.repeat(1024 * 1024 + 1))).status).toBe(413);
    expect((await post(`{"subject":${'['.repeat(100_000)}`)).status).toBe(400);
  });

  it('says nothing of who may read to an origin that no workspace named', async () => {
    const preflight = await app.request('/trpc/customer.create', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.test', 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is not ready when it drains', async () => {
    const lifecycle = createLifecycle();
    const draining = buildApp(deps, lifecycle);
    expect((await draining.request('/readyz')).status).toBe(200);
    lifecycle.drain();
    expect((await draining.request('/readyz')).status).toBe(503);
    expect((await draining.request('/healthz')).status).toBe(200);
  });
});
