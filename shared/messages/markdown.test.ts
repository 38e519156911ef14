import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { safeHref } from './links.ts';
import { parseMarkdown } from './markdown.ts';
import { plainOf } from './nodes.ts';
import type { Block, Inline } from './nodes.ts';

const p = (...c: Inline[]): Block => ({ t: 'p', c });
const b = (...c: Inline[]): Inline => ({ t: 'b', c });
const i = (...c: Inline[]): Inline => ({ t: 'i', c });
const s = (...c: Inline[]): Inline => ({ t: 's', c });
const a = (href: string, ...c: Inline[]): Inline => ({ t: 'a', href, c });
const code = (text: string): Inline => ({ t: 'code', text });
const br: Inline = { t: 'br' };

describe('inside a paragraph', () => {
  test.each<[string, string, Inline[]]>([
    ['emphasis', '**b** *i* ~~s~~ __b__ _i_', [b('b'), ' ', i('i'), ' ', s('s'), ' ', b('b'), ' ', i('i')]],
    ['bold italic', '***x***', [b(i('x'))]],
    ['italic in bold', '**a *b***', [b('a ', i('b'))]],
    ['bold in italic', '*a **b***', [i('a ', b('b'))]],
    ['emphasis over a line break', '**a\nb**', [b('a', br, 'b')]],
    ['sums and file names', '2*3*4 = 24, my_file_name', ['2*3*4 = 24, my_file_name']],
    ['marks with blanks around', 'a * b * c', ['a * b * c']],
    ['marks that never end', '**a *b', ['**a *b']],
    ['marks with nothing inside', '**** and ** ** and ~~~~', ['**** and ** ** and ~~~~']],
    ['lines to fill in', 'Name: ________ __', ['Name: ________ __']],
    ['marks that cross', '**a *b** c*', [b('a *b'), ' c*']],
    ['a single tilde', '~5 minutes~', ['~5 minutes~']],
    ['code', 'use `a*b*c` now', ['use ', code('a*b*c'), ' now']],
    ['code with a backtick', '`` a`b ``', [code('a`b')]],
    ['code that never ends', '`a ``b', ['`a ``b']],
    ['a link', '[the *page*](https://x.example/(a))', [a('https://x.example/(a)', 'the ', i('page'))]],
    ['a mail link', '[us](mailto:a@x.example)', [a('mailto:a@x.example', 'us')]],
    [
      'a written-out link',
      'see https://x.example/a_b_c.',
      ['see ', a('https://x.example/a_b_c', 'https://x.example/a_b_c'), '.'],
    ],
    ['a link in angles', '<https://x.example>', [a('https://x.example', 'https://x.example')]],
    ['a link in bold', '**https://x.example**', [b(a('https://x.example', 'https://x.example'))]],
    [
      'a link whose words are a link',
      '[https://a.example](https://x.example)',
      [a('https://x.example', 'https://a.example')],
    ],
    ['a script', '[x](javascript:alert(1))', ['[x](javascript:alert(1))']],
    ['a script with a line feed', '[x](java\nscript:alert(1))', ['[x](java', br, 'script:alert(1))']],
    ['data', '[x](data:text/html,hi)', ['[x](data:text/html,hi)']],
    ['a link to a path', '[x](/admin)', ['[x](/admin)']],
    [
      'a link with a title',
      '[x](https://x.example "hi")',
      ['[x](', a('https://x.example', 'https://x.example'), ' "hi")'],
    ],
    ['a link without words', '[](https://x.example)', ['[](', a('https://x.example', 'https://x.example'), ')']],
    ['brackets', 'array[0] and [1]', ['array[0] and [1]']],
    [
      'emphasis that would reach out of a link',
      '**[a** b](https://x.example)',
      ['**', a('https://x.example', 'a** b')],
    ],
    ['HTML', '<img src=x onerror=alert(1)> &lt;', ['<img src=x onerror=alert(1)> &lt;']],
    ['marks made plain', '\\*a\\* C:\\temp', ['*a* C:\\temp']],
  ])('%s', (_, text, expected) => {
    expect(parseMarkdown(text)).toEqual([p(...expected)]);
  });
});

