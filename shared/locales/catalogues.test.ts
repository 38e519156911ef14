import { describe, expect, test } from 'vitest';
import { page as pageDe } from './page/de.ts';
import { page as pageEn } from './page/en.ts';
import { pluralsIn } from './plural.ts';
import { messages as widgetDe } from './widget/de.ts';
import { messages as widgetEn } from './widget/en.ts';

/** Every text with its path; functions are asked for one and for many. */
function textsOf(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const ask = value as (...args: unknown[]) => string;
    return [1, 5].map((count) => [`${path}(${count})`, ask(count, count)]);
  }
  return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
}

const languages = [
  ['widget, English', textsOf(widgetEn, 'widget')],
  ['widget, German', textsOf(widgetDe, 'widget')],
  ['page, English', textsOf(pageEn, 'page')],
  ['page, German', textsOf(pageDe, 'page')],
] as const;

describe.each(languages)('%s', (_, texts) => {
  test('says something everywhere, without stray blanks or placeholders', () => {
    for (const [path, text] of texts) {
      expect(text.trim(), path).toBe(text);
      expect(text, path).not.toBe('');
      expect(text, path).not.toMatch(/\{|\}|undefined|\[object/);
    }
  });

  test('speaks plainly', () => {
    for (const [path, text] of texts)
      expect(text, path).not.toMatch(/successful|erfolgreich|invalid|ungültig|please try/i);
  });
});

test('no text was left untranslated but for words that both languages share', () => {
  const shared = new Set(['Name', 'Team', 'Status', 'In progress']);
  for (const [english, german] of [
    [textsOf(widgetEn, 'widget'), textsOf(widgetDe, 'widget')],
    [textsOf(pageEn, 'page'), textsOf(pageDe, 'page')],
  ] as const) {
    const byPath = new Map(german);
    for (const [path, text] of english) {
      if (/[a-z]{3}/i.test(text) && !shared.has(text)) expect(byPath.get(path), path).not.toBe(text);
    }
  }
});

describe('pluralsIn', () => {
  test.each([
    ['en', 1, 'one'],
    ['en', 0, 'other'],
    ['de', 2, 'other'],
    ['pl', 3, 'few'],
    ['pl', 5, 'many'],
    ['ar', 2, 'two'],
    ['ja', 1, 'other'],
  ])('%s counts %i as %s', (language, count, expected) => {
    const forms = { zero: 'zero', one: 'one', two: 'two', few: 'few', many: 'many', other: 'other' };
    expect(pluralsIn(language)(count, forms)).toBe(expected);
  });

  test('falls back to the form that every language has', () => {
    expect(pluralsIn('pl')(3, { one: 'a', other: 'b' })).toBe('b');
  });
});
