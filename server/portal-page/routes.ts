// The customers' portal over plain HTTP: where the widget cannot load, its way out leads here.
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import { messages as widgetDe } from '#shared/locales/widget/de.ts';
import { messages as widgetEn, type WidgetMessages } from '#shared/locales/widget/en.ts';
import { isUuid } from '#shared/ids.ts';
import { openTicketByVisitor } from '../customer/create-actions.ts';
import { selectCustomerCategories } from '../customer/store.ts';
import type { Deps } from '../deps.ts';
import { appErrorOf, type KnownError, logFailure } from '../http/errors.ts';
import { pageHeaders } from '../http/security-headers.ts';
import { hashToken, randomToken } from '../keys.ts';
import { messagePage } from '../ticket-page/gone-view.ts';
import { selectRequesterLink } from '../ticket-page/store.ts';
import { acceptedLanguages, type PageLanguage, type PageWords, pageWords } from '../ticket-page/words.ts';
import { makeLinkToken } from '../tickets/link.ts';
import { type Workspace, workspaceBySlug } from '../workspaces/load.ts';
import { readPortalForm, type Typed } from './form-input.ts';
import { type PortalPage, portalPage } from './portal-view.ts';

const widgetTexts: Readonly<Record<PageLanguage, WidgetMessages>> = { en: widgetEn, de: widgetDe };
const nothingTyped: Typed = { name: '', email: '', subject: '', body: '', categoryId: '' };
const slugShape = /^[a-z0-9-]{1,40}$/;
const secretShape = /^[\w-]{43}$/;

/** `/portal/:slug`. */
export function portalRoutes(deps: Deps): Hono {
  const portal = new Hono();
  portal.use('/portal/*', pageHeaders('page'));
  portal.get('/portal/:slug', async (c) => {
    const workspace = await workspaceOf(deps, c.req.param('slug'));
    return workspace === null ? nowhere(c) : show(deps, c, workspace, {});
  });
  portal.post('/portal/:slug', async (c) => {
    const workspace = await workspaceOf(deps, c.req.param('slug'));
    return workspace === null ? nowhere(c) : openTicket(deps, c, workspace);
  });
  portal.onError((error, c) => {
    const failure = failureOf(deps, c, error);
    const words = wordsOf(c, null);
    const heading = words.problems.heading;
    return answer(
      c,
      messagePage({ words, nonce: c.get('cspNonce'), heading, text: words.errors[failure.code] }),
      failure.status,
    );
  });
  return portal;
}

/** What cannot be a slug is not looked for. */
function workspaceOf(deps: Deps, slug: string): Promise<Workspace | null> {
  return slugShape.test(slug) ? workspaceBySlug(deps, slug) : Promise.resolve(null);
}

interface Shown extends Partial<Pick<PortalPage, 'clientId' | 'visitor' | 'typed' | 'refused'>> {
  status?: StatusCode;
}

async function show(deps: Deps, c: Context, workspace: Workspace, shown: Shown): Promise<Response> {
  const words = wordsOf(c, workspace);
  const { category } = workspace.settings.widget.fields;
  const page = portalPage({
    workspace,
    words,
    texts: widgetTexts[words.language],
    nonce: c.get('cspNonce'),
    categories: category ? await selectCustomerCategories(deps.sql, workspace.id) : [],
    clientId: shown.clientId ?? randomUUID(),
    visitor: shown.visitor ?? randomToken(),
    typed: shown.typed ?? nothingTyped,
    refused: shown.refused ?? null,
    link: Buffer.from(workspace.id.replaceAll('-', ''), 'hex').toString('base64url'),
  });
  return answer(c, page, shown.status);
}

/** Whoever opened the ticket is led to its page at once: the mail with the link may go to somebody else's mailbox. */
async function openTicket(deps: Deps, c: Context, workspace: Workspace): Promise<Response> {
  const words = wordsOf(c, workspace);
  const fields = await c.req.parseBody();
  const { clientId, visitor } = idsOf(fields);
  const reading = readPortalForm(fields, widgetTexts[words.language].problems, words.language);
  const { typed } = reading;
  if (!reading.ok) {
    const refused = { message: words.errors.bad_request, problems: reading.problems };
    return show(deps, c, workspace, { clientId, visitor, typed, refused, status: 422 });
  }
  try {
    const caller = { kind: 'visitor', workspace, secretHash: hashToken(visitor), identity: null } as const;
    const input = { ...reading.input, clientId };
    const opened = await openTicketByVisitor(deps, caller, input, { address: c.get('clientAddress') }, 'portal');
    const link = await selectRequesterLink(deps.sql, workspace.id, opened.ticketId);
    if (link === null) throw new Error('a new ticket has a requester');
    return c.redirect(`/t/${makeLinkToken(deps.keys, link)}?done=created`, 303);
  } catch (error) {
    const failure = failureOf(deps, c, error);
    const refused = { message: words.errors[failure.code], problems: {} };
    // An id that was used for other words is used up.
    const retryId = failure.code === 'unprocessable' ? randomUUID() : clientId;
    return show(deps, c, workspace, { clientId: retryId, visitor, typed, refused, status: failure.status });
  }
}

function idsOf(fields: Readonly<Record<string, unknown>>): { clientId: string; visitor: string } {
  const { clientId, visitor } = fields;
  return {
    clientId: typeof clientId === 'string' && isUuid(clientId) ? clientId.toLowerCase() : randomUUID(),
    visitor: typeof visitor === 'string' && secretShape.test(visitor) ? visitor : randomToken(),
  };
}

function nowhere(c: Context): Promise<Response> {
  const words = wordsOf(c, null);
  const { heading } = words.gone;
  return answer(c, messagePage({ words, nonce: c.get('cspNonce'), heading, text: words.errors.not_found }), 404);
}

function failureOf(deps: Deps, c: Context, error: unknown): KnownError {
  const failure = appErrorOf(error);
  logFailure(deps.log, failure, error, c.get('requestId'));
  if (failure.retryAfterSeconds !== undefined) c.header('retry-after', String(failure.retryAfterSeconds));
  return failure;
}

function wordsOf(c: Context, workspace: Workspace | null): PageWords {
  return pageWords([...acceptedLanguages(c.req.header('accept-language')), workspace?.settings.locale]);
}

async function answer(c: Context, page: ReturnType<typeof portalPage>, status: StatusCode = 200): Promise<Response> {
  c.status(status);
  return c.html(await page);
}
