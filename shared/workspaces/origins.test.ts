import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { originAllowed, parseOrigin } from './origins.ts';

describe('parseOrigin', () => {
  test.each([
    ['https://shop.example', 'https://shop.example'],
    [' HTTPS://Shop.Example/ ', 'https://shop.example'],
    ['https://shop.example:443', 'https://shop.example'],
    ['http://shop.example:80', 'http://shop.example'],
    ['https://shop.example:80', 'https://shop.example:80'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
    ['https://xn--mnchen-3ya.de', 'https://xn--mnchen-3ya.de'],
  ])('%j is %s', (text, origin) => {
    expect(parseOrigin(text)).toBe(origin);
  });

  test.each([
    '',
    'null',
    '*',
    'https://*.shop.example',
    'shop.example',
    '//shop.example',
    'ftp://shop.example',
    'javascript://shop.example',
    'https://shop.example/help',
    'https://shop.example?x',
    'https://shop.example#x',
    'https://user@shop.example',
    'https://shop.example.',
    'https://shop..example',
    'https://-shop.example',
    'https://shop.example:0443',
    'https://shop.example:65536',
    'https://shop.example:',
    'https://shop.example https://evil.test',
    'https://münchen.de',
    `https://${'a.'.repeat(200)}example`,
  ])('refuses %j', (text) => {
    expect(parseOrigin(text)).toBeNull();
  });

  test('reading its own answer changes nothing', () => {
    fc.assert(
      fc.property(fc.webUrl(), fc.option(fc.nat({ max: 70_000 })), (url, port) => {
        const [scheme = '', , host = ''] = url.split('/');
        const origin = parseOrigin(`${scheme}//${host}${port === null ? '' : `:${port}`}`);
        if (origin !== null) expect(parseOrigin(origin)).toBe(origin);
      }),
    );
  });
});

describe('originAllowed', () => {
  const allowed = ['https://shop.example', 'http://localhost:8080'];

  test.each([
    ['the listed origin', 'https://shop.example', true],
    ['the second one', 'http://localhost:8080', true],
    ['an unlisted one', 'https://evil.test', false],
    ['no origin', null, false],
    ['the null origin', 'null', false],
    ['another port', 'https://shop.example:8443', false],
    ['another scheme', 'http://shop.example', false],
    ['the name as a start of another', 'https://shop.example.evil.test', false],
    ['the name as an end of another', 'https://evilshop.example', false],
    ['a subdomain', 'https://www.shop.example', false],
    ['another spelling, which no browser sends', 'https://SHOP.example', false],
    ['a trailing slash, which no browser sends', 'https://shop.example/', false],
    ['two origins', 'https://shop.example, https://evil.test', false],
  ])('%s', (_, origin, expected) => {
    expect(originAllowed(origin, allowed)).toBe(expected);
  });

  test.each([
    ['a web page', 'https://any.example', true],
    ['a page of a test machine', 'http://localhost:3000', true],
    ['the null origin', 'null', false],
    ['no origin', null, false],
    ['a browser extension', 'chrome-extension://abcdef', false],
    ['a file', 'file://', false],
    ['something that is no origin', 'https://any.example/path', false],
  ])('while none is listed: %s', (_, origin, expected) => {
    expect(originAllowed(origin, [])).toBe(expected);
  });
});
