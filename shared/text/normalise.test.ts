import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isVisible, normaliseText } from './normalise.ts';

// Everything that the normaliser has to do with, close together.
const nasty = fc.constantFrom(
  'a',
  'é',
  'e\u0301',
  '\u0301',
  '\u0344',
  '\u200d',
  '\u200c',
  '\u200b',
  '\ufeff',
  '\u202e',
  '\u2066',
  '\0',
  '\r',
  '\n',
  '\t',
  ' ',
  '\u2028',
  '\x85',
  '\ud800',
  '\udc00',
  '👩',
  '🏴',
  '\u{e0067}',
  '\u{e007f}',
  '\u{e0001}',
  '\u1100',
  '\u1161',
  '\u212a',
  '\u0345',
  '\u00ad',
  '漢',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(nasty, { maxLength: 200 }).map((parts) => parts.join('')),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)),
);

describe('normaliseText', () => {
  test.each([
    ['keeps a plain line', 'Cannot log in', 'Cannot log in'],
    ['trims', '  hello \u00a0', 'hello'],
    ['removes NUL', 'a\0b', 'ab'],
    ['removes other C0 and C1 controls', '\u0007a\u001b[31m\u009fb\u007f', 'a[31mb'],
    ['makes a line break in a line one space', 'a\r\n\tb', 'a b'],
    ['treats every line break alike', 'a\u2028b\u0085c', 'a b c'],
    ['repairs a lone surrogate', 'a\ud83d', 'a\ufffd'],
    ['strips bidi overrides', 'invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['strips bidi isolates', '\u2066admin\u2069', 'admin'],
    ['keeps right-to-left marks', 'שלום\u200f!', 'שלום\u200f!'],
    ['strips zero-width spaces, joiners of words and byte order marks', '\ufeffpay\u200bpal\u2060', 'paypal'],
    ['strips soft hyphens', 'Donau\u00addampf', 'Donaudampf'],
    ['keeps the non-joiner that Persian needs', 'می\u200cخواهم', 'می\u200cخواهم'],
    ['keeps emoji families', '👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦'],
    [
      'keeps the flag of Scotland',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
      '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
    ],
    ['drops words hidden in tag characters', 'hi\u{e0049}\u{e0067}\u{e006e}', 'hi'],
    ['composes', 'Cafe\u0301', 'Café'],
    ['folds the Kelvin sign', '\u212a', 'K'],
    ['caps marks on a character', `a${'\u0315'.repeat(100)}b`, `a${'\u0315'.repeat(16)}b`],
    ['is not fooled by joiners between marks', `a${'\u0315\u200d'.repeat(100)}`, `a${'\u0315\u200d'.repeat(8)}`],
  ])('%s', (_, value, expected) => {
    expect(normaliseText(value)).toBe(expected);
  });

  test.each([
    ['keeps line feeds and tabs', 'a\n\tb', 'a\n\tb'],
    ['writes every line break as LF', 'a\r\nb\rc\u2028d\u0085e\vf\fg', 'a\nb\nc\nd\ne\nf\ng'],
    ['trims around, not inside', '\n\n a\n\n\nb \n', 'a\n\n\nb'],
    ['keeps Latin letters on the fast way', 'Grüße – schön „so“\n', 'Grüße – schön „so“'],
  ])('with several lines it %s', (_, value, expected) => {
    expect(normaliseText(value, { multiline: true })).toBe(expected);
  });

  test('cuts by grapheme when told to', () => {
    expect(normaliseText('👩‍👩‍👧‍👦👩‍👩‍👧‍👦x', { graphemesMax: 2 })).toBe('👩‍👩‍👧‍👦👩‍👩‍👧‍👦');
    expect(normaliseText('ab cd', { graphemesMax: 3 })).toBe('ab');
  });

  test('applied again changes nothing', () => {
    fc.assert(
      fc.property(
        anyText,
        fc.boolean(),
        fc.option(fc.nat({ max: 40 }), { nil: undefined }),
        (value, multiline, max) => {
          const options = max === undefined ? { multiline } : { multiline, graphemesMax: max };
          const once = normaliseText(value, options);
          expect(normaliseText(once, options)).toBe(once);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('always answers text that the database takes and no reader is deceived by', () => {
    fc.assert(
      fc.property(anyText, fc.boolean(), (value, multiline) => {
        const text = normaliseText(value, { multiline });
        expect(text.isWellFormed()).toBe(true);
        expect(text.normalize('NFC')).toBe(text);
        expect(text).toBe(text.trim());
        expect(text).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u2069\ufeff]/);
        expect(text).not.toMatch(/[\p{M}\u200c\u200d]{17}/u);
        if (!multiline) expect(text).not.toMatch(/[\n\t]/);
      }),
      { numRuns: 2000 },
    );
  });

  test('the fast way answers what the slow way would', () => {
    for (let code = 0x20; code < 0xffff; code += 1) {
      const character = String.fromCharCode(code);
      // The lone surrogate forces the slow way for what precedes it.
      expect(normaliseText(`a${character}b`)).toBe(normaliseText(`a${character}b\ud800`).slice(0, -1));
    }
  });

  test.each([
    ['marks', `a${'\u0315\u0300\u031b'.repeat(300_000)}`],
    ['emoji joined to one cluster', '👩\u200d'.repeat(300_000)],
    ['Hangul letters in one cluster', '\u1100'.repeat(900_000)],
    ['carriage returns', '\r'.repeat(900_000)],
    ['lone surrogates', '\ud800'.repeat(900_000)],
  ])('takes a megabyte of %s in bounded time', (_, value) => {
    const startedMs = performance.now();
    normaliseText(value, { multiline: true, graphemesMax: 20_000 });
    // About 0.1 s on a slow machine; anything quadratic would take minutes.
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });
});

describe('isVisible', () => {
  test.each(['a', '7', '?', '👍', '漢', 'ß', '🇩🇪'])('%j shows something', (text) => {
    expect(isVisible(text)).toBe(true);
  });

  test.each(['', ' ', '\n', '\u200d', '\u3164', '\u2800 \u2800', '\u0301', '\u200f'])('%j shows nothing', (text) => {
    expect(isVisible(text)).toBe(false);
  });
});
