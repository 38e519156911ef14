// Instants as people read them: relative under a day, then the date; the exact instant and zone on request.
import { locale, strings } from '../shell/language.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** `5 min ago` under a day, then `12 Nov`, then `12 Nov 2025`. */
export function shortDate(at: string, now = Date.now()): string {
  const then = Date.parse(at);
  const awayMs = then - now;
  if (Math.abs(awayMs) < minuteMs) return strings().time.now;
  if (Math.abs(awayMs) < dayMs) {
    const relative = new Intl.RelativeTimeFormat(locale(), { numeric: 'always', style: 'narrow' });
    return Math.abs(awayMs) < hourMs
      ? relative.format(Math.trunc(awayMs / minuteMs), 'minute')
      : relative.format(Math.trunc(awayMs / hourMs), 'hour');
  }
  return new Date(then).toLocaleDateString(locale(), {
    day: 'numeric',
    month: 'short',
    ...(sameYear(then, now) ? {} : { year: 'numeric' }),
  });
}

/** The whole instant with the zone's name: `Saturday, 21 November 2026 at 12:04:05 CET`. */
export function exactDate(at: string): string {
  return new Date(at).toLocaleString(locale(), { dateStyle: 'full', timeStyle: 'long' });
}

/** The day for a separator of a thread: `Today`, `Yesterday`, or the date. */
export function dayName(at: string, now = Date.now()): string {
  const days = Math.round((startOfDay(now) - startOfDay(Date.parse(at))) / dayMs);
  if (days === 0) return strings().time.today;
  if (days === 1) return strings().time.yesterday;
  return new Date(at).toLocaleDateString(locale(), {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(sameYear(Date.parse(at), now) ? {} : { year: 'numeric' }),
  });
}

/** Whether two instants are on one day of this browser's calendar. */
export function sameDay(one: string, other: string): boolean {
  return startOfDay(Date.parse(one)) === startOfDay(Date.parse(other));
}

/** The value of `<input type="datetime-local">` for an instant, and back. */
export function toLocalInput(at: string | null): string {
  if (at === null) return '';
  const date = new Date(at);
  return new Date(date.getTime() - date.getTimezoneOffset() * minuteMs).toISOString().slice(0, 16);
}

/** The instant of what was typed; null for nothing. */
export function fromLocalInput(value: string): string | null {
  return value === '' ? null : new Date(value).toISOString();
}

function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0);
}

function sameYear(one: number, other: number): boolean {
  return new Date(one).getFullYear() === new Date(other).getFullYear();
}
