// Who reads the page: the holder of a link, with the words in their language.
import type { Context } from 'hono';
import type { Deps } from '../deps.ts';
import { type PublicLink, readLinkToken } from '../tickets/link.ts';
import { type LinkCaller, readLink } from '../visitors/caller.ts';
import { selectReaderLocale } from './store.ts';
import { acceptedLanguages, type PageWords, pageWords } from './words.ts';

export interface Reader {
  caller: LinkCaller;
  words: PageWords;
  /** `/t/<token>`. */
  path: string;
}

// Guessing a MAC of 128 bits is hopeless anyway; whoever tries is not to keep the log busy.
const guesses = { max: 60, windowSeconds: 600 };
const keptMs = 60_000;
const keptMax = 5_000;

/** The token as it stands in the address, not decoded: percent-encoding is another spelling, and a token has one. */
export function tokenOf(c: Context): string {
  return new URL(c.req.url).pathname.split('/')[2] ?? '';
}

/**
 * Reads the link of the request's path.
 * @throws AppError not_found for every link that was not made here; rate_limited for whoever keeps guessing.
 */
export async function readReader(deps: Deps, c: Context): Promise<Reader> {
  const token = tokenOf(c);
  const link = readLinkToken(deps.keys, token);
  if (link === null && token.length === 88) {
    const key = `bad link ${c.get('clientAddress')}`;
    await deps.limits.consume([
      { key, points: 1, max: guesses.max * deps.config.limitFactor, windowSeconds: guesses.windowSeconds },
    ]);
  }
  const caller = await readLink(deps, token);
  const locale = await readerLocale(deps, caller.link);
  return { caller, words: wordsOf(c, locale, caller.workspace.settings.locale), path: `/t/${token}` };
}

/** The words for somebody of whom nothing is known but what their browser says. */
export function strangerWords(c: Context): PageWords {
  return wordsOf(c, null, null);
}

function wordsOf(c: Context, own: string | null, workspace: string | null): PageWords {
  return pageWords([own, ...acceptedLanguages(c.req.header('accept-language')), workspace]);
}

const kept = new WeakMap<Deps['sql'], Map<string, { until: number; locale: Promise<string | null> }>>();

/** Kept for a minute: it hardly ever changes, and every view of the page asks. */
function readerLocale(deps: Deps, link: PublicLink): Promise<string | null> {
  const locales = kept.get(deps.sql) ?? new Map<string, { until: number; locale: Promise<string | null> }>();
  kept.set(deps.sql, locales);
  const now = Date.now();
  const known = locales.get(link.participantId);
  if (known !== undefined && known.until > now) return known.locale;
  if (locales.size >= keptMax) locales.clear();
  const locale = selectReaderLocale(deps.sql, link);
  locales.set(link.participantId, { until: now + keptMs, locale });
  locale.catch(() => locales.delete(link.participantId));
  return locale;
}
