// Where the visitor is when they write: read from the page at that moment, never followed.
import type { NewTicketInput } from '../core/api.ts';
import type { ContextFields } from '../shell.ts';

const fieldsMax = 30;

/** The page as the server takes it: what is empty is absent, what is long is cut. */
export function pageContext(fields: ContextFields): NonNullable<NewTicketInput['context']> {
  const known = Object.entries(fields)
    .filter(([name, value]) => name.length <= 60 && String(value).trim() !== '')
    .slice(0, fieldsMax)
    .map(([name, value]) => [name, cut(String(value), 500)]);
  const { title, referrer } = document;
  return {
    url: cut(location.href, 2_000),
    ...(title.trim() && { title: cut(title, 300) }),
    ...(referrer && { referrer: cut(referrer, 2_000) }),
    ...(known.length > 0 && { fields: Object.fromEntries(known) as Record<string, string> }),
  };
}

/** Never between the halves of a surrogate pair. */
function cut(text: string, max: number): string {
  return text.slice(0, max).replace(/[\ud800-\udbff]$/, '');
}
