// Form fields of text: schemas that normalise first and check what will be stored, with messages that name the mend.
import { z } from 'zod';
import { exceedsGraphemes } from './graphemes.ts';
import { isVisible, normaliseText } from './normalise.ts';

export interface TextFieldOptions {
  /** Greatest length in graphemes. */
  max: number;
  /** Whether nothing is a fine answer; otherwise something visible must be written. */
  blank?: boolean;
}

/** One line: a subject, a name, a label. Line breaks become spaces. */
export function line(options: TextFieldOptions) {
  return textField((value) => normaliseText(value), options);
}

/** Several lines: a message, a note, a resolution. */
export function paragraphs(options: TextFieldOptions) {
  return textField((value) => normaliseText(value, { multiline: true }), options);
}

function textField(normalise: (value: string) => string, { max, blank = false }: TextFieldOptions) {
  return z
    .string('Write text here.')
    .overwrite(normalise)
    .refine((text) => blank || isVisible(text), 'Write something here.')
    .refine((text) => !exceedsGraphemes(text, max), `Shorten this to at most ${max} characters.`)
    .meta(blank ? { maxLength: max } : { minLength: 1, maxLength: max });
}
