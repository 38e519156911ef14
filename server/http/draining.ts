// While the node drains, each answer asks its client to open the next connection elsewhere.
import type { MiddlewareHandler } from 'hono';
import { answerHeaders } from './answer-headers.ts';

/** Decided when the answer is made: a request may have come long before. */
export function closeWhenDraining(isDraining: () => boolean): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (isDraining()) answerHeaders(c).set('connection', 'close');
  };
}
