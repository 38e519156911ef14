import { describe, expect, it } from 'vitest';
import { appWith } from '../testing/http.ts';
import { trpcBatch } from './trpc-batch.ts';

let contextsMade = 0;
const app = appWith([trpcBatch('/trpc', (name) => name.startsWith('tickets.'))], (c) => {
  contextsMade++;
  return c.text('ok');
});
const statusOf = async (names: string): Promise<number> => (await app.request(`/trpc/${names}?batch=1`)).status;

describe('trpcBatch', () => {
  it('lets ten calls in one request pass', async () => {
    expect(await statusOf(Array(10).fill('tickets.list').join(','))).toBe(200);
    expect(await statusOf('tickets%2Elist')).toBe(200);
  });

  it.each([
    ['eleven calls', Array(11).fill('tickets.list').join(',')],
    ['five thousand commas', ','.repeat(5_000)],
    ['unknown names', 'a,b'],
    ['an unknown name among known ones', 'tickets.list,tickets.get,constructor'],
    ['malformed escapes', 'tickets.list,%ff'],
  ])('refuses %s before anything is made', async (_, names) => {
    const before = contextsMade;
    expect(await statusOf(names)).toBe(400);
    expect(contextsMade).toBe(before);
  });

  it('does not find a single unknown procedure', async () => {
    expect(await statusOf('nothing.here')).toBe(404);
  });
});