describe('blocks', () => {
  test.each<[string, string, Block[]]>([
    ['nothing', '', []],
    ['paragraphs', 'a\nb\n\n\nc', [p('a', br, 'b'), p('c')]],
    ['headings', '# A\n### B c\ntext', [{ t: 'h', level: 1, c: ['A'] }, { t: 'h', level: 3, c: ['B c'] }, p('text')]],
    ['what is no heading', '#hashtag\n####### seven', [p('#hashtag', br, '####### seven')]],
    ['a list', '- a\n* b\n+ **c**', [{ t: 'ul', items: [['a'], ['b'], [b('c')]] }]],
    ['a list after a line', 'You need:\n- a\n- b', [p('You need:'), { t: 'ul', items: [['a'], ['b']] }]],
    ['a list with blank lines', '- a\n\n- b\n\ntext', [{ t: 'ul', items: [['a'], ['b']] }, p('text')]],
    ['an item of two lines', '- a\n  b\nc', [{ t: 'ul', items: [['a', br, 'b']] }, p('c')]],
    ['items below items', '- a\n  - b', [{ t: 'ul', items: [['a'], ['b']] }]],
    ['a numbered list', '3. a\n4) b', [{ t: 'ol', start: 3, items: [['a'], ['b']] }]],
    [
      'points below numbers',
      '1. a\n   - b\n2. c',
      [
        { t: 'ol', start: 1, items: [['a']] },
        { t: 'ul', items: [['b']] },
        { t: 'ol', start: 2, items: [['c']] },
      ],
    ],
    ['a year within a text', 'It was\n2026. We', [p('It was', br, '2026. We')]],
    ['dashes that are no list', '-a\n--\n- ', [p('-a', br, '--', br, '-')]],
    ['quotes', '> a\n> > b\n\nc', [{ t: 'quote', blocks: [p('a'), { t: 'quote', blocks: [p('b')] }] }, p('c')]],
    ['a list in a quote', '> - a\n>   b', [{ t: 'quote', blocks: [{ t: 'ul', items: [['a', br, 'b']] }] }]],
    ['fenced code', '```js\nif (a < b) **c**\n\n```\nrest', [{ t: 'code', text: 'if (a < b) **c**\n' }, p('rest')]],
    ['a fence in a longer fence', '~~~~\n~~~\n~~~~', [{ t: 'code', text: '~~~' }]],
    ['a fence that never ends', '```\na', [{ t: 'code', text: 'a' }]],
    ['a fence with a word that never ends', '```help\na', [{ t: 'code', text: 'help\na' }]],
    ['what is no fence', '```this is not code', [p('```this is not code')]],
  ])('%s', (_, text, expected) => {
    expect(parseMarkdown(text)).toEqual(expected);
  });

  test('quotes deeper than four levels are text', () => {
    expect(plainOf(parseMarkdown('> > > > > > x'))).toBe('> > > > > > x');
    expect(depthOf(parseMarkdown(`${'> '.repeat(1000)}x`))).toBeLessThan(12);
  });
});

describe('whatever is written', () => {
  const piece = fc.constantFrom(
    ...[
      'a',
      ' ',
      '\n',
      '\n\n',
      '*',
      '**',
      '_',
      '__',
      '~~',
      '`',
      '```',
      '[',
      ']',
      '(',
      ')',
      '](',
      '](https://x.example)',
      '<',
      '>',
      '> ',
    ],
    ...['- ', '1. ', '# ', '\\', 'https://x.example', 'mailto:a@x.example', 'javascript:', '@', '漢', '😀', '\t'],
  );
  const anyText = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

  test('links are safe, never nested, and the tree is shallow', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const blocks = parseMarkdown(text);
        for (const link of linksOf(blocks)) {
          expect(safeHref(link.href)).toBe(link.href);
          expect(linksOf(link.c)).toEqual([]);
        }
        expect(depthOf(blocks)).toBeLessThan(16);
      }),
      { numRuns: 3000 },
    );
  });

  test('no letter is lost', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(lettersOf(plainOf(parseMarkdown(text)))).toBeGreaterThanOrEqual(lettersOf(text));
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['open emphasis', '*a '.repeat(300_000)],
    ['every mark at once', '**_~~['.repeat(150_000)],
    ['brackets', '['.repeat(900_000)],
    ['links that never end', '[a]('.repeat(225_000)],
    ['backtick runs of every length', Array.from({ length: 1300 }, (_, length) => '`'.repeat(length)).join(' ')],
    ['addresses that may not be links', 'http://a@'.repeat(100_000)],
    ['quotes', `${'> '.repeat(50)}x\n`.repeat(9000)],
    ['fences', '```\n'.repeat(225_000)],
    ['items', '- a\n'.repeat(225_000)],
    ['tabs after a dash', `-${'\t'.repeat(900_000)}`],
  ])('reads almost a megabyte of %s in bounded time', (_, text) => {
    const startedMs = performance.now();
    parseMarkdown(text);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });
});

describe('plainOf', () => {
  test('shows structure and the addresses behind words', () => {
    const text =
      '# Steps\n\n1. **Open** [the page](https://x.example)\n2. Wait\n\n> said\n\n- one\n- two\n\n```\na b\n```';
    expect(plainOf(parseMarkdown(text))).toBe(
      'Steps\n\n1. Open the page (https://x.example)\n2. Wait\n\n> said\n\n- one\n- two\n\na b',
    );
  });
});

type Node = Block | Inline;

function childrenOf(node: Node): Node[] {
  if (typeof node === 'string') return [];
  if ('c' in node) return node.c;
  if ('blocks' in node) return node.blocks;
  return 'items' in node ? node.items.flat() : [];
}

function linksOf(nodes: readonly Node[]): { href: string; c: Inline[] }[] {
  return nodes.flatMap((node) => {
    const inner = linksOf(childrenOf(node));
    return typeof node !== 'string' && node.t === 'a' ? [node, ...inner] : inner;
  });
}

function depthOf(nodes: readonly Node[]): number {
  return nodes.length === 0 ? 0 : 1 + Math.max(...nodes.map((node) => depthOf(childrenOf(node))));
}

function lettersOf(text: string): number {
  // Not a: after a fence it may name a language, which is not shown.
  return text.split(/[漢😀]/u).length;
}
