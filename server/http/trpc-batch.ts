// A batch of calls is refused as a whole before anything is made for it: too many, too long, or not ours.
import type { MiddlewareHandler } from 'hono';
import { AppError } from '#shared/errors.ts';

/** Procedures of one request at most; rate limits count each of them. */
export const batchMax = 10;
const pathCharsMax = 1_000;

/**
 * @param endpoint Path before the names, such as `/trpc`.
 * @param isKnown Whether a procedure of this name exists.
 * @throws AppError bad_request, not_found
 */
export function trpcBatch(endpoint: string, isKnown: (name: string) => boolean): MiddlewareHandler {
  return async (c, next) => {
    const path = c.req.path.slice(endpoint.length + 1);
    if (path.length > pathCharsMax) throw new AppError('bad_request', 'The list of calls is too long.');
    const names = path.split(',').map(decodeName);
    if (names.length > batchMax) throw new AppError('bad_request', `At most ${batchMax} calls go into one request.`);
    if (!names.every(isKnown)) {
      throw names.length === 1
        ? new AppError('not_found', 'There is no such procedure.')
        : new AppError('bad_request', 'The batch names a procedure that does not exist.');
    }
    await next();
  };
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}
