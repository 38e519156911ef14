// Uploads over a real connection, as it breaks off, lies about its length or is refused in the middle.
import { readdir } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from '../app.ts';
import { listen } from '../listen.ts';
import { testDeps } from '../testing/deps.ts';
import { addWorkspace, visitorHeaders } from '../testing/desk.ts';
import { fileBytesMax } from './attachment.ts';
import { filePart } from './testing/upload.ts';

const deps = await testDeps();
const { workspace } = await addWorkspace(deps, 'desk');
const server = await listen(buildApp(deps), { host: '127.0.0.1', port: 0 });
afterAll(() => server.close(0));

const spooled = (): Promise<string[]> => readdir(join(deps.config.dataDir, 'uploads')).catch(() => []);

async function rows(): Promise<number> {
  const [row] = await deps.sql<{ count: number }[]>`select count(*)::int as count from attachment`;
  return row?.count ?? 0;
}

/** A connection whose request says that its body has so many bytes. */
function open(contentLength: number | null): Socket {
  const socket = connect(server.port, '127.0.0.1');
  const headers = {
    host: 'desk.test',
    connection: 'close',
    origin: 'https://shop.example',
    ...visitorHeaders(workspace.publicKey),
    'content-type': 'multipart/form-data; boundary=x',
    ...(contentLength === null ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(contentLength) }),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /attachments HTTP/1.1\r\n${lines.join('')}\r\n`);
  return socket;
}

const body = (bytes: number): string => `${filePart('a'.repeat(bytes))}--x--\r\n`;

describe('over a real connection', () => {
  it('a whole file is taken', async () => {
    const sent = body(100_000);
    const socket = open(sent.length);
    socket.write(sent);
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 201 [\s\S]*"bytes":100000/);
    expect(await spooled()).toEqual([]);
  });

  it('one that breaks off at the end leaves nothing', async () => {
    const before = await rows();
    const sent = body(1_000_000);
    const socket = open(sent.length);
    socket.write(sent.slice(0, -20));
    await expect.poll(spooled).toHaveLength(1);
    socket.destroy();
    await expect.poll(spooled).toEqual([]);
    expect(await rows()).toBe(before);
  });

  it('one that is longer or shorter than it says is not taken', async () => {
    const before = await rows();
    const sent = body(1_000);
    const longer = open(sent.length - 10);
    longer.write(sent);
    expect(await text(longer)).toMatch(/^HTTP\/1\.1 400 /);
    const shorter = open(sent.length + 10);
    shorter.end(sent);
    expect(await text(shorter)).not.toMatch(/^HTTP\/1\.1 2/);
    await expect.poll(spooled).toEqual([]);
    expect(await rows()).toBe(before);
  });

  it('one that is too large is answered before it has come', async () => {
    const declared = open(fileBytesMax * 2);
    expect(await text(declared)).toMatch(/^HTTP\/1\.1 413 [\s\S]*"code":"too_large"/);
    const chunked = open(null);
    chunked.on('error', () => {});
    const chunk = `10000\r\n${'a'.repeat(0x10000)}\r\n`;
    const [head = ''] = filePart('|').split('|');
    chunked.write(`${head.length.toString(16)}\r\n${head}\r\n`);
    for (let count = 0; count < 170; count += 1) chunked.write(chunk);
    let answer = '';
    chunked.on('data', (data) => (answer += data.toString()));
    await expect.poll(() => answer, { timeout: 10_000 }).toMatch(/^HTTP\/1\.1 413 /);
    chunked.destroy();
    await expect.poll(spooled).toEqual([]);
  });
});
