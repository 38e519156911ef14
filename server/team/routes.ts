// Invitations over HTTP, for people who have no session yet: the page, and accepting by its form or by a script.
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { line } from '#shared/text/fields.ts';
import { newPasswordField } from '../auth/password.ts';
import { type SignedInPerson, signedInPerson } from '../auth/principal.ts';
import { countTries, proofTries } from '../auth/sign-in-limits.ts';
import { makeSignInLink } from '../auth/sign-in-links.ts';
import type { Deps } from '../deps.ts';
import { isOwnOrigin } from '../http/cors.ts';
import { pageHeaders } from '../http/security-headers.ts';
import { acceptInvitation, readInvitation } from './accept-actions.ts';
import { invitationPage, type InvitationPage, usedInvitationPage } from './invitation-page.ts';

const token = z.string('Open the link from the mail.').max(200);
const showing = z.strictObject({ token });
const acceptance = z.strictObject({
  token,
  name: line({ max: 120 }).optional(),
  password: newPasswordField.optional(),
});

/** The page of an invitation, and the calls under /api/auth/invitation. */
export function invitationRoutes(deps: Deps): Hono {
  const routes = new Hono();

  routes.get('/console/invitation', pageHeaders('page'), async (c) => {
    // With no-referrer the browser would call the form's origin null, and the POST be refused.
    c.header('referrer-policy', 'strict-origin');
    return showPage(c, deps, c.req.query('token') ?? '');
  });

  routes.use('/api/auth/invitation/*', async (c, next) => {
    if (!isOwnOrigin(c.req.raw.headers, deps.config.publicUrl)) {
      throw new AppError('forbidden', 'This call did not come from the console. Open the console and try there.');
    }
    await countTries(deps, proofTries(c.get('clientAddress')));
    await next();
  });

  routes.post('/api/auth/invitation/show', async (c) => {
    const { token: shown } = showing.parse(await c.req.json());
    const { workspaceName, workspaceSlug, email, role, invitedBy, hasAccount } = await readInvitation(deps, shown);
    return c.json({ workspace: { name: workspaceName, slug: workspaceSlug }, email, role, invitedBy, hasAccount });
  });

  routes.post('/api/auth/invitation/accept', pageHeaders('page'), async (c) => {
    const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') === true;
    if (!isForm) return c.json(await accept(c, deps, acceptance.parse(await c.req.json())));
    c.header('referrer-policy', 'strict-origin');
    const form = acceptance.safeParse(withoutBlanks(await c.req.parseBody()));
    if (!form.success) return showPage(c, deps, ...formProblem(form.error, await c.req.parseBody()));
    try {
      const { workspace } = await accept(c, deps, form.data);
      return c.redirect(`/console/${workspace}`, 303);
    } catch (cause) {
      // Somebody else is signed in, or it was used meanwhile: the page says which.
      if (cause instanceof AppError && (cause.code === 'unauthorized' || cause.code === 'not_found')) {
        return showPage(c, deps, form.data.token);
      }
      throw cause;
    }
  });

  return routes;
}

/** Accepts, and signs a new person in. */
async function accept(c: Context, deps: Deps, input: z.infer<typeof acceptance>): Promise<{ workspace: string }> {
  const accepted = await acceptInvitation(deps, input, await visitorOf(c, deps));
  if (accepted.isNew) {
    const { token: fresh } = await makeSignInLink(deps, accepted.email, 1);
    const response = await deps.auth.redeem(fresh, { cookie: '', userAgent: '' });
    for (const cookie of response.headers.getSetCookie()) c.header('set-cookie', cookie, { append: true });
  }
  return { workspace: accepted.workspaceSlug };
}

async function showPage(
  c: Context,
  deps: Deps,
  shown: string,
  problem: Pick<InvitationPage, 'problem' | 'name'> = {},
): Promise<Response> {
  const page = { nonce: c.get('cspNonce'), language: c.req.header('accept-language') };
  const invitation = await readInvitation(deps, shown).catch(() => null);
  if (invitation === null) return c.html(usedInvitationPage(page), 404);
  const visitor = await visitorOf(c, deps);
  const { workspaceName, email, invitedBy, hasAccount } = invitation;
  const who = !hasAccount ? 'new' : visitor?.email === email ? 'self' : 'other';
  const status = problem.problem === undefined ? 200 : 400;
  return c.html(
    invitationPage({ ...page, ...problem, token: shown, workspaceName, email, invitedBy, visitor: who }),
    status,
  );
}

async function visitorOf(c: Context, deps: Deps): Promise<SignedInPerson | null> {
  try {
    return await signedInPerson(deps, c.req.raw.headers);
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'unauthorized') return null;
    throw cause;
  }
}

/** A browser sends empty fields too. */
function withoutBlanks(form: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).filter(([, value]) => value !== ''));
}

function formProblem(
  error: z.ZodError,
  form: Record<string, unknown>,
): [token: string, problem: Pick<InvitationPage, 'problem' | 'name'>] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  return [text(form['token']), { problem: error.issues[0]?.message ?? '', name: text(form['name']) }];
}
