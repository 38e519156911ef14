import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodePunycode } from './punycode.ts';

describe('encodePunycode', () => {
  // RFC 3492, section 7.1, and a few names in use.
  test.each([
    ['ليهمابتكلموشعربي؟', 'egbpdaj6bu4bxfgehfvwxn'],
    ['他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
    ['Pročprostěnemluvíčesky', 'Proprostnemluvesky-uyb24dma41a'],
    ['3年B組金八先生', '3B-ww4c5e180e575a65lsy2b'],
    ['-> $1.00 <-', '-> $1.00 <--'],
    ['münchen', 'mnchen-3ya'],
    ['bücher', 'bcher-kva'],
    ['ü', 'tda'],
    ['𐌰', 'ec8c'],
  ])('%s', (label, expected) => {
    expect(encodePunycode(label)).toBe(expected);
  });

  test('agrees with the encoder of the platform', () => {
    const letter = fc.constantFrom(...Array.from('abz09äöüßéñçøłшжпаєґあいう漢字語한국어आकदไทย'));
    fc.assert(
      fc.property(fc.array(letter, { minLength: 1, maxLength: 14 }), (letters) => {
        const label = letters.join('');
        const expected = domainToASCII(label);
        fc.pre(expected.startsWith('xn--'));
        expect(`xn--${encodePunycode(label)}`).toBe(expected);
      }),
    );
  });
});
