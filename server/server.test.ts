import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { buildApp } from './app.ts';
import { type Config, readConfig } from './config.ts';
import { createLifecycle } from './lifecycle.ts';
import { createLog } from './log.ts';
import { type RunningServer, startServer } from './server.ts';
import { testDatabase } from './testing/database.ts';
import { testDeps } from './testing/deps.ts';
import { widgetClient } from './testing/http-app.ts';
import { createWorkspace } from './workspaces/create-actions.ts';

const { url } = await testDatabase();
const dataDir = mkdtempSync(join(tmpdir(), 'deskbell-server-'));
afterAll(() => rmSync(dataDir, { recursive: true }));

const settings = (env: Record<string, string> = {}): Config => ({
  ...readConfig({ DATA_DIR: dataDir, DATABASE_URL: url, SECRET_KEY: 's'.repeat(40), ...env }),
  port: 0,
});
const start = (env?: Record<string, string>): Promise<RunningServer> => startServer(settings(env), createLog('silent'));
const statusOf = async (port: number, path: string): Promise<number> =>
  (await fetch(`http://127.0.0.1:${port}${path}`)).status;

/** A request whose body is not complete until somebody writes its last byte. */
async function openRequest(port: number): Promise<{ socket: Socket; answer: Promise<string> }> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  const head = ['POST /trpc/customer.create HTTP/1.1', 'host: localhost', 'content-type: application/json'];
  socket.write(`${head.join('\r\n')}\r\ncontent-length: 2\r\n\r\n{`);
  const answer = (async () => {
    let text = '';
    for await (const chunk of socket) text += String(chunk);
    return text;
  })();
  return { socket, answer };
}

describe('startServer', () => {
  it('serves, and after the stop nothing answers any more', async () => {
    const server = await start();
    expect(await statusOf(server.port, '/readyz')).toBe(200);
    await server.stop();
    await expect(statusOf(server.port, '/healthz')).rejects.toThrow();
  });

  it('finishes what is under way, and tells its clients to go elsewhere', async () => {
    const server = await start();
    const requests = await Promise.all(Array.from({ length: 20 }, () => openRequest(server.port)));
    // The answer to one more request proves that the server has read the heads of those before it.
    expect(await statusOf(server.port, '/healthz')).toBe(200);
    const stopped = server.stop();
    for (const { socket } of requests) socket.write('}');
    for (const { answer } of requests) expect(await answer).toMatch(/^HTTP\/1\.1 [24]\d\d .*connection: close/is);
    await stopped;
  });

  it('answers nothing but its health when it only works on jobs', async () => {
    const server = await start({ ROLE: 'worker' });
    expect(await statusOf(server.port, '/readyz')).toBe(200);
    expect(await statusOf(server.port, '/console')).toBe(404);
    await server.stop();
  });

  it('says which setting is wrong when its port is taken, and leaves nothing open', async () => {
    const first = await start();
    const second = startServer({ ...settings(), port: first.port }, createLog('silent'));
    await expect(second).rejects.toThrow(`PORT ${first.port} is taken`);
    await first.stop();
  });

  it.each([
    ['nobody listens there', 'postgres://u:p@127.0.0.1:1/desk', /^DATABASE_URL: the database cannot be reached/],
    ['there is no such database', url.replace(/\/test_\w+/, '/nowhere'), /^DATABASE_URL: .*no such database/],
  ])('says in one line that %s', async (_, databaseUrl, line) => {
    await expect(startServer({ ...settings(), databaseUrl }, createLog('silent'))).rejects.toThrow(line);
  });
});

describe('draining', () => {
  it('ends the streams, so that their readers come back elsewhere', async () => {
    const deps = await testDeps();
    const lifecycle = createLifecycle();
    const app = buildApp(deps, lifecycle);
    const workspace = { name: 'Acme', slug: 'acme', ownerEmail: 'owner@acme.example' };
    const { publicKey } = await createWorkspace(deps, workspace);
    const widget = widgetClient(app, publicKey);
    const stream = await widget.open('/trpc/customer.inbox', { headers: { accept: 'text/event-stream' } });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const text = stream.text();
    lifecycle.drain();
    expect(await text).toContain('event: connected');
  });
});
