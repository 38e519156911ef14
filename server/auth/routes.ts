// Sign-in over HTTP, under the library's usual paths: an allow-list. Every call is a POST from our own pages with a body
// that was checked; what is not named here does not exist.
import { type Context, Hono } from 'hono';
import type { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { normaliseText } from '#shared/text/normalise.ts';
import type { Deps } from '../deps.ts';
import { isOwnOrigin } from '../http/cors.ts';
import { pageHeaders } from '../http/security-headers.ts';
import { newId } from '../ids.ts';
import { readAnswer, type SignInAnswer } from './answer.ts';
import type { AuthCaller, AuthEndpoint } from './auth.ts';
import { codeUse, linkRequest, linkUse, nothing, ownPassword, passwordChange, passwordSignIn } from './bodies.ts';
import { linkPage, usedLinkPage } from './link-page.ts';
import { changePassword, setPasswordAfterLink } from './password-actions.ts';
import { signedInPerson } from './principal.ts';
import { readSessionToken } from './session-cookie.ts';
import { countTries, linkRequests, passwordTries, proofTries } from './sign-in-limits.ts';
import { readSignInLink } from './sign-in-links.ts';
import { deleteSession, deleteSessionsOf } from './store.ts';

const words = {
  password: 'Address or password is wrong.',
  link: 'This link is used up or too old. Ask for a new one.',
  code: 'This code is wrong or was used already.',
  session: 'Sign in again to do this.',
};

/** The routes under /api/auth, and the page that a mailed link leads to. */
export function authRoutes(deps: Deps): Hono {
  const auth = new Hono();
  auth.use('/api/auth/*', async (c, next) => {
    c.header('cache-control', 'no-store');
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !isOwnOrigin(c.req.raw.headers, deps.config.publicUrl)) {
      throw new AppError('forbidden', 'This call did not come from the console. Open the console and try there.');
    }
    await next();
  });
  signInRoutes(auth, deps);
  secondFactorRoutes(auth, deps);
  sessionRoutes(auth, deps);
  linkRoutes(auth, deps);
  return auth;
}

function signInRoutes(auth: Hono, deps: Deps): void {
  auth.post('/api/auth/sign-in/email', async (c) => {
    const body = await bodyOf(c, passwordSignIn);
    await countTries(deps, passwordTries(c.get('clientAddress'), body.email));
    const answer = await call(c, deps, '/sign-in/email', body, words.password);
    await endFormerSession(c, deps);
    return c.json(answer);
  });

  auth.post('/api/auth/sign-in/magic-link', async (c) => {
    const { email, callbackURL: to } = await bodyOf(c, linkRequest);
    await countTries(deps, linkRequests(c.get('clientAddress'), email));
    // Known or not, the same is done now; whether a mail goes out is found later, by the job.
    await deps.sql.begin((tx) =>
      deps.jobs.enqueue(tx, 'sign-in-mail', [{ requestId: newId(), email, ...(to === undefined ? {} : { to }) }]),
    );
    return c.json({ status: true });
  });
}

function secondFactorRoutes(auth: Hono, deps: Deps): void {
  for (const endpoint of ['/two-factor/verify-totp', '/two-factor/verify-backup-code'] as const) {
    auth.post(`/api/auth${endpoint}`, async (c) => {
      const { code } = await bodyOf(c, codeUse);
      await countTries(deps, proofTries(c.get('clientAddress')));
      return c.json(await call(c, deps, endpoint, { code: code.trim() }, words.code));
    });
  }
  const own = ['/two-factor/enable', '/two-factor/disable', '/two-factor/generate-backup-codes'] as const;
  for (const endpoint of own) {
    auth.post(`/api/auth${endpoint}`, async (c) => {
      const body = await bodyOf(c, ownPassword);
      const { email } = await signedInPerson(deps, c.req.raw.headers);
      await countTries(deps, passwordTries(c.get('clientAddress'), email));
      return c.json(await call(c, deps, endpoint, body, words.session));
    });
  }
}

