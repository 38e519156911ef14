// Load that cannot be carried is refused at the door, at once, while those inside are served.
import type { MiddlewareHandler } from 'hono';
import { AppError } from '#shared/errors.ts';

export interface ShedOptions {
  /** Requests under way on this node at most; an answer that streams counts until its head is sent. */
  inFlightMax: number;
  /** Paths that must answer whatever happens, such as /healthz. */
  except: (path: string) => boolean;
}

/** @throws AppError unavailable with a second's pause. */
export function shedLoad({ inFlightMax, except }: ShedOptions): MiddlewareHandler {
  let inFlight = 0;
  return async (c, next) => {
    if (except(c.req.path)) return next();
    if (inFlight >= inFlightMax) {
      throw new AppError('unavailable', 'We are busy for a moment. Try again shortly.', { retryAfterSeconds: 1 });
    }
    inFlight++;
    try {
      await next();
    } finally {
      inFlight--;
    }
  };
}
