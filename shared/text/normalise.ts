// THE text normaliser: every text that enters passes here once, so that the database takes it, screens cannot be
// deceived by it, and two texts that look alike compare alike.
import { truncateGraphemes } from './graphemes.ts';

export interface NormaliseOptions {
  /** Keeps line feeds and tabs; otherwise each run of them becomes one space. */
  multiline?: boolean;
  /** Cuts here. For texts that must not be refused, such as mail; forms check the length instead and say so. */
  graphemesMax?: number;
}

// Enough for every living script; more are drawn over the lines above and below.
const marksMax = 16;

// Latin, Cyrillic, Han, usual punctuation and currency: characters that are in NFC already, next to any other of them.
// They decide most texts in one pass.
const plainCharacters =
  '\\x20-\\x7e\\xa0-\\xac\\xae-\\u02ff\\u0400-\\u0482\\u048a-\\u052f\\u2010-\\u2027\\u20a0-\\u20bf\\u3001-\\u3029\\u4e00-\\u9fff';
const plainLine = new RegExp(`^[${plainCharacters}]*$`);
const plainParagraphs = new RegExp(`^[\\t\\n${plainCharacters}]*$`);

const anyLineBreak = /\r\n|[\r\v\f\x85\u2028\u2029]/g;
const breakRun = /[\t\n]+/g;

// Controls but tab and line feed; soft hyphen; zero-width space; bidi embeddings, overrides and isolates; word joiner,
// invisible operators and deprecated format characters; byte order mark; interlinear annotation.
// Zero-width joiner and non-joiner (emoji, Persian, Indic scripts) and the left/right marks stay.
const unwanted = /[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u180e\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

// Tag characters are invisible ASCII: fit to smuggle words past a reader to a model. Flags of regions need a few of them.
const flagOrTag = /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f})|[\u{e0000}-\u{e007f}]/gu;

const markRun = new RegExp(`([\\p{M}\\u200c\\u200d]{${marksMax}})[\\p{M}\\u200c\\u200d]+`, 'gu');

// Letters and symbols that are drawn as nothing: Hangul fillers and the empty Braille cell.
const visible = /(?![\u115f\u1160\u3164\uffa0\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * Makes a text fit to store, compare and show: well-formed Unicode in NFC without controls, without invisible or
 * bidi-overriding characters, at most 16 marks on a character, line breaks as LF, trimmed. Linear in the length;
 * applying it again changes nothing.
 */
export function normaliseText(value: string, options: NormaliseOptions = {}): string {
  const multiline = options.multiline === true;
  const text = (multiline ? plainParagraphs : plainLine).test(value) ? value.trim() : repair(value, multiline);
  if (options.graphemesMax === undefined || text.length <= options.graphemesMax) return text;
  return truncateGraphemes(text, options.graphemesMax).trimEnd();
}

/** Whether a normalised text shows anything at all. */
export function isVisible(text: string): boolean {
  return visible.test(text);
}

function repair(value: string, multiline: boolean): string {
  let text = value.toWellFormed().replace(anyLineBreak, '\n');
  if (!multiline) text = text.replace(breakRun, ' ');
  text = text.replace(unwanted, '').replace(flagOrTag, '$1');
  // Marks are capped before NFC, which sorts them at quadratic cost, and after, since a few marks become two.
  return capMarks(capMarks(text).normalize('NFC')).trim();
}

function capMarks(text: string): string {
  return text.replace(markRun, '$1');
}
