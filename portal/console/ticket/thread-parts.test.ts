import { expect } from 'chai';
import { testChange, testMessage } from '../testing/answers.ts';
import { partsOf } from './thread-parts.ts';
import { joined } from './ticket-store.ts';

const kinds = (...entries: Parameters<typeof partsOf>[0][number][]): string[] =>
  partsOf(entries).map((part) => (part.kind === 'changes' ? `changes ${part.entries.length}` : part.kind));

describe('partsOf', () => {
  it('groups changes between two messages and starts each day with its name', () => {
    expect(
      kinds(testMessage(1, 'Hi'), testChange(2), testChange(3), testMessage(4, 'Ho'), testChange(5)),
    ).to.deep.equal(['day', 'message', 'changes 2', 'message', 'changes 1']);
  });

  it('never groups over a day', () => {
    const nextDay = { ...testChange(2), createdAt: '2026-11-22T12:00:00.000Z' };
    expect(kinds(testChange(1), nextDay)).to.deep.equal(['day', 'changes 1', 'day', 'changes 1']);
  });

  it('of nothing is nothing', () => {
    expect(kinds()).to.deep.equal([]);
  });
});

describe('joined', () => {
  it('orders by number and keeps one of each, the later word', () => {
    const corrected = testMessage(2, 'b, corrected');
    const both = joined([testMessage(1, 'a'), testMessage(2, 'b')], [testMessage(3, 'c'), corrected]);
    expect(both.map(({ number }) => number)).to.deep.equal([1, 2, 3]);
    expect(both[1]).to.equal(corrected);
  });
});
