// A whole node on a port of its own, for what only a socket or a browser shows: journeys, streams, drains.
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { readConfig } from '../config.ts';
import type { Deps } from '../deps.ts';
import { createLog } from '../log.ts';
import { startServer } from '../server.ts';
import { testDatabase } from './database.ts';

export interface TestServer {
  deps: Deps;
  /** Where it listens, and the base of its links. */
  url: string;
  databaseUrl: string;
  stop(): Promise<void>;
}

/**
 * Starts a node with its jobs; stopped after the file's tests.
 *
 * @param beside Another node on the same database.
 */
export async function testServer({
  env = {},
  beside,
}: { env?: Record<string, string>; beside?: TestServer } = {}): Promise<TestServer> {
  const databaseUrl = beside?.databaseUrl ?? (await testDatabase()).url;
  const dataDir = await mkdtemp(join(tmpdir(), 'deskbell-node-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const settings = {
    DATABASE_URL: databaseUrl,
    DATABASE_CONNECTIONS: '6',
    DATA_DIR: dataDir,
    SECRET_KEY: 'a secret for tests and for nothing else',
    PORT: String(port),
    PUBLIC_URL: url,
    ...env,
  };
  const server = await startServer(readConfig(settings), createLog('silent'));
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= server.stop());
  afterAll(async () => {
    await stop();
    await rm(dataDir, { recursive: true, force: true });
  });
  return { deps: server.deps, url, databaseUrl, stop };
}

/** Asked before the start: the server writes its links with it. */
async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const address = socket.address();
  const closed = once(socket, 'close');
  socket.close();
  await closed;
  return typeof address === 'object' && address !== null ? address.port : 0;
}
