// A browser at the console: keeps cookies, sends its origin, follows nothing by itself.
import type { Hono } from 'hono';
import { buildApp } from '../app.ts';
import type { Deps } from '../deps.ts';
import { from } from './http.ts';

export interface Browser {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** As a script of the console does: JSON from our own origin, unless headers say otherwise. */
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** As the form of a page does. */
  submit(path: string, fields: Record<string, string>): Promise<Response>;
  /** Calls a query of the console. */
  query(procedure: string, slug?: string): Promise<Response>;
  /** Names and values, as a person could copy them out. */
  cookies: Map<string, string>;
}

/** @param app Which node it talks to; another browser may talk to another one. */
export function openBrowser(deps: Deps, app: Hono = buildApp(deps), address = '192.0.2.7'): Browser {
  const cookies = new Map<string, string>();
  const { origin } = new URL(deps.config.publicUrl);
  const send = async (path: string, init: { method: string; headers: Record<string, string>; body?: string }) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { ...(cookie === '' ? {} : { cookie }), ...init.headers };
    const response = await app.request(path, { ...init, headers }, from(address));
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  return {
    cookies,
    get: (path, headers = {}) => send(path, { method: 'GET', headers }),
    post: (path, body, headers = {}) =>
      send(path, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    submit: (path, fields) =>
      send(path, {
        method: 'POST',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    query: (procedure, slug) =>
      send(`/trpc/${procedure}`, {
        method: 'GET',
        headers: slug === undefined ? {} : { 'x-deskbell-workspace': slug },
      }),
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(';');
  const at = pair.indexOf('=');
  const gone = attributes.some((attribute) => attribute.trim().toLowerCase() === 'max-age=0');
  if (gone) cookies.delete(pair.slice(0, at));
  else cookies.set(pair.slice(0, at), pair.slice(at + 1));
}
