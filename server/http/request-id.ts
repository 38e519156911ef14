// A name for each request, in its answer and in every log line about it.
import type { MiddlewareHandler } from 'hono';
import { addressSet, type AddressRange } from '../config/proxies.ts';
import { newId } from '../ids.ts';
import { answerHeaders } from './answer-headers.ts';
import { peerAddress } from './context-variables.ts';

const shape = /^[\w-]{8,64}$/;

/** Sets `requestId` and `x-request-id`; a trusted proxy's own id is kept. */
export function requestId(trustedProxies: AddressRange[]): MiddlewareHandler {
  const isTrusted = addressSet(trustedProxies);
  return async (c, next) => {
    const given = c.req.header('x-request-id');
    const kept = given !== undefined && shape.test(given) && isTrusted(peerAddress(c));
    c.set('requestId', kept ? given : newId());
    await next();
    answerHeaders(c).set('x-request-id', c.get('requestId'));
  };
}
