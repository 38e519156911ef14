// One range or the whole file: a request cannot make an answer grow.
import { expect, it } from 'vitest';
import { readRange } from './range.ts';

it.each([
  ['bytes=0-9', { first: 0, last: 9 }],
  ['bytes=90-', { first: 90, last: 99 }],
  ['bytes=90-500', { first: 90, last: 99 }],
  ['bytes=-10', { first: 90, last: 99 }],
  ['bytes=-500', { first: 0, last: 99 }],
  [' bytes=99-99 ', { first: 99, last: 99 }],
])('%s of 100 bytes is one piece', (header, range) => {
  expect(readRange(header, 100)).toEqual(range);
});

it.each(['bytes=100-', 'bytes=100-200', 'bytes=-0'])('%s lies behind the end', (header) => {
  expect(readRange(header, 100)).toBe('unsatisfiable');
});

it.each([
  undefined,
  '',
  'bytes=',
  'bytes=-',
  'bytes=9-0',
  'bytes=a-b',
  'items=0-1',
  'bytes=0-1,2-3',
  `bytes=${'0-0,'.repeat(1_000)}1-1`,
  `bytes=${'9'.repeat(400)}-`,
])('%s is answered by the whole file', (header) => {
  expect(readRange(header, 100)).toBeNull();
});
