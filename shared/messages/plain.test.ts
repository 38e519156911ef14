import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainOf } from './nodes.ts';
import type { Block, Inline } from './nodes.ts';
import { parsePlain } from './plain.ts';

const p = (...c: Inline[]): Block => ({ t: 'p', c });
const link = (href: string): Inline => ({ t: 'a', href, c: [href] });
const br: Inline = { t: 'br' };

describe('parsePlain', () => {
  test.each<[string, string, Block[]]>([
    ['nothing', '', []],
    ['blank lines alone', '\n \n\n', []],
    ['a line', 'Hello', [p('Hello')]],
    ['two lines', 'Hello\nthere', [p('Hello', br, 'there')]],
    ['two paragraphs', 'Hello\n\nthere', [p('Hello'), p('there')]],
    ['paragraphs far apart', 'Hello\n \n\t\nthere', [p('Hello'), p('there')]],
    ['a link', 'see https://x.example/a.', [p('see ', link('https://x.example/a'), '.')]],
    [
      'two links in a row',
      'https://a.example https://b.example',
      [p(link('https://a.example'), ' ', link('https://b.example'))],
    ],
    [
      'a link inside a link',
      'https://a.example/?u=https://b.example',
      [p(link('https://a.example/?u=https://b.example'))],
    ],
    ['a mail link', 'mailto:ana@example.com', [p(link('mailto:ana@example.com'))]],
    ['what is no link', 'javascript:alert(1) https:// ftp://x', [p('javascript:alert(1) https:// ftp://x')]],
    ['a link with a user name', 'go https://bank.example@evil.test now', [p('go https://bank.example@evil.test now')]],
    ['HTML', '<b onclick="x">hi</b> &amp;', [p('<b onclick="x">hi</b> &amp;')]],
    ['Markdown', '**hi** `x`\n- a', [p('**hi** `x`', br, '- a')]],
  ])('%s', (_, text, expected) => {
    expect(parsePlain(text)).toEqual(expected);
  });

  test('loses no character of a text without blank lines', () => {
    const piece = fc.constantFrom(
      'a',
      ' ',
      'https://',
      'x.example',
      '/',
      '(',
      ')',
      '.',
      '@',
      'mailto:',
      '\nb',
      '*',
      '[',
      '漢',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = `a${pieces.join('')}`;
        expect(plainOf(parsePlain(text))).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });

  test.each([
    ['addresses that may not be links', 'http://a@'.repeat(100_000)],
    ['line feeds', '\n'.repeat(900_000)],
    ['blanks between line feeds', `${' '.repeat(1000)}\n`.repeat(900)],
    ['an endless address', `https://${'a)'.repeat(450_000)}`],
  ])('reads almost a megabyte of %s in bounded time', (_, text) => {
    const startedMs = performance.now();
    parsePlain(text);
    expect(performance.now() - startedMs).toBeLessThan(3000);
  });
});
