import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { pageHeaders, securityHeaders } from './security-headers.ts';

const app = new Hono()
  .use(securityHeaders('https://help.example'))
  .get('/data', (c) => c.json({}))
  .get('/kept', (c) => c.text('x', 200, { 'cache-control': 'public', 'cross-origin-resource-policy': 'cross-origin' }))
  .get('/away', () => Response.redirect('https://help.example/elsewhere'))
  .get('/page', pageHeaders('page'), (c) => c.html(`<script nonce="${c.get('cspNonce')}"></script>`))
  .get('/console', pageHeaders('console'), (c) => c.html(''));
const headersOf = async (path: string): Promise<Headers> => (await app.request(path)).headers;

describe('security headers', () => {
  it('lets data be nothing but data', async () => {
    const headers = await headersOf('/data');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('strict-transport-security')).toContain('max-age');
  });

  it('keeps what a room decided', async () => {
    const headers = await headersOf('/kept');
    expect(headers.get('cache-control')).toBe('public');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it.each(['/data', '/kept', '/away', '/page', '/console', '/nowhere'])('lets nobody frame %s', async (path) => {
    const headers = await headersOf(path);
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('x-frame-options')).toBe('DENY');
  });

  it('gives each page its own nonce and no other inline code', async () => {
    const [first, second] = [await app.request('/page'), await app.request('/page')];
    const nonce = /nonce="(.+?)"/.exec(await first.text())?.[1] ?? 'none';
    expect(first.headers.get('content-security-policy')).toContain(`'nonce-${nonce}'`);
    expect(second.headers.get('content-security-policy')).not.toContain(nonce);
    expect(first.headers.get('content-security-policy')).not.toContain('unsafe-');
    expect(first.headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
  });

  it('does not promise HTTPS where there is none', async () => {
    const plain = new Hono().use(securityHeaders('http://localhost:3000')).get('/', (c) => c.text(''));
    expect((await plain.request('/')).headers.get('strict-transport-security')).toBeNull();
  });
});
