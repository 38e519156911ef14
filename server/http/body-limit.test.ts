import { serve, type ServerType } from '@hono/node-server';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { appWith, chunked } from '../testing/http.ts';
import { bodyLimit, limitedStream } from './body-limit.ts';

const app = appWith([bodyLimit({ bytesMax: 10_000, except: (path) => path === '/upload' })], async (c) => {
  if (c.req.path !== '/upload') return c.text(String((await c.req.text()).length));
  let bytes = 0;
  for await (const chunk of limitedStream(c, 50_000) ?? []) bytes += chunk.byteLength;
  return c.text(String(bytes));
});
const post = (path: string, init: RequestInit): Response | Promise<Response> =>
  app.request(path, { method: 'POST', duplex: 'half', ...init });

describe('bodyLimit', () => {
  it('lets the last byte in and not one more', async () => {
    expect(await (await post('/', { body: 'a'.repeat(10_000) })).text()).toBe('10000');
    const refused = await post('/', { body: 'a'.repeat(10_001) });
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ code: 'too_large' });
  });

  it('refuses by the declared length before it reads', async () => {
    const { body, sent } = chunked(1_000_000);
    const refused = await post('/', { body, headers: { 'content-length': '1000000' } });
    expect(refused.status).toBe(413);
    expect(sent()).toBeLessThanOrEqual(2_000);
  });

  it('stops to read a body without a length at the limit', async () => {
    expect(await (await post('/', { body: chunked(10_000).body })).text()).toBe('10000');
    const { body, sent } = chunked(100_000_000);
    expect((await post('/', { body })).status).toBe(413);
    expect(sent()).toBeLessThan(20_000);
  });

  it('refuses compressed bodies, whatever they would unpack to', async () => {
    const body = gzipSync('a'.repeat(100));
    expect((await post('/', { body, headers: { 'content-encoding': 'gzip' } })).status).toBe(415);
    expect((await post('/', { body: 'a', headers: { 'content-encoding': 'identity' } })).status).toBe(200);
  });

  it('refuses a length that is no number', async () => {
    expect((await post('/', { body: 'a', headers: { 'content-length': '-1' } })).status).toBe(400);
  });

  it('leaves a stream with a limit of its own to the route', async () => {
    expect(await (await post('/upload', { body: chunked(50_000).body })).text()).toBe('50000');
    expect((await post('/upload', { body: chunked(50_001).body })).status).toBe(413);
    expect((await post('/upload', { body: 'a', headers: { 'content-length': '50001' } })).status).toBe(413);
  });
});

describe('bodyLimit behind a real connection', () => {
  const server: ServerType = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  afterAll(() => server.close());

  const speak = async (request: string): Promise<string> => {
    if (server.address() === null) await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(request);
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
      if (answer.includes('\r\n\r\n')) break;
    }
    return answer;
  };
  const head = 'POST / HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n';

  it('refuses a chunked body that is too large', async () => {
    const chunk = `${(20_000).toString(16)}\r\n${'a'.repeat(20_000)}\r\n`;
    expect(await speak(`${head}transfer-encoding: chunked\r\n\r\n${chunk}0\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('refuses a body whose declared length is too large without waiting for it', async () => {
    expect(await speak(`${head}content-length: 10001\r\n\r\n`)).toMatch(/^HTTP\/1.1 413 /);
  });
});
