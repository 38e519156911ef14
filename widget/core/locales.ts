// The catalogues, each in a file of its own that is fetched when its language is needed. The loader vouches for this
// file by its hash, and this file for each catalogue by its own.
import type { WidgetMessages } from '../../shared/locales/widget/en.ts';
import type { CoreSource } from '../shell.ts';

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

/** The build puts `file integrity file integrity ...` here; where nothing was built, imports find their own way. */
const pins = '__DESKBELL_LOCALES__';

/**
 * The words of a language.
 *
 * @param preload fetches a module with its integrity checked, so that the import finds it in the page's module map
 * @throws when its file cannot load, or is not what was built
 */
export async function loadMessages(language: string, preload: CoreSource['preload']): Promise<WidgetMessages> {
  const load = catalogues[language];
  if (load === undefined) throw new RangeError(`no catalogue for ${language}`);
  const [, file, integrity] = new RegExp(`(${language}-\\S+) (\\S+)`).exec(pins) ?? [];
  if (file && integrity) await preload?.(new URL(file, import.meta.url).href, integrity);
  return (await load()).messages;
}
