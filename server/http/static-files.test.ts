import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { appWith } from '../testing/http.ts';
import { staticFiles } from './static-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'deskbell-static-'));
afterAll(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, 'v1'));
const script = 'console.log(1);'.repeat(20);
for (const name of ['deskbell.js', 'panel-Ab3_x9-Z.js']) {
  writeFileSync(join(folder, 'v1', name), script);
  writeFileSync(join(folder, 'v1', `${name}.br`), brotliCompressSync(script));
  writeFileSync(join(folder, 'v1', `${name}.gz`), gzipSync(script));
}
writeFileSync(join(folder, 'secret.txt'), 'outside');

const app = appWith([], staticFiles({ folder: join(folder, 'v1'), prefix: '/v1', crossOrigin: true }) as never);
const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Response | Promise<Response> =>
  app.request(path, { method, headers });

describe('staticFiles', () => {
  it('answers the best encoding that the browser takes', async () => {
    const br = await get('/v1/deskbell.js', { 'accept-encoding': 'gzip, deflate, br' });
    expect(br.headers.get('content-encoding')).toBe('br');
    const gzip = await get('/v1/deskbell.js', { 'accept-encoding': 'gzip, br;q=0' });
    expect(gzip.headers.get('content-encoding')).toBe('gzip');
    expect(gunzipSync(Buffer.from(await gzip.arrayBuffer())).toString()).toBe(script);
    const plain = await get('/v1/deskbell.js');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(await plain.text()).toBe(script);
    expect(plain.headers.get('vary')).toBe('accept-encoding');
    expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  });

  it('keeps hashed names for ever and the loader for minutes', async () => {
    expect((await get('/v1/panel-Ab3_x9-Z.js')).headers.get('cache-control')).toContain('immutable');
    expect((await get('/v1/deskbell.js')).headers.get('cache-control')).toContain('max-age=300');
  });

  it('answers 304 to who has it, by encoding', async () => {
    const headers = { 'accept-encoding': 'br' };
    const etag = (await get('/v1/deskbell.js', headers)).headers.get('etag') ?? '';
    expect((await get('/v1/deskbell.js', { ...headers, 'if-none-match': `"other", W/${etag}` })).status).toBe(304);
    expect((await get('/v1/deskbell.js', { 'if-none-match': etag })).status).toBe(200);
  });

  it('answers HEAD without a body', async () => {
    const head = await get('/v1/deskbell.js', {}, 'HEAD');
    expect(head.headers.get('content-length')).toBe(String(script.length));
    expect(await head.text()).toBe('');
  });

  it('lets other sites load the widget', async () => {
    const { headers } = await get('/v1/deskbell.js');
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  });

  it.each(['/v1/../secret.txt', '/v1/%2e%2e/secret.txt', '/v1//etc/passwd', '/v1/deskbell.js.br', '/v1/', '/v1/no.js'])(
    'does not find %s',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );
});
