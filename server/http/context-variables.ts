// What the middleware leaves in a request's context, typed for every room that mounts a plain `Hono`.
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

declare module 'hono' {
  interface ContextVariableMap {
    /** Made here, or taken from a trusted proxy; in every log line and in `x-request-id`. */
    requestId: string;
    /** Who calls, for rate limits: the IPv4 address, or the IPv6 network of 64 bits. */
    clientAddress: string;
    /** For `nonce=` of the page's own script and style elements. */
    cspNonce: string;
  }
}

/** The address at the other end of the connection; a call made without one (a test) counts as loopback. */
export function peerAddress(c: Context): string {
  const { incoming } = (c.env ?? {}) as Partial<HttpBindings>;
  return incoming?.socket.remoteAddress ?? '127.0.0.1';
}
