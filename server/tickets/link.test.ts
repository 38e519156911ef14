import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeys } from '../keys.ts';
import { makeLinkToken, publicUrl, readLinkToken } from './link.ts';

const keys = createKeys('a root secret of at least 32 characters');
const link = {
  workspaceId: '0199aaaa-0000-7000-8000-000000000001',
  ticketId: '0199aaaa-0000-7000-8000-000000000002',
  participantId: '0199aaaa-0000-7000-8000-000000000003',
  linkVersion: 1,
};

describe('a public link token', () => {
  test('reads back what it was made of', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.uuid(), fc.integer({ min: 0, max: 0xffff }), (w, t, p, linkVersion) => {
        const made = { workspaceId: w, ticketId: t, participantId: p, linkVersion };
        expect(readLinkToken(keys, makeLinkToken(keys, made))).toEqual(made);
      }),
    );
  });

  test('is the same for the same participant and another for another version', () => {
    expect(makeLinkToken(keys, link)).toBe(makeLinkToken(keys, link));
    expect(makeLinkToken(keys, { ...link, linkVersion: 2 })).not.toBe(makeLinkToken(keys, link));
  });

  test('fits into a path segment as it is', () => {
    expect(makeLinkToken(keys, link)).toMatch(/^[A-Za-z0-9_-]{88}$/);
  });

  test('is refused when any one character is another', () => {
    const token = makeLinkToken(keys, link);
    for (let at = 0; at < token.length; at += 1) {
      const forged = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(readLinkToken(keys, forged)).toBeNull();
    }
  });

  test('made with another key is refused', () => {
    const others = createKeys('another root secret of 32 characters!');
    expect(readLinkToken(keys, makeLinkToken(others, link))).toBeNull();
  });

  test.each([
    ['nothing', ''],
    ['white space', ' '.repeat(88)],
    ['a prefix', makeLinkToken(keys, link).slice(0, 87)],
    ['more than a token', `${makeLinkToken(keys, link)}A`],
    ['a token and a line feed', `${makeLinkToken(keys, link)}\n`],
    ['upper case', makeLinkToken(keys, link).toUpperCase()],
    ['percent-encoding', encodeURIComponent(`${makeLinkToken(keys, link)}=`)],
    ['the other alphabet of base64', '+/'.repeat(44)],
    ['10 kB', 'A'.repeat(10_240)],
  ])('%s is refused', (_name, token) => {
    expect(readLinkToken(keys, token)).toBeNull();
  });

  test('cannot be made of something that is no UUID or with a version that does not fit', () => {
    expect(() => makeLinkToken(keys, { ...link, ticketId: 'TKT-0001' })).toThrow(RangeError);
    expect(() => makeLinkToken(keys, { ...link, linkVersion: 65_536 })).toThrow(RangeError);
  });
});

test('the address of the page starts with the configured base, with or without a slash at its end', () => {
  expect(publicUrl({ publicUrl: 'https://help.example' }, 'abc')).toBe('https://help.example/t/abc');
  expect(publicUrl({ publicUrl: 'https://help.example/desk/' }, 'abc')).toBe('https://help.example/desk/t/abc');
});
