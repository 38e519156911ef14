// tRPC for all rooms: the context of a call, the tiers of procedures, and how errors leave.
// Every procedure names its policy action in `meta`; the tier checks it, then a loader checks the row.
import { initTRPC, TRPCError } from '@trpc/server';
import type { OpenApiMeta } from 'trpc-to-openapi';
import type { Action } from '#shared/permissions/actions.ts';
import { isGranted } from '#shared/permissions/policy.ts';
import type { Principal } from '#shared/permissions/principal.ts';
import { AppError } from '#shared/errors.ts';
import type { Deps } from './deps.ts';
import type { DeskPrincipal } from './tickets/desk.ts';
import { callerPrincipal, type CustomerCaller } from './visitors/caller.ts';
import { appErrorOf } from './http/errors.ts';

/** What a request brings; resolved into a principal by the tier that asks, so that one surface never opens another. */
export interface Context {
  deps: Deps;
  request: RequestFacts;
  /** The customer behind the widget's, the link's or the portal's headers. @throws AppError unauthorized */
  customer(): Promise<CustomerCaller>;
  /** The member behind the session cookie, or the program behind the API key. @throws AppError unauthorized */
  desk(): Promise<DeskPrincipal>;
  /** The signed-in person, member of a workspace or not yet. @throws AppError unauthorized */
  person(): Promise<{ personId: string; name: string; email: string }>;
}

export interface RequestFacts {
  id: string;
  /** The client's address as the trusted proxies tell it; IPv6 by /64. */
  address: string;
  origin: string | null;
  userAgent: string;
  idempotencyKey: string | null;
}

export type Meta = OpenApiMeta<{
  /** The policy's action; 'none' for what needs no more than its tier. */
  action: Action | 'none';
}>;

const trpc = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    allowOutsideOfServer: true,
    sse: {
      ping: { enabled: true, intervalMs: 15_000 },
      client: { reconnectAfterInactivityMs: 40_000 },
    },
    // The stack stays in the log; what leaves is the contract's shape.
    isDev: false,
    errorFormatter: ({ shape, error }) => {
      const known = appErrorOf(error);
      return {
        ...shape,
        message: known.message,
        data: {
          ...shape.data,
          code: known.code,
          httpStatus: known.status,
          ...(known.fields === undefined ? {} : { fields: known.fields }),
          ...(known.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: known.retryAfterSeconds }),
          ...(known.data === undefined ? {} : { current: known.data }),
        },
      };
    },
  });

export const router = trpc.router;
export const mergeRouters = trpc.mergeRouters;
export const createCallerFactory = trpc.createCallerFactory;

const procedure = trpc.procedure;

/** A customer's surface: visitor of the widget, holder of a link, customer of the portal. */
export const customerProcedure = procedure.use(async ({ ctx, meta, next }) => {
  const caller = await ctx.customer();
  demand(callerPrincipal(caller), meta);
  return next({ ctx: { caller } });
});

/** The desk: a member in the console, or a program with an API key. */
export const deskProcedure = procedure.use(async ({ ctx, meta, next }) => {
  const principal = await ctx.desk();
  demand(principal, meta);
  return next({ ctx: { principal } });
});

/** The console only: what a program has no business with. */
export const memberProcedure = deskProcedure.use(async ({ ctx, next }) => {
  if (ctx.principal.kind !== 'member') throw new AppError('forbidden', 'This needs a signed-in member.');
  return next({ ctx: { principal: ctx.principal } });
});

/** A signed-in person, before a workspace is chosen. */
export const personProcedure = procedure.use(async ({ ctx, next }) => next({ ctx: { person: await ctx.person() } }));

/** Refuses early what no object could allow; a loader decides about the object itself. */
function demand(principal: Principal, meta: Meta | undefined): void {
  if (meta === undefined)
    throw new TRPCError({ code: 'INTERNAL_SERVER_ERROR', message: 'a procedure names no action' });
  if (meta.action !== 'none' && !isGranted(principal, meta.action)) {
    throw new AppError('forbidden', 'You may not do this here. Ask an admin of the workspace.');
  }
}
