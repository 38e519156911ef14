// What the page's forms send, read into what the actions take, or into what to say beside the field. Pure.
import { canonicalEmail } from '#shared/addresses/email.ts';
import { attachmentsMax } from '#shared/api/attachments.ts';
import { bodyGraphemesMax } from '#shared/api/customer.ts';
import { isUuid } from '#shared/ids.ts';
import { exceedsGraphemes } from '#shared/text/graphemes.ts';
import { isVisible, normaliseText } from '#shared/text/normalise.ts';
import type { PageWords } from './words.ts';

/** A form's fields as they came: texts, files, or nothing. */
export type FormFields = Readonly<Record<string, unknown>>;

export type Reading<Value> = { ok: true; value: Value } | { ok: false; problem: string };

const commentGraphemesMax = 1_000;
const referenceCharactersMax = 60;
const linkShape = /^[\w-]{22,200}$/;

/** The id that makes a form sent twice one message; null for anything else. */
export function readClientId(fields: FormFields): string | null {
  const text = textOf(fields['clientId']);
  return isUuid(text) ? text.toLowerCase() : null;
}

/** A message of several lines. */
export function readBody(fields: FormFields, { problems }: PageWords): Reading<string> {
  const value = normaliseText(textOf(fields['body']), { multiline: true });
  if (!isVisible(value)) return { ok: false, problem: problems.missing };
  if (exceedsGraphemes(value, bodyGraphemesMax)) return { ok: false, problem: problems.tooLong(bodyGraphemesMax) };
  return { ok: true, value };
}

/** Ids of files that a script uploaded, each once. */
export function readAttachments(fields: FormFields): string[] {
  const ids = textOf(fields['attachments'])
    .split(' ')
    .filter(isUuid)
    .map((id) => id.toLowerCase());
  return [...new Set(ids)].slice(0, attachmentsMax);
}

/** A score from 1 to 5. */
export function readScore(text: unknown): number | null {
  return typeof text === 'string' && /^[1-5]$/.test(text) ? Number(text) : null;
}

/** A remark beside the score; nothing is fine. */
export function readComment(fields: FormFields): string {
  return normaliseText(textOf(fields['comment']), { graphemesMax: commentGraphemesMax });
}

export interface NewLinkForm {
  /** Canonical. */
  email: string;
  reference: string;
  /** The token that led nowhere, or an empty text. */
  link: string;
}

export type NewLinkReading =
  | { ok: true; value: NewLinkForm }
  | { ok: false; email: string; reference: string; link: string; problems: { email?: string; reference?: string } };

/** Whose link is wanted, and for which ticket. */
export function readNewLink(fields: FormFields, { problems }: PageWords): NewLinkReading {
  const typed = normaliseText(textOf(fields['email']), { graphemesMax: 300 });
  const reference = normaliseText(textOf(fields['reference']), { graphemesMax: referenceCharactersMax });
  const link = readLinkField(textOf(fields['link']));
  const email = canonicalEmail(typed);
  if (email.ok && isVisible(reference)) return { ok: true, value: { email: email.address, reference, link } };
  return {
    ok: false,
    email: typed,
    reference,
    link,
    problems: {
      ...(email.ok ? {} : { email: problems.email }),
      ...(isVisible(reference) ? {} : { reference: problems.missing }),
    },
  };
}

/** The token as far as it has the shape of one; also one that was cut off. */
export function readLinkField(text: string): string {
  return linkShape.test(text) ? text : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
