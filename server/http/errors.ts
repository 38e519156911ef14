// The one mapping from what was thrown to what the caller reads. The log keeps the rest.
import { TRPCError } from '@trpc/server';
import type { Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { ZodError } from 'zod';
import { AppError, type ErrorCode, type ErrorStatus, httpStatusOf } from '#shared/errors.ts';
import type { Logger } from '../log.ts';
import { databaseFault } from './database-faults.ts';

/** An error as it leaves: nothing in it names SQL, a path or a secret. */
export interface KnownError {
  code: ErrorCode;
  status: ErrorStatus;
  message: string;
  fields?: Record<string, string>;
  retryAfterSeconds?: number;
  data?: unknown;
}

/** Finds the expected failure in an error or in what caused it; everything else is `internal`. */
export function appErrorOf(error: unknown): KnownError {
  const chain = causes(error);
  for (const cause of chain) {
    if (cause instanceof AppError) return known(cause);
    if (cause instanceof ZodError) return known(badInput(cause));
    const fault = databaseFault(cause);
    if (fault !== null) return known(fault);
  }
  const [first] = chain;
  if (first instanceof TRPCError) return known(protocolError(first));
  if (first instanceof HTTPException) return known(new AppError(codeOfStatus(first.status), first.message));
  if (first instanceof SyntaxError && first.message.includes('JSON'))
    return known(new AppError('bad_request', 'The body is no JSON.'));
  return known(new AppError('internal', 'Something went wrong on our side. Try again in a moment.'));
}

/** Answers an error as JSON; for `app.onError`. What nobody expected is logged with the request's id. */
export function answerError(error: unknown, c: Context, log: Logger): Response {
  const failure = appErrorOf(error);
  const requestId = c.get('requestId');
  logFailure(log, failure, error, requestId);
  if (failure.retryAfterSeconds !== undefined) c.header('retry-after', String(failure.retryAfterSeconds));
  c.header('cache-control', 'no-store');
  return c.json(errorBody(failure, requestId), failure.status);
}

/** The contract's body of an error. */
export function errorBody(failure: KnownError, requestId?: string): Record<string, unknown> {
  return {
    code: failure.code,
    message: failure.message,
    ...(failure.fields === undefined ? {} : { fields: failure.fields }),
    ...(failure.data === undefined ? {} : { current: failure.data }),
    ...(failure.status >= 500 && requestId !== undefined ? { requestId } : {}),
  };
}

/** Faults of ours are errors, faults of the database warnings; refusals are the caller's business. */
export function logFailure(log: Logger, failure: KnownError, error: unknown, requestId: string | undefined): void {
  if (failure.code === 'internal') log.error({ err: error, requestId }, 'request failed');
  else if (failure.code === 'unavailable') log.warn({ err: error, requestId }, 'request refused for now');
}

function known(error: AppError): KnownError {
  const { code, message, fields, retryAfterSeconds, data } = error;
  return {
    code,
    status: httpStatusOf(code),
    message,
    ...(fields === undefined ? {} : { fields }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
    ...(data === undefined ? {} : { data }),
  };
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let cause = error; cause !== undefined && cause !== null && chain.length < 6;) {
    chain.push(cause);
    cause = cause instanceof Error ? cause.cause : null;
  }
  return chain;
}

/** Each field with the first thing that is wrong with it. */
function badInput(error: ZodError): AppError {
  const fields: Record<string, string> = {};
  for (const { path, message } of error.issues.slice(0, 20)) fields[path.map(String).join('.') || 'input'] ??= message;
  return new AppError('bad_request', 'Some fields need another look.', { fields });
}

const codesOfTrpc: Partial<Record<TRPCError['code'], ErrorCode>> = {
  PARSE_ERROR: 'bad_request',
  BAD_REQUEST: 'bad_request',
  METHOD_NOT_SUPPORTED: 'bad_request',
  UNAUTHORIZED: 'unauthorized',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  CONFLICT: 'conflict',
  PAYLOAD_TOO_LARGE: 'too_large',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_media_type',
  UNPROCESSABLE_CONTENT: 'unprocessable',
  TOO_MANY_REQUESTS: 'rate_limited',
  SERVICE_UNAVAILABLE: 'unavailable',
};

/** What tRPC itself refuses; its own words may quote the input, so they stay inside. */
function protocolError(error: TRPCError): AppError {
  const code = codesOfTrpc[error.code] ?? 'internal';
  const words: Partial<Record<ErrorCode, string>> = {
    bad_request: 'The call is malformed: check its method and its input.',
    not_found: 'There is no such procedure.',
    unsupported_media_type: 'Send application/json.',
    too_large: 'The call is too large.',
    internal: 'Something went wrong on our side. Try again in a moment.',
  };
  return new AppError(code, words[code] ?? 'The call was refused.');
}

function codeOfStatus(status: number): ErrorCode {
  const codes: Record<number, ErrorCode> = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not_found',
    409: 'conflict',
    413: 'too_large',
    415: 'unsupported_media_type',
    422: 'unprocessable',
    429: 'rate_limited',
    503: 'unavailable',
  };
  return codes[status] ?? (status < 500 ? 'bad_request' : 'internal');
}
