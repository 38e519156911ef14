// The typed client of the server's procedures, and its failures as the screens read them.
import {
  createTRPCClient,
  httpBatchLink,
  httpLink,
  httpSubscriptionLink,
  splitLink,
  TRPCClientError,
} from '@trpc/client';
import type { TRPCClient } from '@trpc/client';
import type { inferRouterOutputs } from '@trpc/server';
import type { TRPCLink } from '@trpc/client';
import { observable, tap } from '@trpc/server/observable';
import type { ErrorCode } from '#shared/errors.ts';
import type { AppRouter } from '../../server/router.ts';
import { sessionEnded } from './app/session-ended.ts';

export type Api = TRPCClient<AppRouter>;
export type Answers = inferRouterOutputs<AppRouter>;

export type MemberTicket = Answers['tickets']['get'];
export type QueueRow = Answers['tickets']['list']['items'][number];
export type TimelineEntry = Answers['tickets']['timeline']['items'][number];
export type Contact = Answers['contacts']['get'];
export type Person = MemberTicket['requester'];
export type OutboxMail = Answers['email']['outbox']['items'][number];

/**
 * Makes the client of one workspace, or of none before one is chosen. Queries of one moment travel together; a mutation
 * travels alone, because its idempotency key is a header.
 */
export function connectApi(slug: string | null): Api {
  const workspace = slug === null ? {} : { 'x-deskbell-workspace': slug };
  const url = '/trpc';
  return createTRPCClient<AppRouter>({
    links: [
      noticeSessionEnd,
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: httpSubscriptionLink({ url, connectionParams: () => (slug === null ? {} : { workspace: slug }) }),
        false: splitLink({
          condition: ({ type }) => type === 'mutation',
          true: httpLink({
            url,
            headers: ({ op }) => ({ ...workspace, 'idempotency-key': keyOf(op.context['idempotencyKey']) }),
          }),
          false: httpBatchLink({ url, headers: workspace, maxURLLength: 4_000 }),
        }),
      }),
    ],
  });
}

/** Any call may be the one that learns that the session has ended. */
const noticeSessionEnd: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) =>
      next(op)
        .pipe(tap({ error: (error) => failureOf(error).code === 'unauthorized' && sessionEnded.set(true) }))
        .subscribe(observer),
    );

/** Names one act, so that trying it again cannot do it twice. */
export function sameAct(idempotencyKey: string): { context: { idempotencyKey: string } } {
  return { context: { idempotencyKey } };
}

/** A failed call. `offline` means that no answer came, so that the same call may be tried again. */
export interface Failure {
  code: ErrorCode | 'offline';
  message: string;
  fields: Readonly<Record<string, string>>;
}

/** Reads what a call threw. */
export function failureOf(error: unknown): Failure {
  if (error instanceof TRPCClientError) {
    const data: unknown = error.data;
    if (isRecord(data)) {
      const code = typeof data['code'] === 'string' ? data['code'] : 'internal';
      const fields = isRecord(data['fields']) ? (data['fields'] as Record<string, string>) : {};
      return { code: code.toLowerCase() as ErrorCode, message: error.message, fields };
    }
  }
  return { code: 'offline', message: '', fields: {} };
}

/** The current ticket that a refused stale edit brings along. */
export function currentTicketOf(error: unknown): MemberTicket | null {
  if (!(error instanceof TRPCClientError) || !isRecord(error.data)) return null;
  return (error.data['current'] as MemberTicket | undefined) ?? null;
}

function keyOf(key: unknown): string {
  return typeof key === 'string' ? key : crypto.randomUUID();
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
