import { expect } from 'chai';
import { message } from '../testing/fake-desk.ts';
import { groupByDay, joinEntries, newestNumber, newFromTeam } from './entries.ts';

describe('entries', () => {
  it('are joined by number without doubles, whatever way and order they come', () => {
    const joined = joinEntries([message(1), message(3)], [message(3, { text: 'again' }), message(2)]);
    expect(joined.map(({ number }) => number)).to.deep.equal([1, 2, 3]);
    expect(newestNumber(joined)).to.equal(3);
    expect(newestNumber([])).to.equal(0);
  });

  it('tell what is new from the team, and nothing else', () => {
    const known = [message(1), message(2, { from: 'team' })];
    const arrived = [message(2, { from: 'team' }), message(3, { from: 'team' }), message(4)];
    expect(newFromTeam(known, arrived).map(({ number }) => number)).to.deep.equal([3]);
  });

  it('are grouped by day in order', () => {
    const late = message(3, { createdAt: '2026-11-21T00:00:01.000Z' });
    const days = groupByDay([message(1), message(2), late], (instant) => instant.slice(0, 10));
    expect(days.map(({ day, entries }) => [day, entries.length])).to.deep.equal([
      ['2026-11-20', 2],
      ['2026-11-21', 1],
    ]);
  });
});
