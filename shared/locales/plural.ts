// Plural forms of a language, by the rules that the platform knows.

export type PluralForms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

/** How a language chooses among plural forms: `plural(3, { one: '1 file', other: '3 files' })`. */
export function pluralsIn(language: string): (count: number, forms: PluralForms) => string {
  const rules = new Intl.PluralRules(language);
  return (count, forms) => forms[rules.select(count)] ?? forms.other;
}
