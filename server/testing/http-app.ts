// The whole app in process, called over HTTP as browsers and programs call it: guards, routes and mapping of errors
// included; only the socket is left out.
import { createHmac, randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { isErrorCode } from '#shared/errors.ts';
import type { ApiScope } from '#shared/permissions/actions.ts';
import { apiScopes } from '#shared/permissions/actions.ts';
import { createApiKey } from '../api-keys/actions.ts';
import { buildApp } from '../app.ts';
import { sessionCookieName } from '../auth/session-cookie.ts';
import type { Sql } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { randomToken } from '../keys.ts';
import { from } from './http.ts';

/** An answer that was read to its end. */
export interface Answer<Data = unknown> {
  status: number;
  headers: Headers;
  text: string;
  /** The JSON of the text; null when it is none. */
  body: unknown;
  /** What a procedure or a REST call answered; of an error, whatever stands there. */
  data: Data;
  /** The code of an error of the contract's shape, by tRPC or REST; null for everything else. */
  code: string | null;
  fields: Record<string, string>;
}

export interface Call {
  method?: string;
  headers?: Record<string, string>;
  /** An object is sent as JSON, a text or stream as it is. */
  body?: unknown;
  /** The peer's address. */
  address?: string;
}

/** A client of one app, with headers that it always sends. */
export interface HttpClient {
  /** What it sends with every call. */
  headers: Readonly<Record<string, string>>;
  send<Data>(path: string, call?: Call): Promise<Answer<Data>>;
  /** The answer's head, with a body that still streams. */
  open(path: string, call?: Call & { signal?: AbortSignal }): Promise<Response>;
  query<Data>(procedure: string, input?: unknown, call?: Call): Promise<Answer<Data>>;
  mutate<Data>(procedure: string, input?: unknown, call?: Call): Promise<Answer<Data>>;
}

let addresses = 0;

/**
 * A client with an address of its own, so that limits count it alone.
 * @param headers Sent with every call; a call's own go first.
 */
export function httpClient(app: Hono, headers: Record<string, string> = {}): HttpClient {
  addresses += 1;
  const ownAddress = `10.0.${addresses >> 8}.${addresses & 255}`;
  const open: HttpClient['open'] = async (path, call = {}) => {
    const { body, method = body === undefined ? 'GET' : 'POST', address = ownAddress, signal } = call;
    const isRaw = body === undefined || typeof body === 'string' || body instanceof ReadableStream;
    const init: RequestInit & { duplex?: 'half' } = {
      method,
      headers: { ...(isRaw ? {} : { 'content-type': 'application/json' }), ...headers, ...call.headers },
      ...(body === undefined
        ? {}
        : { body: isRaw ? (body as NonNullable<RequestInit['body']>) : JSON.stringify(body) }),
      ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
      ...(signal === undefined ? {} : { signal }),
    };
    return app.request(path, init, from(address));
  };
  const send = async <Data>(path: string, call?: Call): Promise<Answer<Data>> => answerOf(await open(path, call));
  return {
    headers,
    open,
    send,
    query: (procedure, input, call) => {
      const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return send(`/trpc/${procedure}${query}`, call);
    },
    mutate: (procedure, input = {}, call) => send(`/trpc/${procedure}`, { method: 'POST', body: input, ...call }),
  };
}

/** The real app on the dependencies, and a client without any proof. */
export function httpApp(deps: Deps): { app: Hono; nobody: HttpClient } {
  const app = buildApp(deps);
  return { app, nobody: httpClient(app) };
}

/** A browser on a host's page: key, secret and origin as the widget sends them. */
export function widgetClient(app: Hono, publicKey: string, headers: Record<string, string> = {}): HttpClient {
  return httpClient(app, {
    origin: 'https://shop.example',
    'x-deskbell-key': publicKey,
    'x-deskbell-visitor': randomToken(),
    ...headers,
  });
}

/** A program with a new API key. */
export async function programClient(
  deps: Deps,
  app: Hono,
  workspaceId: string,
  scopes: readonly ApiScope[] = apiScopes,
): Promise<HttpClient> {
  const actor = { kind: 'system' as const, id: null, name: '' };
  const { token } = await createApiKey(deps, { workspaceId, actor, once: null }, { name: 'CRM', scopes });
  return httpClient(app, { authorization: `Bearer ${token}` });
}

/** A member in the console, signed in by a session of their own. */
export async function memberClient(deps: Deps, app: Hono, memberId: string): Promise<HttpClient> {
  const { sql, keys, config } = deps;
  const [member] = await sql<{ personId: string; name: string; slug: string }[]>`
    select m.person_id, m.name, w.slug from member m join workspace w on w.id = m.workspace_id where m.id = ${memberId}`;
  if (member === undefined) throw new Error(`there is no member ${memberId}`);
  const token = randomToken();
  await sql`
    insert into person (id, name, email) values (${member.personId}, ${member.name}, ${`${memberId}@team.example`})
    on conflict do nothing`;
  await sql`
    insert into session (id, "userId", token, "expiresAt")
    values (${newId()}, ${member.personId}, ${token}, now() + interval '1 hour')`;
  const mac = createHmac('sha256', keys.secretFor('sign-in')).update(token).digest('base64');
  const name = config.publicUrl.startsWith('https:') ? `__Secure-${sessionCookieName}` : sessionCookieName;
  return httpClient(app, {
    cookie: `${name}=${encodeURIComponent(`${token}.${mac}`)}`,
    origin: new URL(config.publicUrl).origin,
    'x-deskbell-workspace': member.slug,
  });
}

/** What a customer sends to open a ticket. */
export function question(over: Record<string, unknown> = {}): Record<string, unknown> {
  return { clientId: randomUUID(), subject: 'Zip broken', body: 'The zip of my tent broke.', ...over };
}

/** How many rows each tenant table holds, and how many jobs wait: what must not change when a call is refused. */
export async function countRows(sql: Sql): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
  const counts = tables.map(({ name }) => sql`select ${name} as name, count(*)::int as count from ${sql(name)}`);
  const jobs = sql`select 'jobs' as name, count(*)::int as count from pgboss.job`;
  const rows = await counts.reduce((joined, count) => sql`${joined} union all ${count}`, jobs);
  return Object.fromEntries(rows.map((row) => [row['name'] as string, row['count'] as number]));
}

async function answerOf<Data>(response: Response): Promise<Answer<Data>> {
  const text = await response.text();
  const body = parsed(text);
  const { result, error } = (body ?? {}) as { result?: { data: unknown }; error?: { data: unknown } };
  const { code, fields } = (error?.data ?? body ?? {}) as { code?: unknown; fields?: Record<string, string> };
  return {
    status: response.status,
    headers: response.headers,
    text,
    body,
    data: (result === undefined ? body : result.data) as Data,
    code: isErrorCode(String(code)) ? String(code) : null,
    fields: fields ?? {},
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
