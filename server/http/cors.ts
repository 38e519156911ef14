// Which other sites' pages may read an answer. Who is allowed is the domain's decision; the headers are made here.
import type { Context, MiddlewareHandler } from 'hono';
import { answerHeaders } from './answer-headers.ts';

export interface CorsOptions {
  /** Whether this origin may call. Asked for preflights too, which carry no key and no cookie. */
  allows: (origin: string, c: Context) => boolean | Promise<boolean>;
  /** Request headers that a page may set: a fixed list, never an echo of what it asks for. */
  requestHeaders: readonly string[];
  methods: readonly string[];
  /** Answer headers that a page may read. */
  exposedHeaders?: readonly string[];
}

const preflightSeconds = 600;

/**
 * Grants an allowed origin by its name, never `*`, and never with credentials: callers from other sites prove themselves
 * by headers. An origin that is not allowed gets its answer without a grant; refusing the call is the procedure's part.
 */
export function cors(options: CorsOptions): MiddlewareHandler {
  const methods = options.methods.join(', ');
  const requestHeaders = options.requestHeaders.join(', ');
  const exposed = ['x-request-id', 'retry-after', ...(options.exposedHeaders ?? [])].join(', ');
  return async (c, next) => {
    const origin = c.req.header('origin');
    const isAllowed = origin !== undefined && origin !== 'null' && (await options.allows(origin, c));
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method') !== undefined) {
      const answer = c.body(null, 204);
      answer.headers.set('vary', 'origin');
      if (isAllowed) {
        answer.headers.set('access-control-allow-origin', origin);
        answer.headers.set('access-control-allow-methods', methods);
        answer.headers.set('access-control-allow-headers', requestHeaders);
        answer.headers.set('access-control-max-age', String(preflightSeconds));
      }
      return answer;
    }
    await next();
    const headers = answerHeaders(c);
    headers.append('vary', 'origin');
    if (isAllowed) {
      headers.set('access-control-allow-origin', origin);
      headers.set('access-control-expose-headers', exposed);
    }
    return undefined;
  };
}

/**
 * Whether a call with a session cookie comes from our own pages: the browser says so in `Origin`. A call without one, or
 * from a sandboxed page (`null`), is not ours. On the machine itself `localhost` and `127.0.0.1` are one place, whichever
 * of them somebody typed.
 */
export function isOwnOrigin(headers: Headers, publicUrl: string): boolean {
  const origin = headers.get('origin');
  const own = new URL(publicUrl);
  if (origin === null || origin === own.origin) return origin !== null;
  if (!isLoopback(own) || !URL.canParse(origin)) return false;
  const theirs = new URL(origin);
  return isLoopback(theirs) && theirs.protocol === own.protocol && theirs.port === own.port;
}

function isLoopback({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
