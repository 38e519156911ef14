import { describe, expect, test } from 'vitest';
import { codeOfStep, stepOfCode } from './totp.ts';

const secret = '12345678901234567890';

describe('a code', () => {
  // RFC 6238, appendix B, the last six digits of its eight.
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %d is as the standard says', (second, code) => {
    expect(codeOfStep(secret, Math.floor(second / 30))).toBe(code);
  });

  test('belongs to its step while the clocks differ by one step, and to none beyond', () => {
    const code = codeOfStep(secret, 1_000);
    const at = (seconds: number) => stepOfCode(secret, code, (1_000 * 30 + seconds) * 1_000);
    expect([at(-30), at(0), at(29), at(59)]).toEqual([1_000, 1_000, 1_000, 1_000]);
    expect([at(-90), at(-31), at(60), at(90)]).toEqual([null, null, null, null]);
  });

  test.each(['', '12345', '1234567', 'abcdef', '１２３４５６', ' 94287'])(
    'of another form (%j) belongs to no step',
    (code) => {
      expect(stepOfCode(secret, code, 59_000)).toBeNull();
    },
  );
});
