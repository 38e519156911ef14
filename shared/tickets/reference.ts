// How a ticket's number is written and read: TKT-0042, or TKT042 where a workspace wants it so.

export interface ReferenceStyle {
  /** Letters A to Z. */
  prefix: string;
  separator: '-' | '';
  /** At least so many digits; numbers that need more get more. */
  digits: number;
}

/** Writes a number, such as 42, as the workspace wants it read. */
export function formatReference({ prefix, separator, digits, number }: ReferenceStyle & { number: number }): string {
  return `${prefix}${separator}${String(number).padStart(digits, '0')}`;
}

// As many digits as a number can hold exactly.
const digitsMax = 15;

/**
 * The number in what somebody typed, or null. Forgives case, blanks around, `#` in front, a missing or other separator
 * and missing zeros, so that references from before a change of style are still found; a bare number counts as well.
 */
export function parseReference(text: string, style: Pick<ReferenceStyle, 'prefix'>): number | null {
  const typed = text.trim().replace(/^#/, '').toUpperCase();
  const prefix = style.prefix.toUpperCase();
  const rest = typed.startsWith(prefix) ? typed.slice(prefix.length).replace(/^[- ]/, '') : typed;
  if (!/^[0-9]+$/.test(rest) || rest.length > digitsMax) return null;
  const number = Number(rest);
  return number > 0 ? number : null;
}
