// How an answer of the sign-in library leaves: its cookies as they are, of its body only what a screen needs. It would
// hand out session tokens, and tell in its own words what went wrong.
import type { Context } from 'hono';
import { AppError } from '#shared/errors.ts';

/** What the screens read. */
export interface SignInAnswer {
  /** True when the second factor is asked for now. */
  twoFactorRedirect: boolean;
  /** For the authenticator app, when the second factor was turned on. */
  totpURI?: string;
  /** Recovery codes, shown once. */
  backupCodes?: string[];
}

/**
 * @param refused What to say when the library refuses, the same for every reason.
 * @throws AppError unauthorized, rate_limited, conflict, internal
 */
export async function readAnswer(c: Context, response: Response, refused: string): Promise<SignInAnswer> {
  if (!response.ok) throw refusalOf(response, refused);
  for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  const body = (await response.json()) as Partial<SignInAnswer> | null;
  return {
    twoFactorRedirect: body?.twoFactorRedirect === true,
    ...(body?.totpURI === undefined ? {} : { totpURI: body.totpURI }),
    ...(body?.backupCodes === undefined ? {} : { backupCodes: body.backupCodes }),
  };
}

function refusalOf({ status }: Response, refused: string): AppError {
  if (status === 429) {
    return new AppError('rate_limited', 'Too many wrong codes. Wait a while, then try again.', {
      retryAfterSeconds: 900,
    });
  }
  if (status === 409) return new AppError('conflict', 'This happened twice at one moment. Try again.');
  if (status >= 500) return new AppError('internal', 'Something went wrong on our side. Try again in a moment.');
  return new AppError('unauthorized', refused);
}
