import { describe, expect, it } from 'vitest';
import { appWith } from '../testing/http.ts';
import { cors, isOwnOrigin } from './cors.ts';

const listed = 'https://shop.example';
const app = appWith(
  [cors({ allows: (origin) => origin === listed, methods: ['GET', 'POST'], requestHeaders: ['content-type'] })],
  (c) => c.text('ok'),
);
const ask = (
  origin: string | null,
  init: { method?: string; headers?: Record<string, string> } = {},
): Response | Promise<Response> =>
  app.request('/', { ...init, headers: { ...init.headers, ...(origin === null ? {} : { origin }) } });
const preflight = { method: 'OPTIONS', headers: { 'access-control-request-method': 'POST' } };

describe('cors', () => {
  it('grants a listed origin by its name', async () => {
    const answer = await ask(listed);
    expect(answer.headers.get('access-control-allow-origin')).toBe(listed);
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull();
    expect(answer.headers.get('access-control-expose-headers')).toContain('retry-after');
  });

  it.each(['https://shop.example:8443', 'http://shop.example', 'https://shop.example.evil.test', 'null'])(
    'grants nothing to %s',
    async (origin) => {
      for (const init of [{}, preflight]) {
        const answer = await ask(origin, init);
        expect(answer.headers.get('access-control-allow-origin')).toBeNull();
        expect(answer.headers.get('vary')).toBe('origin');
      }
    },
  );

  it('varies by origin even without one', async () => {
    expect((await ask(null)).headers.get('vary')).toBe('origin');
  });

  it('answers a preflight with its own list, never with an echo', async () => {
    const headers = { ...preflight.headers, 'access-control-request-headers': 'x-evil', vary: 'x-injected' };
    const answer = await ask(listed, { ...preflight, headers });
    expect(answer.status).toBe(204);
    expect(answer.headers.get('access-control-allow-headers')).toBe('content-type');
    expect(answer.headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(answer.headers.get('vary')).toBe('origin');
  });
});

describe('isOwnOrigin', () => {
  it.each([
    ['https://help.example', true],
    ['https://help.example:444', false],
    ['http://help.example', false],
    ['null', false],
    [null, false],
  ])('%s: %s', (origin, own) => {
    const headers = new Headers(origin === null ? {} : { origin });
    expect(isOwnOrigin(headers, 'https://help.example/desk')).toBe(own);
  });

  it.each([
    ['http://127.0.0.1:3000', true],
    ['http://[::1]:3000', true],
    ['http://127.0.0.1:3001', false],
    ['https://127.0.0.1:3000', false],
    ['http://localhost.evil.test:3000', false],
    ['http://127.0.0.2:3000', false],
  ])('on the machine itself, %s: %s', (origin, own) => {
    expect(isOwnOrigin(new Headers({ origin }), 'http://localhost:3000')).toBe(own);
  });

  it('takes no loopback page for ours where the desk is elsewhere', () => {
    expect(isOwnOrigin(new Headers({ origin: 'http://localhost' }), 'http://help.example')).toBe(false);
  });
});
