// Which pages may use a workspace's widget: those that it lists get a grant, the others neither a grant nor a change.
import { describe, expect, it } from 'vitest';
import { addWorkspace, changeSettings, testDesk } from '../testing/desk.ts';
import { countRows, httpApp, question, widgetClient } from '../testing/http-app.ts';

const { deps, workspace } = await testDesk();
const { app, nobody } = httpApp(deps);
await changeSettings(deps, workspace.id, { allowedOrigins: ['https://shop.example', 'http://localhost:8080'] });

const from = (origin: string) => widgetClient(app, workspace.publicKey, { origin });
const granted = (headers: Headers) => headers.get('access-control-allow-origin');

const strangers = [
  'https://unlisted.example',
  'null',
  'https://shop.example:8443',
  'http://shop.example',
  'https://shop.example.evil.test',
  'https://evil-shop.example',
  'https://sub.shop.example',
  'https://shop.example.',
  'https://SHOP.example',
  'https://shop.example/',
  'https://user@shop.example',
  'https://shop.example, https://unlisted.example',
  'http://localhost',
  'file://',
  '*',
  '',
];

describe('a page that the workspace lists', () => {
  it.each(['https://shop.example', 'http://localhost:8080'])('%s may call and read the answer', async (origin) => {
    const answer = await from(origin).mutate('customer.create', question());
    expect(answer.status).toBe(200);
    expect(granted(answer.headers)).toBe(origin);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('vary')).toMatch(/\borigin\b/i);
  });

  it('reads refusals as well', async () => {
    const answer = await from('https://shop.example').mutate('customer.create', {});
    expect([answer.status, granted(answer.headers)]).toEqual([400, 'https://shop.example']);
  });

  it('is asked for by a preflight, with a fixed list of headers', async () => {
    const answer = await nobody.send('/trpc/customer.create', {
      method: 'OPTIONS',
      headers: {
        origin: 'https://shop.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'x-evil, content-type',
      },
    });
    expect(answer.status).toBe(204);
    expect(granted(answer.headers)).toBe('https://shop.example');
    expect(answer.headers.get('access-control-allow-headers')).toContain('x-deskbell-visitor');
    expect(answer.headers.get('access-control-allow-headers')).not.toContain('evil');
    expect(answer.headers.get('access-control-allow-headers')).not.toContain('cookie');
  });
});

describe('a page that the workspace does not list', () => {
  it.each(strangers)('%j gets no grant, and its call changes nothing', async (origin) => {
    const before = await countRows(deps.sql);
    for (const call of [
      await from(origin).mutate('customer.create', question()),
      await from(origin).query('customer.tickets', {}),
    ]) {
      expect([call.status, call.code]).toEqual([403, 'forbidden']);
      expect(granted(call.headers)).toBeNull();
      expect(call.headers.get('vary')).toMatch(/\borigin\b/i);
    }
    expect(await countRows(deps.sql)).toEqual(before);
  });

  it('cannot hide its origin: a mutation without one is refused', async () => {
    const headers = { 'x-deskbell-key': workspace.publicKey, 'x-deskbell-visitor': 'a'.repeat(43) };
    const before = await countRows(deps.sql);
    expect((await nobody.mutate('customer.create', question(), { headers })).status).toBe(403);
    expect(await countRows(deps.sql)).toEqual(before);
  });

  it('does not gain by a header of its own', async () => {
    const answer = await from('https://unlisted.example').query('customer.settings', undefined, {
      headers: { vary: 'x-mine', 'x-forwarded-host': 'shop.example', referer: 'https://shop.example/' },
    });
    expect([answer.status, granted(answer.headers)]).toEqual([403, null]);
    expect(answer.headers.get('vary')).not.toContain('x-mine');
  });

  it('gets no grant by the list of another workspace', async () => {
    const other = await addWorkspace(deps, 'other');
    await changeSettings(deps, other.workspace.id, { allowedOrigins: ['https://other.example'] });
    const answer = await from('https://other.example').mutate('customer.create', question());
    expect([answer.status, granted(answer.headers)]).toEqual([403, null]);
  });

  it('gets no grant for the console’s procedures or for REST, listed or not', async () => {
    for (const origin of ['https://shop.example', 'https://unlisted.example']) {
      for (const path of ['/trpc/tickets.list', '/api/v1/tickets', '/api/auth/get-session']) {
        expect(granted((await nobody.send(path, { headers: { origin } })).headers)).toBeNull();
      }
    }
  });
});

describe('our own pages', () => {
  it('may always call', async () => {
    const answer = await from(new URL(deps.config.publicUrl).origin).mutate('customer.create', question());
    expect(answer.status).toBe(200);
  });
});
