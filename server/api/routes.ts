// REST, version 1: the procedures by method and path. The same input schemas, tiers and actions as tRPC; only the way in
// and the shape of errors differ.
import { type Context, Hono } from 'hono';
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { answerError } from '../http/errors.ts';
import { pageHeaders } from '../http/security-headers.ts';
import type { Context as CallContext } from '../trpc.ts';
import { docsPage } from './docs-page.ts';
import { type Operation, operationsOf, type TextKind } from './operations.ts';
import type { AppRouter } from '../router.ts';

export interface ApiOptions {
  deps: Deps;
  appRouter: AppRouter;
  contextOf: (deps: Deps, c: Context) => CallContext;
}

/** The routes below `/api`. */
export function apiRoutes({ deps, appRouter, contextOf }: ApiOptions): Hono {
  const api = new Hono();
  const operations = operationsOf(appRouter);
  let document: Promise<object> | undefined;
  const readDocument = (): Promise<object> => (document ??= makeDocument(appRouter, deps.config.publicUrl));
  api.get('/v1/openapi.json', async (c) => c.json(await readDocument()));
  api.get('/docs', pageHeaders('page'), async (c) => c.html(docsPage(await readDocument(), c.get('cspNonce'))));
  for (const operation of operations) {
    api.on(operation.method, `/v1${operation.path}`, async (c) => {
      const input = joined(await inputOf(c, operation), c.req.param());
      const caller = appRouter.createCaller(contextOf(deps, c)) as unknown as Callers;
      const result = await procedureOf(caller, operation.procedure)(input);
      return c.json(result as never, operation.successStatus);
    });
  }
  api.all('/v1/*', () => {
    throw new AppError('not_found', 'There is no such call. The list is at /api/docs.');
  });
  api.onError((error, c) => answerError(error, c, deps.log));
  return api;
}

/** Few nodes are ever asked for it, so its generator is loaded by the first reader. */
async function makeDocument(appRouter: AppRouter, publicUrl: string): Promise<object> {
  const { openApiDocument } = await import('./document.ts');
  return openApiDocument(appRouter, publicUrl);
}

/** What the path names is said once: a second word on it would be ignored, and nobody told. */
function joined(input: Record<string, unknown>, inPath: Record<string, string>): Record<string, unknown> {
  const double = Object.keys(inPath).find((name) => Object.hasOwn(input, name));
  if (double === undefined) return { ...input, ...inPath };
  throw new AppError('bad_request', 'Some fields need another look.', { fields: { [double]: 'is named by the path' } });
}

type Callers = { [name: string]: Callers & ((input: unknown) => Promise<unknown>) };

function procedureOf(caller: Callers, path: string): (input: unknown) => Promise<unknown> {
  return path.split('.').reduce<Callers>((at, name) => at[name] as Callers, caller) as unknown as (
    input: unknown,
  ) => Promise<unknown>;
}

async function inputOf(c: Context, { method, queryKinds }: Operation): Promise<Record<string, unknown>> {
  if (method === 'GET' || method === 'DELETE') return queryInput(c, queryKinds);
  const text = await c.req.text();
  if (text.trim() === '') return {};
  if (!(c.req.header('content-type') ?? '').toLowerCase().startsWith('application/json')) {
    throw new AppError('unsupported_media_type', 'Send application/json.');
  }
  const body: unknown = JSON.parse(text);
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw new AppError('bad_request', 'The body must be a JSON object.', { fields: { input: 'must be an object' } });
  }
  return body as Record<string, unknown>;
}

function queryInput(c: Context, kinds: Operation['queryKinds']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(c.req.queries()).map(([name, texts]) => [name, valueOf(texts, kinds.get(name) ?? 'text')]),
  );
}

// Text that is no number or boolean goes on as text, so that the procedure's own schema names the field.
function valueOf(texts: string[], kind: TextKind): unknown {
  const [text = ''] = texts;
  if (kind === 'list') return texts;
  if (texts.length > 1) return texts;
  if (kind === 'number' && /^-?\d{1,15}$/.test(text)) return Number(text);
  if (kind === 'boolean' && (text === 'true' || text === 'false')) return text === 'true';
  return text;
}
