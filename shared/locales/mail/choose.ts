// Which language a mail is written in.
import { de } from './de.ts';
import { en } from './en.ts';
import type { MailTexts } from './texts.ts';

const catalogues: Readonly<Record<string, MailTexts>> = { en, de };

/**
 * The first language of the list that mails are written in; English when there is none.
 * @param locales BCP 47 tags, the reader's own first; null for what is not known.
 */
export function chooseMailLanguage(locales: readonly (string | null)[]): { language: string; texts: MailTexts } {
  for (const locale of locales) {
    const language = locale?.split('-')[0]?.toLowerCase() ?? '';
    const texts = Object.hasOwn(catalogues, language) ? catalogues[language] : undefined;
    if (texts !== undefined) return { language, texts };
  }
  return { language: 'en', texts: en };
}
