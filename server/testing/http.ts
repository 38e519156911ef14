// A bare app around one middleware, with the error mapping that the real one has.
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { answerError } from '../http/errors.ts';
import { createLog } from '../log.ts';

/** Runs the middleware before `/…`, which answers what `handle` makes. */
export function appWith(middleware: MiddlewareHandler[], handle: (c: Context) => Response | Promise<Response>): Hono {
  const app = new Hono();
  for (const each of middleware) app.use(each);
  app.all('*', handle);
  app.onError((error, c) => answerError(error, c, createLog('silent')));
  return app;
}

/** The binding of a connection that comes from an address. */
export function from(remoteAddress: string): { incoming: { socket: { remoteAddress: string } } } {
  return { incoming: { socket: { remoteAddress } } };
}

/** A body whose length nobody declared. */
export function chunked(bytes: number, chunkBytes = 1_000): { body: ReadableStream<Uint8Array>; sent: () => number } {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const size = Math.min(chunkBytes, bytes - sent);
      sent += size;
      if (size === 0) controller.close();
      else controller.enqueue(new Uint8Array(size).fill(0x61));
    },
  });
  return { body, sent: () => sent };
}
