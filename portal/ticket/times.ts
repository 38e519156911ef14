// Instants in the reader's own zone and, while they are fresh, by how long ago.

const minuteMs = 60_000;
const language = document.documentElement.lang === 'en' ? 'en-GB' : document.documentElement.lang;
const time = new Intl.DateTimeFormat(language, { timeStyle: 'short' });
const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'long' });
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
let ticking = false;

/** Writes every instant of the part anew, and those of the page again each minute. */
export function showTimes(part: ParentNode): void {
  const now = new Date();
  for (const element of part.querySelectorAll('time')) {
    const at = new Date(element.dateTime);
    element.textContent = textOf(at, now);
    element.title = exact.format(at);
  }
  if (ticking) return;
  ticking = true;
  setInterval(() => {
    if (!document.hidden) showTimes(document);
  }, minuteMs);
}

function textOf(at: Date, now: Date): string {
  const minutesAgo = Math.round((now.getTime() - at.getTime()) / minuteMs);
  if (minutesAgo >= 0 && minutesAgo < 60) return relative.format(-minutesAgo, 'minute');
  const daysAgo = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  return daysAgo === 0 || daysAgo === 1
    ? `${relative.format(-daysAgo, 'day')} ${time.format(at)}`
    : dateTime.format(at);
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}
