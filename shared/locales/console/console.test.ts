import { describe, expect, test } from 'vitest';
import { de } from './de.ts';
import { en } from './en.ts';

/** Every text with its path; functions are asked for one and for many. */
function textsOf(value: unknown, path = ''): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'function') {
    return Object.entries(value as object).flatMap(([key, inner]) => textsOf(inner, `${path}.${key}`));
  }
  const say = value as (...args: unknown[]) => string;
  // Lists of names stand where a change has two; everything else takes words or numbers.
  if (path.endsWith('.event.labels')) return [[path, say(['vip'], ['beta'])]];
  return path.endsWith('.composer.newer')
    ? [1, 5].map((count) => [path, say('Kim', count)])
    : [1, 5].map((count) => [path, say(count, count)]);
}

describe.each([
  ['English', textsOf(en)],
  ['German', textsOf(de)],
] as const)('the console in %s', (_, texts) => {
  test('says something everywhere, without stray blanks', () => {
    for (const [path, text] of texts) {
      expect(text, path).not.toBe('');
      expect(text.trim(), path).toBe(text);
      expect(text, path).not.toMatch(/undefined|\[object/);
    }
  });

  test('speaks plainly', () => {
    for (const [path, text] of texts) {
      expect(text, path).not.toMatch(/success(?:ful|fully)|erfolgreich|invalid|ungültig|please|bitte warten/i);
    }
  });
});

test('the languages have the same texts', () => {
  expect(textsOf(de).map(([path]) => path)).toEqual(textsOf(en).map(([path]) => path));
});
