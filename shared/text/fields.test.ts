import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { line, paragraphs } from './fields.ts';

describe('line', () => {
  test('gives the normalised text', () => {
    expect(line({ max: 20 }).parse('  Caf\u0065\u0301\r\nopen\0 ')).toBe('Café open');
  });

  test('checks the length of what is stored, not of what was sent', () => {
    expect(line({ max: 3 }).parse(`${' '.repeat(50)}👩‍👩‍👧‍👦ab`)).toBe('👩‍👩‍👧‍👦ab');
  });

  test.each([
    ['a longer text', 'abcd', 'Shorten this to at most 3 characters.'],
    ['nothing', '', 'Write something here.'],
    ['only invisible characters', '\u200b\u3164', 'Write something here.'],
    ['an array', ['a'], 'Write text here.'],
    ['null', null, 'Write text here.'],
  ])('refuses %s and names the mend', (_, value, message) => {
    expect(line({ max: 3 }).safeParse(value).error?.issues[0]?.message).toBe(message);
  });

  test('takes nothing where blank is allowed', () => {
    expect(line({ max: 3, blank: true }).parse('   ')).toBe('');
  });

  test('tells its limits to documents made from it', () => {
    expect(z.toJSONSchema(line({ max: 200 }))).toMatchObject({ type: 'string', minLength: 1, maxLength: 200 });
    expect(z.toJSONSchema(line({ max: 200, blank: true }))).not.toHaveProperty('minLength');
  });
});

describe('paragraphs', () => {
  test('keeps lines', () => {
    expect(paragraphs({ max: 20 }).parse('a\r\n\r\n\tb\n')).toBe('a\n\n\tb');
  });

  test('refuses a text that is too long', () => {
    expect(paragraphs({ max: 20_000 }).safeParse('a'.repeat(20_001)).success).toBe(false);
  });
});
