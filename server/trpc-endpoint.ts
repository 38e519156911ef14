// /trpc: the procedures over HTTP, with the widget's cross-origin grants and the guards of a batch.
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { type Context, Hono } from 'hono';
import { contextOf } from './context.ts';
import type { Deps } from './deps.ts';
import { cors } from './http/cors.ts';
import { appErrorOf, logFailure } from './http/errors.ts';
import { batchMax, trpcBatch } from './http/trpc-batch.ts';
import type { Lifecycle } from './lifecycle.ts';
import { appRouter } from './router.ts';
import { widgetHeaders, widgetOrigins } from './widget-origins.ts';

const endpoint = '/trpc';

/** @param lifecycle Ends the streams when the node drains. */
export function trpcRoutes(deps: Deps, lifecycle: Pick<Lifecycle, 'signal'>): Hono {
  const { procedures } = appRouter._def;
  const app = new Hono();
  app.use(
    `${endpoint}/*`,
    cors({ allows: widgetOrigins(deps), methods: ['GET', 'POST'], requestHeaders: widgetHeaders }),
  );
  app.use(
    `${endpoint}/*`,
    trpcBatch(endpoint, (name) => Object.hasOwn(procedures, name)),
  );
  app.all(`${endpoint}/*`, (c) =>
    fetchRequestHandler({
      endpoint,
      req: asRequest(c, lifecycle.signal),
      router: appRouter,
      maxBatchSize: batchMax,
      createContext: ({ info }) => contextOf(deps, c, readConnection(info.connectionParams)),
      onError: ({ error }) => logFailure(deps.log, appErrorOf(error), error, c.get('requestId')),
      responseMeta: ({ errors }) => {
        const waits = errors.flatMap((error) => appErrorOf(error).retryAfterSeconds ?? []);
        const headers = new Headers({ 'cache-control': 'no-store' });
        if (waits.length > 0) headers.set('retry-after', String(Math.max(...waits)));
        // One call alone answers its own status, which only our mapping knows.
        const [only] = errors;
        return errors.length === 1 && !c.req.path.includes(',')
          ? { headers, status: appErrorOf(only).status }
          : { headers };
      },
    }),
  );
  return app;
}

/** The request as tRPC reads it: the body was read and checked before, and a stream ends when the node drains. */
function asRequest(c: Context, draining: AbortSignal): Request {
  const { raw } = c.req;
  const isStream = raw.headers.get('accept')?.includes('text/event-stream') === true;
  const signal = isStream ? AbortSignal.any([raw.signal, draining]) : null;
  return new Proxy(raw, {
    get: (target, property) => {
      if (property === 'text') return () => c.req.text();
      if (property === 'json') return () => c.req.json();
      if (property === 'signal' && signal !== null) return signal;
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

function readConnection(params: unknown): Record<string, string> | null {
  if (typeof params !== 'object' || params === null) return null;
  const texts = Object.entries(params).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}
