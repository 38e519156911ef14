import { expect } from 'chai';
import { initialsOf } from './avatar.ts';

describe('initialsOf', () => {
  for (const [name, initials] of [
    ['Ada Okonkwo', 'AO'],
    ['charlotte-élise de la Fontaine', 'CF'],
    ['Öykü', 'Ö'],
    ['佐藤 花子', '佐'],
    ['فاطمة الزهراء', 'ف'],
    ['🦊 Fox', 'F'],
    ['7 of 9', '7'],
    ['🦊', '?'],
    ['', '?'],
  ] as const) {
    it(`of “${name}” are “${initials}”`, () => expect(initialsOf(name)).to.equal(initials));
  }
});
