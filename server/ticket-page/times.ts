// Instants as a reader takes them in: today and yesterday by name, older ones by date, the exact one with its zone beside.
import type { PageLanguage } from './words.ts';

export interface Clock {
  language: PageLanguage;
  /** IANA name. */
  timeZone: string;
  now: Date;
}

/** Such as "today 12:04" or "3 Nov 2026, 12:04". */
export function whenText(at: Date, { language, timeZone, now }: Clock): string {
  const { day, dateTime, time, relative } = formats(language, timeZone);
  const daysAgo = (Date.parse(day.format(now)) - Date.parse(day.format(at))) / 86_400_000;
  if (daysAgo !== 0 && daysAgo !== 1) return dateTime.format(at);
  return `${relative.format(-daysAgo, 'day')} ${time.format(at)}`;
}

/** To the second, with the zone. */
export function exactText(at: Date, { language, timeZone }: Clock): string {
  return formats(language, timeZone).exact.format(at);
}

interface Formats {
  /** `2026-11-21`, in the zone. */
  day: Intl.DateTimeFormat;
  time: Intl.DateTimeFormat;
  dateTime: Intl.DateTimeFormat;
  exact: Intl.DateTimeFormat;
  relative: Intl.RelativeTimeFormat;
}

// Making a format costs more than a hundred uses of it.
const kept = new Map<string, Formats>();
const keptMax = 200;

function formats(language: PageLanguage, timeZone: string): Formats {
  const key = `${language} ${timeZone}`;
  const known = kept.get(key);
  if (known !== undefined) return known;
  // British English: the month by name, and no a.m. or p.m.
  const locale = language === 'en' ? 'en-GB' : language;
  const made: Formats = {
    day: new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }),
    time: new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' }),
    dateTime: new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' }),
    exact: new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'long' }),
    relative: new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }),
  };
  if (kept.size >= keptMax) kept.clear();
  kept.set(key, made);
  return made;
}
