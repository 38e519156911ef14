// The catalogues, each in a file of its own that is fetched when its language is needed.
import type { WidgetMessages } from '../../shared/locales/widget/en.ts';

interface Catalogue {
  messages: WidgetMessages;
}

const catalogues: Readonly<Record<string, () => Promise<Catalogue>>> = {
  en: () => import('../../shared/locales/widget/en.ts'),
  de: () => import('../../shared/locales/widget/de.ts'),
  fr: () => import('../../shared/locales/widget/fr.ts'),
  es: () => import('../../shared/locales/widget/es.ts'),
  pt: () => import('../../shared/locales/widget/pt.ts'),
  it: () => import('../../shared/locales/widget/it.ts'),
  pl: () => import('../../shared/locales/widget/pl.ts'),
  nl: () => import('../../shared/locales/widget/nl.ts'),
  ja: () => import('../../shared/locales/widget/ja.ts'),
  zh: () => import('../../shared/locales/widget/zh.ts'),
  ar: () => import('../../shared/locales/widget/ar.ts'),
  he: () => import('../../shared/locales/widget/he.ts'),
};

/** The words of a language. @throws when its file cannot load */
export async function loadMessages(language: string): Promise<WidgetMessages> {
  const load = catalogues[language];
  if (load === undefined) throw new RangeError(`no catalogue for ${language}`);
  return (await load()).messages;
}
