// The public ticket page over plain HTTP: one page to look at, which changes nothing, and forms that do. The path holds
// the token: nothing of the page may be kept, indexed or named to another site, which the headers of every answer see to.
import { randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import type { StatusCode } from 'hono/utils/http-status';
import { mailboxKey } from '#shared/addresses/email.ts';
import { confirmTicket, rateTicket, replyAsCustomer } from '../customer/actions.ts';
import { loadTicketForCustomer } from '../customer/caller-load.ts';
import { customerThread } from '../customer/load.ts';
import type { Deps } from '../deps.ts';
import type { Html } from '../email/nodes-html.ts';
import { appErrorOf, type KnownError, logFailure } from '../http/errors.ts';
import { pageHeaders } from '../http/security-headers.ts';
import { makeLinkToken } from '../tickets/link.ts';
import {
  type FormFields,
  readAttachments,
  readBody,
  readClientId,
  readComment,
  readLinkField,
  readNewLink,
  readScore,
} from './form-input.ts';
import type { Refused } from './forms-view.ts';
import { gonePage, messagePage, newLinkSentPage } from './gone-view.ts';
import { heldPage } from './held-view.ts';
import { mailsPage } from './mails-view.ts';
import { mailNewLink, workspaceHint } from './new-link.ts';
import { type Reader, readReader, strangerWords, tokenOf } from './reader.ts';
import { selectMuted, selectRequesterLink, setMuted } from './store.ts';
import { type Done, doneKinds, ticketPage } from './ticket-view.ts';
import type { PageWords } from './words.ts';

const newLinksAnHour = { ofAddress: 20, ofMailbox: 5 };
const actionsOfLink = { max: 60, windowSeconds: 600 };

/** Everything under /t. */
export function ticketPageRoutes(deps: Deps): Hono {
  const pages = new Hono();
  pages.use('/t/*', pageHeaders('page'), async (c, next) => {
    await next();
    c.header('x-robots-tag', 'noindex, nofollow');
  });
  pages.get('/t/new-link', (c) => answerGone(c));
  pages.post('/t/new-link', (c) => askForLink(deps, c));
  pages.get('/t/:token', async (c) => showTicket(deps, c, await readReader(deps, c)));
  pages.post('/t/:token/reply', (c) => reply(deps, c));
  pages.post('/t/:token/rate', async (c) => rate(deps, c, await readReader(deps, c)));
  pages.post('/t/:token/confirm', async (c) => confirm(deps, c, await readReader(deps, c)));
  pages.get('/t/:token/mails', async (c) => showMails(deps, c, await readReader(deps, c)));
  pages.post('/t/:token/mails', async (c) => chooseMails(deps, c, await readReader(deps, c)));
  pages.get('/t/:token/:form', (c) => c.redirect(`/t/${tokenOf(c)}`, 303));
  pages.all('/t/*', (c) => answerGone(c));
  pages.onError((error, c) => answerFailure(deps, c, error));
  return pages;
}

interface Shown {
  refused?: Refused;
  /** Of the form that was refused: what it made may be there, so that it must not be made twice. */
  clientId?: string;
  status?: StatusCode;
}

async function showTicket(deps: Deps, c: Context, reader: Reader, shown: Shown = {}): Promise<Response> {
  const { caller, words, path } = reader;
  const before = numberOf(c.req.query('before'));
  const thread = await customerThread(deps, caller, { ticketId: caller.link.ticketId, before });
  const { timeZone } = caller.workspace.settings;
  const page = ticketPage({
    thread,
    workspace: caller.workspace,
    path,
    words,
    clock: { language: words.language, timeZone, now: new Date() },
    nonce: nonceOf(c),
    clientId: shown.clientId ?? randomUUID(),
    done: doneKinds.find((kind) => kind === c.req.query('done')) ?? null,
    refused: shown.refused ?? null,
    score: shown.refused?.score ?? readScore(c.req.query('score')),
    isEarlier: before !== undefined,
  });
  return answer(c, page, shown.status);
}

async function reply(deps: Deps, c: Context): Promise<Response> {
  const fields = await fieldsOf(c);
  const clientId = readClientId(fields) ?? randomUUID();
  const typed = typeof fields['body'] === 'string' ? fields['body'] : '';
  const reader = await readReader(deps, c).catch((error: unknown) => expected(deps, c, error));
  if (!('caller' in reader)) return answerHeld(c, strangerWords(c), reader, { clientId, body: typed });
  const { caller, words } = reader;
  const body = readBody(fields, words);
  const attachments = readAttachments(fields);
  const kept = { body: typed, attachments: attachments.join(' ') };
  if (!body.ok) {
    const refused: Refused = { form: 'reply', message: words.errors.bad_request, problem: body.problem, ...kept };
    return showTicket(deps, c, reader, { refused, clientId, status: 422 });
  }
  try {
    const { ticketId } = caller.link;
    const files = attachments.length === 0 ? {} : { attachments };
    const written = { clientId, ticketId, body: body.value, ...files };
    const result = await replyAsCustomer(deps, caller, written, { address: c.get('clientAddress'), channel: 'portal' });
    if (result.kind === 'reply') return done(c, reader, 'reply', `#m${result.outcome.number}`);
    const link = await selectRequesterLink(deps.sql, caller.workspace.id, result.opened.ticketId);
    return link === null
      ? done(c, reader, 'reply')
      : c.redirect(`/t/${makeLinkToken(deps.keys, link)}?done=follow-up`, 303);
  } catch (error) {
    const failure = expected(deps, c, error);
    // A key that was used for other words is used up; any other form may be sent again as it is.
    const retryId = failure.code === 'unprocessable' ? randomUUID() : clientId;
    return showRefused(deps, c, reader, failure, { form: 'reply', message: '', ...kept }, retryId);
  }
}

async function rate(deps: Deps, c: Context, reader: Reader): Promise<Response> {
  const { caller, words } = reader;
  const fields = await fieldsOf(c);
  const score = readScore(fields['score']);
  const comment = readComment(fields);
  if (score === null) {
    const { errors, problems } = words;
    const refused: Refused = { form: 'rate', message: errors.bad_request, problem: problems.score, comment };
    return showTicket(deps, c, reader, { refused, status: 422 });
  }
  try {
    await limitActions(deps, caller.link.participantId);
    const rating = { ticketId: caller.link.ticketId, score, ...(comment === '' ? {} : { comment }) };
    await rateTicket(deps, caller, rating);
    return done(c, reader, 'rate');
  } catch (error) {
    return showRefused(deps, c, reader, expected(deps, c, error), { form: 'rate', message: '', comment, score });
  }
}

async function confirm(deps: Deps, c: Context, reader: Reader): Promise<Response> {
  const { caller } = reader;
  try {
    await limitActions(deps, caller.link.participantId);
    await confirmTicket(deps, caller, caller.link.ticketId);
    return done(c, reader, 'confirm');
  } catch (error) {
    return showRefused(deps, c, reader, expected(deps, c, error), { form: 'confirm', message: '' });
  }
}

async function showMails(deps: Deps, c: Context, { caller, words, path }: Reader): Promise<Response> {
  await loadTicketForCustomer(deps, caller, caller.link.ticketId);
  const { accent } = caller.workspace.settings.widget;
  const muted = await selectMuted(deps.sql, caller.link);
  return answer(c, mailsPage({ words, nonce: nonceOf(c), path, accent, muted }));
}

/** Whatever a mail program sends turns them off; only the page's own form turns them on again. */
async function chooseMails(deps: Deps, c: Context, reader: Reader): Promise<Response> {
  const { caller } = reader;
  await loadTicketForCustomer(deps, caller, caller.link.ticketId);
  await limitActions(deps, caller.link.participantId);
  const fields = await fieldsOf(c);
  await setMuted(deps.sql, caller.link, fields['mails'] !== 'all');
  return showMails(deps, c, reader);
}

/** The same answer for every address and number. */
async function askForLink(deps: Deps, c: Context): Promise<Response> {
  const words = strangerWords(c);
  const nonce = nonceOf(c);
  const reading = readNewLink(await fieldsOf(c), words);
  if (!reading.ok) {
    const { link, ...refused } = reading;
    return answer(c, gonePage({ words, nonce, link, refused }), 422);
  }
  const { email, reference, link } = reading.value;
  const { limitFactor } = deps.config;
  const hour = { points: 1, windowSeconds: 3_600 };
  await deps.limits.consume([
    { key: `new link address ${c.get('clientAddress')}`, max: newLinksAnHour.ofAddress * limitFactor, ...hour },
    { key: `new link mailbox ${mailboxKey(email)}`, max: newLinksAnHour.ofMailbox * limitFactor, ...hour },
  ]);
  const request = { workspaceHint: workspaceHint(link), email, reference, askedAt: new Date() };
  // Not waited for: neither the answer nor its time tells anything. Should this node end right now, they ask again.
  mailNewLink(deps, request).catch((err: unknown) => deps.log.warn({ err }, 'a new link was not mailed'));
  return answer(c, newLinkSentPage({ words, nonce }));
}

/** Shows the page with the form as it was sent, and says why; without the page when that cannot be read either. */
async function showRefused(
  deps: Deps,
  c: Context,
  reader: Reader,
  failure: KnownError,
  form: Refused,
  clientId: string = randomUUID(),
): Promise<Response> {
  const { words } = reader;
  const takesNoReply = form.form === 'reply' && failure.code === 'conflict';
  const message = takesNoReply ? words.reply.closed : words.errors[failure.code];
  if (failure.retryAfterSeconds !== undefined) c.header('retry-after', String(failure.retryAfterSeconds));
  try {
    return await showTicket(deps, c, reader, { refused: { ...form, message }, clientId, status: failure.status });
  } catch (error) {
    return answerHeld(c, words, expected(deps, c, error), { clientId, body: form.body ?? '' });
  }
}

/** Nothing can be read right now: what was typed stays in a form. */
function answerHeld(
  c: Context,
  words: PageWords,
  failure: KnownError,
  form: { clientId: string; body: string },
): Promise<Response> {
  const message = words.errors[failure.code];
  if (failure.retryAfterSeconds !== undefined) c.header('retry-after', String(failure.retryAfterSeconds));
  return answer(c, heldPage({ words, nonce: nonceOf(c), path: `/t/${tokenOf(c)}`, message, ...form }), failure.status);
}

/** @throws the error again when the link itself led nowhere: that page is another one. */
function expected(deps: Deps, c: Context, error: unknown): KnownError {
  const failure = appErrorOf(error);
  if (failure.code === 'not_found') throw error;
  logFailure(deps.log, failure, error, c.get('requestId'));
  return failure;
}

function answerFailure(deps: Deps, c: Context, error: unknown): Response | Promise<Response> {
  const failure = appErrorOf(error);
  if (failure.code === 'not_found') return answerGone(c);
  logFailure(deps.log, failure, error, c.get('requestId'));
  if (failure.retryAfterSeconds !== undefined) c.header('retry-after', String(failure.retryAfterSeconds));
  const words = strangerWords(c);
  const { heading } = words.problems;
  const page = { words, nonce: nonceOf(c), heading: c.req.method === 'GET' ? words.gone.heading : heading };
  return answer(c, messagePage({ ...page, text: words.errors[failure.code] }), failure.status);
}

function answerGone(c: Context): Promise<Response> {
  const link = readLinkField(tokenOf(c));
  return answer(c, gonePage({ words: strangerWords(c), nonce: nonceOf(c), link, refused: null }), 404);
}

async function answer(c: Context, page: Html, status: StatusCode = 200): Promise<Response> {
  c.status(status);
  return c.html(await page);
}

/** A script that takes the page over part by part needs no style, and its own page's policy would refuse it. */
function nonceOf(c: Context): string | null {
  return c.req.header('x-deskbell-part') === undefined ? c.get('cspNonce') : null;
}

/** Back to the page by GET, so that loading it again sends nothing again. */
function done(c: Context, reader: Reader, kind: Done, fragment = ''): Response {
  return c.redirect(`${reader.path}?done=${kind}${fragment}`, 303);
}

async function limitActions(deps: Deps, participantId: string): Promise<void> {
  const { max, windowSeconds } = actionsOfLink;
  const key = `page action ${participantId}`;
  await deps.limits.consume([{ key, points: 1, max: max * deps.config.limitFactor, windowSeconds }]);
}

/** A field that came twice counts once; a file is no text. */
async function fieldsOf(c: Context): Promise<FormFields> {
  return c.req.parseBody();
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
