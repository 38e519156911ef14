// The typed way to the server, without the tRPC client: its types, plain fetch, no cookies. Secrets travel in headers,
// never in an address.
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server';
import type { AppRouter } from '../../server/router.ts';
import type { Identity } from './identity.ts';

type Inputs = inferRouterInputs<AppRouter>['customer'];
type Outputs = inferRouterOutputs<AppRouter>['customer'];

export type WidgetSettings = Outputs['settings'];
export type TicketPage = Outputs['tickets'];
export type TicketRow = TicketPage['items'][number];
export type Thread = Outputs['thread'];
export type Ticket = Thread['ticket'];
export type Entry = Thread['entries'][number];
export type MessageEntry = Extract<Entry, { kind: 'message' }>;
export type NewTicketInput = Inputs['create'];
export type ReplyInput = Inputs['reply'];

/** What the updates stream carries: the same shapes as a thread. */
export type ThreadUpdate = Pick<Thread, 'ticket' | 'entries'>;

export type ReadProcedure = 'settings' | 'tickets' | 'thread';
export type WriteProcedure = 'create' | 'reply' | 'seen' | 'rate' | 'confirm' | 'forget';
export type LiveProcedure = 'updates' | 'inbox';

/** A failed call. `offline` stands for every answer that never came. */
export interface ApiError extends Error {
  code: string;
  /** Input field -> what to mend. */
  fields: Readonly<Record<string, string>>;
  retryAfterMs: number;
}

export interface ApiOptions {
  /** Origin of the help desk, without a slash at its end. */
  base: string;
  publicKey: string;
  identity: Identity;
  /** The visitor's secret when the browser has one. */
  visitor: () => string | undefined;
  /** The proof of identity is no longer accepted, and the page had no fresh one. */
  onExpired: () => void;
}

export interface Api {
  /** @throws ApiError */
  read<P extends ReadProcedure>(procedure: P, input: Inputs[P], signal?: AbortSignal): Promise<Outputs[P]>;
  /** @throws ApiError */
  write<P extends WriteProcedure>(procedure: P, input: Inputs[P]): Promise<Outputs[P]>;
  /** The open answer of an event stream. @throws ApiError */
  listen(procedure: LiveProcedure, input: unknown, signal: AbortSignal): Promise<Response>;
}

interface Call {
  procedure: string;
  input: unknown;
  post?: boolean;
  signal?: AbortSignal | undefined;
}

interface ErrorBody {
  error?: {
    message?: string;
    data?: { code?: string; fields?: Record<string, string>; retryAfterSeconds?: number };
  };
}

const timeoutMs = 20_000;

/** Connects to one workspace of one help desk. */
export function connect({ base, publicKey, identity, visitor, onExpired }: ApiOptions): Api {
  const request = async (call: Call, mayRenew = true): Promise<Response> => {
    const { procedure, input, post, signal } = call;
    const secret = visitor();
    const text = input === undefined ? '' : JSON.stringify(input);
    const query = text === '' || post ? '' : '?input=' + encodeURIComponent(text);
    const answer = await fetch(`${base}/trpc/customer.${procedure}${query}`, {
      method: post ? 'POST' : 'GET',
      credentials: 'omit',
      headers: {
        'x-deskbell-key': publicKey,
        ...(secret && { 'x-deskbell-visitor': secret }),
        ...identity.headers(),
        ...(post && { 'content-type': 'application/json' }),
      },
      ...(post && { body: text }),
      ...(signal && { signal }),
    }).catch((cause: unknown) => {
      throw apiError('offline', String(cause));
    });
    if (answer.ok) return answer;
    const proved = 'x-deskbell-identity' in identity.headers();
    if (answer.status === 401 && proved && mayRenew && (await identity.renew())) return request(call, false);
    if (answer.status === 401 && proved) onExpired();
    throw await readError(answer);
  };
  const json = async (call: Call): Promise<never> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = call.signal ? AbortSignal.any([deadline, call.signal]) : deadline;
    const answer = await request({ ...call, signal });
    const body = (await answer.json().catch((cause: unknown) => {
      throw apiError('offline', String(cause));
    })) as { result: { data: never } };
    return body.result.data;
  };

  return {
    read: (procedure, input, signal) => json({ procedure, input, signal }),
    write: (procedure, input) => json({ procedure, input, post: true }),
    listen: (procedure, input, signal) => request({ procedure, input, signal }),
  };
}

async function readError(answer: Response): Promise<ApiError> {
  const { error } = (await answer.json().catch(() => ({}))) as ErrorBody;
  const seconds = error?.data?.retryAfterSeconds ?? Number(answer.headers.get('retry-after') ?? 0);
  // An answer that is not ours comes from something in between: a proxy that waits for the server.
  const code = error?.data?.code ?? 'unavailable';
  return apiError(code, error?.message ?? '', error?.data?.fields, seconds * 1000);
}

function apiError(code: string, message: string, fields: Record<string, string> = {}, retryAfterMs = 0): ApiError {
  return Object.assign(new Error(message), { code, fields, retryAfterMs });
}
