import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isUuid, uuid, uuidv7 } from './ids.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });

describe('uuidv7', () => {
  test('builds the example of RFC 9562, appendix A.6', () => {
    const bytes = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(uuidv7(bytes, 0x017f22e279b0)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test('is always a version 7 UUID of the RFC variant that holds its instant', () => {
    fc.assert(
      fc.property(random, instant, (bytes, nowMs) => {
        const id = uuidv7(bytes, nowMs);
        expect(isUuid(id)).toBe(true);
        expect(id).toMatch(/^.{14}7.{4}[89ab]/);
        expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(nowMs);
      }),
    );
  });

  test('sorts by time whatever the random bytes are', () => {
    fc.assert(
      fc.property(random, random, instant, instant, (a, b, first, second) => {
        fc.pre(first < second);
        expect(uuidv7(a, first) < uuidv7(b, second)).toBe(true);
      }),
    );
  });

  test.each([-1, 2 ** 48, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses the instant %d', (nowMs) => {
    expect(() => uuidv7(new Uint8Array(10), nowMs)).toThrow(RangeError);
  });

  test.each([0, 9, 11, 16])('refuses %i random bytes', (count) => {
    expect(() => uuidv7(new Uint8Array(count), 0)).toThrow(RangeError);
  });
});

describe('isUuid', () => {
  test.each(['017f22e2-79b0-7cc3-98c4-dc0c0c07398f', '017F22E2-79B0-7CC3-98C4-DC0C0C07398F'])('takes %s', (text) => {
    expect(isUuid(text)).toBe(true);
  });

  test.each([
    '',
    '017f22e279b07cc398c4dc0c0c07398f',
    '{017f22e2-79b0-7cc3-98c4-dc0c0c07398f}',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398g',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398f\n',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398',
    '017f22e2-79b0-7cc3-98c4-dc0c0c07398\u0660',
  ])('refuses %j', (text) => {
    expect(isUuid(text)).toBe(false);
  });
});

describe('uuid, the field', () => {
  test('answers in lower case', () => {
    expect(uuid.parse('017F22E2-79B0-7CC3-98C4-DC0C0C07398F')).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  });

  test.each(['TKT-0001', ['017f22e2-79b0-7cc3-98c4-dc0c0c07398f'], 7])('refuses %j', (value) => {
    expect(uuid.safeParse(value).error?.issues[0]?.message).toBe('Give a UUID.');
  });
});
