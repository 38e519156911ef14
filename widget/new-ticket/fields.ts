// The fields of the form: which are asked, what they hold at first, and what is wrong with them. Pure.
import type { NewTicketInput, WidgetSettings } from '../core/api.ts';
import type { ReadConfig } from '../config.ts';
import type { Draft } from '../core/storage.ts';
import type { Fields } from '../shell.ts';

export const fieldNames = ['subject', 'body', 'category', 'priority', 'name', 'email', 'phone'] as const;
export type FieldName = (typeof fieldNames)[number];
export type Problem = 'missing' | 'email' | { max: number } | { reason: string };
export type Problems = Partial<Record<FieldName, Problem>>;

/** In graphemes, as the server counts them. */
const lengthMax: Partial<Record<FieldName, number>> = { name: 120, phone: 40, subject: 200, body: 20_000 };
const priorities = ['low', 'medium', 'high', 'urgent'] as const;

/** Which fields a person is asked for, in the order of the form; who is proven is not asked who they are. */
export function fieldsToAsk(settings: WidgetSettings | undefined): FieldName[] {
  const { identified = false, fields, categories = [] } = settings ?? {};
  const asked: Record<FieldName, boolean> = {
    name: !identified,
    email: !identified,
    phone: fields?.phone === true,
    category: fields?.category === true && categories.length > 0,
    priority: fields?.priority === true,
    subject: true,
    body: true,
  };
  return fieldNames.filter((name) => asked[name]);
}

/** What stands in the form at first: what was typed before, else what the page gave, else what the element says. */
export function firstValues(draft: Draft, prefilled: Fields, config: ReadConfig): Draft {
  const values: Draft = {};
  for (const name of fieldNames) {
    const own = name === 'name' || name === 'email' || name === 'phone' ? config(name) : null;
    values[name] = draft[name] || prefilled[name] || own || '';
  }
  return values;
}

/** What keeps the form from being sent, by field. */
export function problemsOf(values: Draft, asked: readonly FieldName[]): Problems {
  const problems: Problems = {};
  for (const name of asked) {
    const value = (values[name] ?? '').trim();
    const max = lengthMax[name];
    if (value === '') {
      if (isRequired(name)) problems[name] = name === 'email' ? 'email' : 'missing';
    } else if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(value)) problems.email = 'email';
    else if (max !== undefined && exceeds(value, max)) problems[name] = { max };
  }
  return problems;
}

/** Without an address nobody can be answered; without the rest there is nothing to answer. */
export function isRequired(name: FieldName): boolean {
  return name === 'email' || name === 'subject' || name === 'body';
}

/** The fields as the server takes them; what was not asked or left empty is absent. */
export function inputOf(values: Draft, asked: readonly FieldName[], settings: WidgetSettings | undefined) {
  const given = (name: FieldName): string => (asked.includes(name) ? (values[name] ?? '').trim() : '');
  const category = settings?.categories.find(({ id, name }) => [id, name].includes(given('category')));
  const priority = priorities.find((each) => each === given('priority'));
  return {
    subject: given('subject'),
    body: given('body'),
    ...(given('email') && { email: given('email') }),
    ...(given('name') && { name: given('name') }),
    ...(given('phone') && { phone: given('phone') }),
    ...(category && { categoryId: category.id }),
    ...(priority && { priority }),
  } satisfies Partial<NewTicketInput>;
}

/** The other way round: what was sent, to be written again. */
export function draftOf(input: NewTicketInput): Draft {
  const { subject, body, email = '', name = '', phone = '', categoryId = '', priority = '' } = input;
  return { subject, body, email, name, phone, category: categoryId, priority };
}

function exceeds(text: string, max: number): boolean {
  // Every grapheme has at least one unit: most texts need no counting.
  return text.length > max && [...new Intl.Segmenter().segment(text)].length > max;
}
