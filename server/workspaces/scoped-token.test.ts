import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { packIds, readIds, restBytes } from './scoped-token.ts';

const ids = [newId(), newId()];
const rest = randomBytes(restBytes);
const token = Buffer.concat([packIds(ids), rest]).toString('base64url');

test('a token gives back what was put in', () => {
  expect(readIds(token, 2)).toEqual({ ids, rest });
});

test.each([
  ['shorter', token.slice(0, -1)],
  ['longer', `${token}A`],
  ['empty', ''],
  ['in the other alphabet of base64', `+${token.slice(1)}`],
  ['with a blank in it', ` ${token.slice(1)}`],
  // 64 bytes leave four unused bits in the last character: set, they would spell the same bytes.
  ['in a second spelling', token.slice(0, -1) + secondSpelling(token.slice(-1))],
])('a token that is %s is none', (_, bad) => {
  expect(readIds(bad, 2)).toBeNull();
});

test('a token with another number of ids is none', () => {
  expect(readIds(token, 1)).toBeNull();
  expect(readIds(token, 3)).toBeNull();
});

function secondSpelling(last: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  return alphabet[alphabet.indexOf(last) + 1] ?? '';
}
