import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exceedsGraphemes, truncateGraphemes } from './graphemes.ts';

const family = '👩‍👩‍👧‍👦';
const anyText = fc.string({ unit: 'grapheme', maxLength: 60 });

describe('exceedsGraphemes', () => {
  test.each([
    ['abc', 3, false],
    ['abcd', 3, true],
    [family.repeat(3), 3, false],
    [family.repeat(4), 3, true],
    ['e\u0301'.repeat(3), 3, false],
    ['', 0, false],
    ['a', 0, true],
    ['a\u0301', 0, true],
    // One cluster for the Unicode rules, yet no more than its size allows.
    ['\u1100'.repeat(48), 3, false],
    ['\u1100'.repeat(49), 3, true],
  ])('%j against %i: %s', (text, max, expected) => {
    expect(exceedsGraphemes(text, max)).toBe(expected);
  });
});

describe('truncateGraphemes', () => {
  test.each([
    ['abcdef', 3, 'abc'],
    ['abc', 3, 'abc'],
    ['abe\u0301f', 3, 'abe\u0301'],
    ['abce\u0301', 3, 'abc'],
    ['abc\u0301', 3, 'abc\u0301'],
    [`${family}${family}`, 1, family],
    ['😀😀', 1, '😀'],
    ['abc', 0, ''],
    ['\u1100'.repeat(100), 2, '\u1100'.repeat(32)],
  ])('%j to %i', (text, max, expected) => {
    expect(truncateGraphemes(text, max)).toBe(expected);
  });

  test('never splits a surrogate pair, even inside one endless cluster', () => {
    const joined = `a${'\u200d👩'.repeat(40)}`;
    for (let max = 0; max < 12; max += 1) {
      expect(truncateGraphemes(joined, max).isWellFormed()).toBe(true);
    }
  });

  test('keeps a start of the text that fits, and all of a text that fits', () => {
    fc.assert(
      fc.property(anyText, fc.nat({ max: 40 }), (text, max) => {
        const cut = truncateGraphemes(text, max);
        expect(text.startsWith(cut)).toBe(true);
        expect(exceedsGraphemes(cut, max)).toBe(false);
        expect(cut === text).toBe(!exceedsGraphemes(text, max));
      }),
    );
  });
});
