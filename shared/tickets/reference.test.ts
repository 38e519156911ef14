import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatReference, parseReference } from './reference.ts';

const usual = { prefix: 'TKT', separator: '-', digits: 4 } as const;

describe('formatReference', () => {
  test.each([
    [1, usual, 'TKT-0001'],
    [9999, usual, 'TKT-9999'],
    [10_000, usual, 'TKT-10000'],
    [42, { prefix: 'TKT', separator: '', digits: 3 }, 'TKT042'],
    [7, { prefix: 'HD', separator: '-', digits: 1 }, 'HD-7'],
  ] as const)('%i in %o is %s', (number, style, expected) => {
    expect(formatReference({ ...style, number })).toBe(expected);
  });
});

describe('parseReference', () => {
  test.each([
    ['TKT-0042', 42],
    ['tkt-0042', 42],
    [' TKT-42 ', 42],
    ['TKT0042', 42],
    ['tkt 42', 42],
    ['#TKT-0042', 42],
    ['#42', 42],
    ['42', 42],
    ['0042', 42],
    ['TKT-999999999999999', 999_999_999_999_999],
  ])('%j is %i', (text, number) => {
    expect(parseReference(text, usual)).toBe(number);
  });

  test.each([
    '',
    'TKT',
    'TKT-',
    'TKT--1',
    'TKT-0000',
    'TKT-1.5',
    'TKT-1e3',
    'HD-0042',
    'TKT-٤٢',
    'TKT-42x',
    '-42',
    '+42',
    '0x2A',
    'TKT-1000000000000000',
  ])('%j is none', (text) => {
    expect(parseReference(text, usual)).toBeNull();
  });

  test('reads whatever was written, in every style', () => {
    const style = fc.record({
      prefix: fc.stringMatching(/^[A-Z]{1,10}$/),
      separator: fc.constantFrom('-' as const, '' as const),
      digits: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), style, (number, how) => {
        expect(parseReference(formatReference({ ...how, number }), how)).toBe(number);
      }),
    );
  });
});
