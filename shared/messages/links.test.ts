import { describe, expect, test } from 'vitest';
import { linkAt, safeHref } from './links.ts';

describe('safeHref', () => {
  test.each([
    'https://shop.example',
    'http://localhost:8080/a?b=c#d',
    'HTTPS://Shop.Example/Path',
    'https://shop.example/a,b;(c)',
    'https://münchen.de/ü',
    'mailto:ana@example.com',
    'mailto:ana@example.com?subject=Hello',
  ])('takes %s', (address) => {
    expect(safeHref(address)).toBe(address);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    ' https://shop.example',
    'https://shop.example/\tx',
    'https://shop.example\\@evil.test',
    'https://bank.example@evil.test',
    'https://user:word@evil.test/',
    'data:text/html,<script>',
    'vbscript:x',
    'blob:https://shop.example/1',
    'file:///etc/passwd',
    '//evil.test',
    '/path',
    'https:evil.test',
    'https://',
    'https:///evil.test',
    'https://?x',
    'https://shop.example/"onmouseover="x',
    'https://shop.example/<b>',
    'https://shop.example/\u202egpj.exe',
    'mailto:',
    'mailto:?bcc=eve@evil.test',
    'mailto:ana@example.com@evil.test',
    `https://shop.example/${'a'.repeat(2000)}`,
  ])('refuses %j', (address) => {
    expect(safeHref(address)).toBeNull();
  });
});

describe('linkAt', () => {
  test.each([
    ['https://x.example', 'https://x.example'],
    ['https://x.example.', 'https://x.example'],
    ['https://x.example/a, and', 'https://x.example/a'],
    ['https://x.example/a?!', 'https://x.example/a'],
    ['https://x.example/w_(x)', 'https://x.example/w_(x)'],
    ['https://x.example/w_(x))', 'https://x.example/w_(x)'],
    ['https://x.example/w).', 'https://x.example/w'],
    ['https://x.example/**', 'https://x.example/'],
    ['mailto:ana@example.com.', 'mailto:ana@example.com'],
  ])('%j: %s', (text, href) => {
    expect(linkAt(text, 0)).toEqual({ href, end: href.length });
  });

  test('finds nothing in the middle of a word, nor where no address is', () => {
    expect(linkAt('xhttps://x.example', 1)).toBeNull();
    expect(linkAt('hello', 0)).toBeNull();
    expect(linkAt('', 0)).toBeNull();
  });

  test('says where an address ends that may not be a link', () => {
    expect(linkAt('https://a@b.example x', 0)).toEqual({ href: null, end: 19 });
  });
});
