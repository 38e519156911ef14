import { expect, test } from 'vitest';
import { mentionedMembers } from './mentions.ts';

const members = [
  { id: 'ann', name: 'Ann' },
  { id: 'lee', name: 'Ann Lee' },
  { id: 'jo', name: 'Jörg Müller' },
  { id: 'sam1', name: 'Sam Hill' },
  { id: 'sam2', name: 'Sam Hall' },
];

test.each([
  ['a full name', '@Ann Lee please look', ['lee']],
  ['the longest name that fits', 'ask @ann lee, not @Sam Hall', ['lee', 'sam2']],
  ['a first name that one member has', '(@jörg)', ['jo']],
  ['whose whole name it is, although another is called so too', 'hi @Ann!', ['ann']],
  ['each member once', '@Jörg @jörg müller', ['jo']],
  ['nobody by a first name that two members have', '@Sam can you?', []],
  ['nobody by the start of another name', '@Jörgensen', []],
  ['nobody inside an address', 'write to info@ann.example', []],
  ['nobody where nobody is named', 'no mention @ all', []],
])('mentions %s', (_what, text, ids) => {
  expect(mentionedMembers(text, members)).toEqual(ids);
});

test('a note full of @ is read in short time', () => {
  expect(mentionedMembers('@'.repeat(60_000), members)).toEqual([]);
});
