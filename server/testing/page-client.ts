// A reader of customers' pages, without a script: looks at pages and sends their forms, as a browser would.
import { Hono } from 'hono';
import type { Deps } from '../deps.ts';
import { clientAddress } from '../http/client-address.ts';
import { requestId } from '../http/request-id.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { from } from './http.ts';

export interface PageClient {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form. A browser that tells no referrer calls its origin null. */
  post(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
}

/** The room's routes behind the guards that every page has. */
export function pageClient(deps: Deps, routes: (deps: Deps) => Hono, address = '192.0.2.33'): PageClient {
  const app = new Hono();
  app.use(securityHeaders(deps.config.publicUrl), requestId([]), clientAddress([]));
  app.route('/', routes(deps));
  return {
    get: async (path, headers = {}) => app.request(path, { headers }, from(address)),
    post: async (path, fields, headers = {}) =>
      app.request(
        path,
        {
          method: 'POST',
          headers: { origin: 'null', 'content-type': 'application/x-www-form-urlencoded', ...headers },
          body: new URLSearchParams(fields).toString(),
        },
        from(address),
      ),
  };
}