function sessionRoutes(auth: Hono, deps: Deps): void {
  auth.get('/api/auth/get-session', async (c) => {
    const { name, email, twoFactorEnabled } = await signedInPerson(deps, c.req.raw.headers);
    return c.json({ user: { name, email, twoFactorEnabled } });
  });

  auth.post('/api/auth/sign-out', async (c) => {
    await bodyOf(c, nothing);
    await call(c, deps, '/sign-out', {}, words.session);
    // Nothing of the console stays behind the back button.
    c.header('clear-site-data', '"cache"');
    return c.json({ status: true });
  });

  auth.post('/api/auth/revoke-other-sessions', async (c) => {
    await bodyOf(c, nothing);
    const { personId } = await signedInPerson(deps, c.req.raw.headers);
    await deleteSessionsOf(deps.sql, personId, sessionTokenOf(c, deps));
    return c.json({ status: true });
  });

  auth.post('/api/auth/change-password', async (c) => {
    const { currentPassword, newPassword } = await bodyOf(c, passwordChange);
    const person = await signedInPerson(deps, c.req.raw.headers);
    await countTries(deps, passwordTries(c.get('clientAddress'), person.email));
    const response = await changePassword(deps, person, callerOf(c), { currentPassword, newPassword });
    if (response !== null) await readAnswer(c, response, 'The current password is wrong.');
    return c.json({ status: true });
  });
}

function linkRoutes(auth: Hono, deps: Deps): void {
  auth.get('/console/link', pageHeaders('page'), async (c) => {
    // With no-referrer the browser would call the form's origin null, and the POST be refused.
    c.header('referrer-policy', 'strict-origin');
    const { token = '', to = '/console' } = c.req.query();
    const email = await readSignInLink(deps, token);
    const page = { nonce: c.get('cspNonce'), language: c.req.header('accept-language') };
    if (email === null) return c.html(usedLinkPage(page), 404);
    return c.html(linkPage({ ...page, email, token, to }));
  });

  auth.post('/api/auth/magic-link/verify', pageHeaders('page'), async (c) => {
    const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
    const body = linkUse.safeParse(isForm ? await c.req.parseBody() : await jsonOf(c));
    if (!body.success && !isForm) throw body.error;
    await countTries(deps, proofTries(c.get('clientAddress')));
    const answer = body.success ? await useLink(c, deps, body.data) : null;
    if (!isForm) {
      if (answer === null) throw new AppError('unauthorized', words.link);
      return c.json(answer);
    }
    if (answer === null) {
      return c.html(usedLinkPage({ nonce: c.get('cspNonce'), language: c.req.header('accept-language') }), 401);
    }
    const to = body.data?.to ?? '/console';
    return c.redirect(answer.twoFactorRedirect ? `/console/two-factor?to=${encodeURIComponent(to)}` : to, 303);
  });
}

/** Uses a link up. @returns null when it was used already, is too old, or is none. */
async function useLink(c: Context, deps: Deps, body: z.infer<typeof linkUse>): Promise<SignInAnswer | null> {
  const email = await readSignInLink(deps, body.token);
  if (email === null) return null;
  const response = await deps.auth.redeem(body.token, callerOf(c));
  // The library sends a link that is no use to its error page.
  if (!response.ok) return null;
  const answer = await readAnswer(c, response, words.link);
  await endFormerSession(c, deps);
  if (body.newPassword !== undefined) {
    await setPasswordAfterLink(deps, {
      email,
      password: body.newPassword,
      keptSession: newSessionToken(response, deps),
    });
  }
  return answer;
}

async function call(
  c: Context,
  deps: Deps,
  endpoint: AuthEndpoint,
  body: object,
  refused: string,
): Promise<SignInAnswer> {
  return readAnswer(c, await deps.auth.call(endpoint, callerOf(c), body), refused);
}

/** Whoever signs in anew leaves no older session behind in the same browser. */
async function endFormerSession(c: Context, deps: Deps): Promise<void> {
  const former = sessionTokenOf(c, deps);
  if (former !== null) await deleteSession(deps.sql, former);
}

function sessionTokenOf(c: Context, deps: Deps): string | null {
  return readSessionToken(deps.keys, deps.config.publicUrl, c.req.header('cookie') ?? null);
}

function newSessionToken(response: Response, deps: Deps): string | null {
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  return readSessionToken(deps.keys, deps.config.publicUrl, cookies.join('; '));
}

function callerOf(c: Context): AuthCaller {
  const userAgent = normaliseText(c.req.header('user-agent') ?? '', { graphemesMax: 200 });
  return { cookie: c.req.header('cookie') ?? '', userAgent };
}

async function bodyOf<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  return schema.parse(await jsonOf(c));
}

async function jsonOf(c: Context): Promise<unknown> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new AppError('unsupported_media_type', 'Send application/json.');
  }
  return c.req.json();
}
