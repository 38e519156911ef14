// While the node drains, each answer asks its client to open the next connection elsewhere.
import type { MiddlewareHandler } from 'hono';

/** Decided when the answer is made: a request may have come long before. */
export function closeWhenDraining(isDraining: () => boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (isDraining()) c.header('connection', 'close');
  };
}
