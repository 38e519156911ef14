// One line a request: refusals and faults always, the rest only when asked for (LOG_LEVEL=debug).
import type { MiddlewareHandler } from 'hono';
import type { Logger } from '../log.ts';

/** Logs method, path, status and milliseconds; never a query, a body or an address. */
export function accessLog(log: Logger): MiddlewareHandler {
  return async (c, next) => {
    const startedAt = performance.now();
    await next();
    const { status } = c.res;
    const level = status >= 500 ? 'warn' : status >= 400 ? 'info' : 'debug';
    if (!log.isLevelEnabled(level)) return;
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    // The query may hold tokens and searches; the path passes the log's own sieve.
    log[level]({ requestId: c.get('requestId'), method: c.req.method, path: c.req.path, status, ms }, 'request');
  };
}
