// From a request to the context of its procedures. Nothing is resolved before a tier asks for it.
import type { Context as HonoContext } from 'hono';
import { AppError } from '#shared/errors.ts';
import { memberPrincipal, programPrincipal, signedInPerson } from './auth/principal.ts';
import type { Deps } from './deps.ts';
import { isOwnOrigin } from './http/cors.ts';
import type { DeskPrincipal } from './tickets/desk.ts';
import type { Context } from './trpc.ts';
import { type CustomerCaller, readCaller } from './visitors/caller.ts';

const idempotencyKeyShape = /^[\x21-\x7e]{1,200}$/;

/** @param connection What the client of a subscription sent beside its headers. */
export function contextOf(deps: Deps, c: HonoContext, connection: Record<string, string> | null = null): Context {
  const { headers, method } = c.req.raw;
  const slug = headers.get('x-deskbell-workspace') ?? connection?.['workspace'] ?? null;
  return {
    deps,
    request: {
      id: c.get('requestId'),
      address: c.get('clientAddress'),
      origin: headers.get('origin'),
      userAgent: (headers.get('user-agent') ?? '').slice(0, 300),
      idempotencyKey: readIdempotencyKey(headers),
    },
    customer: (): Promise<CustomerCaller> => readCaller(deps, headers, method),
    desk: async (): Promise<DeskPrincipal> => {
      const authorization = headers.get('authorization');
      if (authorization !== null) return programPrincipal(deps, authorization);
      refuseForeignPage(deps, headers, method);
      return memberPrincipal(deps, headers, slug);
    },
    person: async () => {
      refuseForeignPage(deps, headers, method);
      return signedInPerson(deps, headers);
    },
  };
}

function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get('idempotency-key');
  if (key === null || idempotencyKeyShape.test(key)) return key;
  throw new AppError('bad_request', 'The idempotency key is malformed.', {
    fields: { 'idempotency-key': 'must be 1 to 200 visible ASCII characters, such as a UUID' },
  });
}

/**
 * A cookie comes along with every request, also with one that another site caused. Browsers name the origin of whatever
 * could change something, and of whatever another site's page could read; our own pages read without naming it.
 */
function refuseForeignPage(deps: Deps, headers: Headers, method: string): void {
  // A read without a cookie has nothing to abuse: it is told to sign in.
  const isOwnRead = method === 'GET' && !(headers.has('origin') && headers.has('cookie'));
  if (isOwnRead || isOwnOrigin(headers, deps.config.publicUrl)) return;
  throw new AppError('forbidden', 'This call did not come from the console. Open the console and try there.');
}
