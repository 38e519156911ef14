// A person as a disc with initials. The tint comes from the name, so that one person looks the same everywhere.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';

const tints = 8;

/** The disc of a person; hidden from screen readers because the name always stands beside it or in `label`. */
export function avatar(name: string, options: { large?: boolean; label?: string } = {}): TemplateResult {
  const size = options.large === true ? 'avatar large' : 'avatar';
  return html`<span
    class="${size} tint-${tintOf(name)}"
    role=${options.label === undefined ? nothing : 'img'}
    aria-label=${options.label ?? nothing}
    aria-hidden=${options.label === undefined ? 'true' : nothing}
    data-tip=${options.label ?? nothing}
    ><span aria-hidden="true">${initialsOf(name)}</span></span
  >`;
}

/** At most two letters: of the first and the last word; one character for scripts without word initials. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = firstLetter(words[0]);
  if (first === '') return '?';
  if (words.length < 2 || !/\p{Script=Latin}|\p{Script=Cyrillic}|\p{Script=Greek}/u.test(first)) return first;
  return first + firstLetter(words.at(-1));
}

function firstLetter(word = ''): string {
  return (word.match(/\p{L}|\p{N}/u)?.[0] ?? '').toLocaleUpperCase();
}

function tintOf(name: string): number {
  let sum = 0;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return sum % tints;
}
