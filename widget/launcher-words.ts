// The launcher's name in every language, because it is needed before a language was loaded.
export const launcherNames: Readonly<Record<string, string>> = {
  en: 'Help',
  de: 'Hilfe',
  fr: 'Aide',
  es: 'Ayuda',
  pt: 'Ajuda',
  it: 'Aiuto',
  pl: 'Pomoc',
  nl: 'Hulp',
  ja: 'ヘルプ',
  zh: '帮助',
  ar: 'مساعدة',
  he: 'עזרה',
};

export interface ChosenLocale {
  /** The catalogue: one of the languages above. */
  language: string;
  /** The full tag, for dates and numbers. */
  tag: string;
  dir: 'ltr' | 'rtl';
}

/** The first wish that we speak; the tag keeps its region, so that dates read as they do there. */
export function chooseLocale(wishes: readonly (string | null)[]): ChosenLocale {
  const tag = wishes.find((wish) => wish && wish.replace(/-.*/, '').toLowerCase() in launcherNames) ?? 'en';
  const language = tag.slice(0, 2).toLowerCase();
  return { language, tag, dir: /ar|he/.test(language) ? 'rtl' : 'ltr' };
}
