// Dates as the person's language and region write them; the platform knows how.

export interface Formats {
  /** 12:04 */
  time(instant: string): string;
  /** Today, yesterday, or the date. */
  day(instant: string): string;
  /** The shortest that tells when: the time today, else the day. */
  short(instant: string): string;
  /** Everything, for whoever asks. */
  full(instant: string): string;
  /** 2.4 MB */
  size(bytes: number): string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** @param tag BCP 47; an unknown one is read as its language alone. */
export function formatsOf(tag: string): Formats {
  const locale = knownLocale(tag);
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const timeFormat = format({ hour: 'numeric', minute: '2-digit' });
  const dateFormat = format({ day: 'numeric', month: 'short' });
  const yearFormat = format({ day: 'numeric', month: 'short', year: 'numeric' });
  const fullFormat = format({ dateStyle: 'full', timeStyle: 'long' });
  const sizeFormat = (unit: string) =>
    new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });

  const date = (instant: Date): string =>
    (instant.getFullYear() === new Date().getFullYear() ? dateFormat : yearFormat).format(instant);
  const formats: Formats = {
    time: (instant) => timeFormat.format(new Date(instant)),
    day(instant) {
      const then = new Date(instant);
      const days = daysSince(then);
      if (days > 1 || days < 0) return date(then);
      const words = relative.format(-days, 'day');
      return words.charAt(0).toLocaleUpperCase(locale) + words.slice(1);
    },
    short: (instant) => (daysSince(new Date(instant)) === 0 ? formats.time(instant) : date(new Date(instant))),
    full: (instant) => fullFormat.format(new Date(instant)),
    size: (bytes) =>
      bytes < 1e6 ? sizeFormat('kilobyte').format(Math.ceil(bytes / 1e3)) : sizeFormat('megabyte').format(bytes / 1e6),
  };
  return formats;
}

/** Midnights that have passed since, by the local calendar. */
function daysSince(then: Date): number {
  const midnight = (day: Date) => Date.UTC(day.getFullYear(), day.getMonth(), day.getDate());
  return Math.round((midnight(new Date()) - midnight(then)) / dayMs);
}

function knownLocale(tag: string): string {
  try {
    return Intl.getCanonicalLocales(tag)[0] ?? 'en';
  } catch {
    return tag.slice(0, 2);
  }
}
