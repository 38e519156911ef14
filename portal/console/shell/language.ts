// The language of the console: which catalogue is read, and how dates and numbers are written in it.
import type { ConsoleStrings } from '#shared/locales/console/en.ts';
import { en } from '#shared/locales/console/en.ts';
import { Signal } from '../app/signal.ts';
import { readChoice, writeChoice } from './choices.ts';

export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

/** The language in use; elements render again when it changes. */
export const language = new Signal<Language>('en');
let catalogue: ConsoleStrings = en;

/** The locale for dates and numbers: the browser's own variant of the language, such as `en-GB`, where it has one. */
export function locale(): string {
  return navigator.languages.find((tag) => tag.split('-')[0] === language.value) ?? language.value;
}

/** The texts of the language in use. */
export function strings(): ConsoleStrings {
  return catalogue;
}

/** Loads the language that was chosen before, or the first of the browser's that there is. */
export async function startLanguage(): Promise<void> {
  const wanted = [readChoice('language'), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  await setLanguage(wanted.find(isLanguage) ?? 'en');
}

/** Switches the language of the whole console. */
export async function setLanguage(next: Language): Promise<void> {
  catalogue = next === 'de' ? (await import('#shared/locales/console/de.ts')).de : en;
  document.documentElement.lang = next;
  language.set(next);
}

/** Switches the language and keeps the choice in this browser. */
export async function chooseLanguage(next: Language): Promise<void> {
  writeChoice('language', next);
  await setLanguage(next);
}

/** Whether there is a catalogue for it. */
export function isLanguage(tag: string | null): tag is Language {
  return tag !== null && Object.hasOwn(languages, tag);
}
