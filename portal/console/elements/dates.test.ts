import { expect } from 'chai';
import { dayName, fromLocalInput, shortDate, toLocalInput } from './dates.ts';

const now = Date.parse('2026-11-21T12:00:00Z');
const before = (ms: number): string => new Date(now - ms).toISOString();
const minuteMs = 60_000;

describe('shortDate', () => {
  it('is relative under a day', () => {
    expect(shortDate(before(20_000), now)).to.equal('now');
    expect(shortDate(before(5 * minuteMs), now)).to.match(/^5\D+ago$/);
    expect(shortDate(before(23 * 60 * minuteMs), now)).to.match(/^23\D+ago$/);
  });

  it('is a date after a day, with the year when it is another', () => {
    expect(shortDate(before(25 * 60 * minuteMs), now))
      .to.match(/20/)
      .and.not.to.match(/ago|2026/);
    expect(shortDate('2024-02-03T12:00:00Z', now)).to.match(/2024/);
  });
});

describe('dayName', () => {
  it('names the days that are near', () => {
    const today = new Date();
    expect(dayName(today.toISOString())).to.equal('Today');
    expect(dayName(new Date(today.setDate(today.getDate() - 1)).toISOString())).to.equal('Yesterday');
    expect(dayName('2024-02-03T12:00:00Z')).to.match(/2024/);
  });
});

describe('the value of a date field', () => {
  it('comes back as the same instant, to the minute', () => {
    expect(fromLocalInput(toLocalInput('2026-03-29T00:59:00.000Z'))).to.equal('2026-03-29T00:59:00.000Z');
    expect(fromLocalInput(toLocalInput(null))).to.equal(null);
  });
});
