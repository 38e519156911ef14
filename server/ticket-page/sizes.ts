// Sizes of files as people read them.

/** Such as "340 kB" or "2.4 MB", in the language. */
export function sizeText(bytes: number, language: string): string {
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte'];
  const maximumFractionDigits = amount < 10 && unit === 'megabyte' ? 1 : 0;
  const format = new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits });
  return format.format(Math.max(amount, 1));
}
