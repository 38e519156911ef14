// The listening socket, and how it closes: no new connection, idle ones shut, those under way finished.
import { createAdaptorServer } from '@hono/node-server';
import type { Hono } from 'hono';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { StartError } from './start-error.ts';

export interface Listening {
  port: number;
  /** Resolves when every request has its answer, or at the deadline, which cuts what is left. */
  close(deadlineMs: number): Promise<void>;
}

export interface ListenOptions {
  host: string;
  port: number;
}

/** @throws StartError when the address cannot be had. */
export async function listen(app: Hono, options: ListenOptions): Promise<Listening> {
  const server = createAdaptorServer({
    fetch: app.fetch,
    serverOptions: {
      // Longer than the idle time of the usual proxies, so that they close first.
      keepAliveTimeout: 65_000,
      headersTimeout: 20_000,
      // The whole request: a file of 10 MB over a slow line, but no line that drips for ever.
      requestTimeout: 120_000,
    },
  }) as Server;
  server.listen(options.port, options.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw addressError(error as NodeJS.ErrnoException, options);
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: async (deadlineMs) => {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      // A kept-alive connection falls idle after its last answer; nobody else closes it then.
      const sweep = setInterval(() => server.closeIdleConnections(), 100);
      const cut = setTimeout(() => server.closeAllConnections(), deadlineMs);
      await closed;
      clearInterval(sweep);
      clearTimeout(cut);
    },
  };
}

function addressError(error: NodeJS.ErrnoException, { host, port }: ListenOptions): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(`PORT ${port} is taken: stop the program that uses it, or set PORT to a free one.`);
    case 'EACCES':
      return new StartError(`PORT ${port} needs more rights: set PORT to a number above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(`HOST ${host} is no address of this machine: set HOST to one, or to 0.0.0.0.`);
    default:
      return error;
  }
}
