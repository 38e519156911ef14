import { describe, expect, it } from 'vitest';
import { coalesce } from './coalesce.ts';

describe('coalesce', () => {
  it('gives every caller its own result from few rounds', async () => {
    const rounds: number[][] = [];
    const double = coalesce(async (items: number[]) => {
      rounds.push(items);
      return items.map((item) => item * 2);
    }, 10);
    const results = await Promise.all(Array.from({ length: 25 }, (_, index) => double(index)));
    expect(results).toEqual(Array.from({ length: 25 }, (_, index) => index * 2));
    expect(rounds.length).toBeLessThanOrEqual(3);
    expect(Math.max(...rounds.map((round) => round.length))).toBeLessThanOrEqual(10);
  });

  it('fails only the callers of the failed round', async () => {
    let round = 0;
    const fragile = coalesce(async (items: string[]) => {
      round += 1;
      if (round === 1) throw new Error('first round');
      return items;
    }, 2);
    const results = await Promise.allSettled(['a', 'b', 'c'].map((item) => fragile(item)));
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    await expect(fragile('d')).resolves.toBe('d');
  });
});
