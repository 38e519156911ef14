import { expect, test } from 'vitest';
import { ticketStatuses } from './schema.ts';
import { queueTabs } from './tabs.ts';

test('every status has its tab, after All and Mine, in the order of a ticket’s life', () => {
  expect(queueTabs.map((tab) => tab.id)).toEqual(['all', 'mine', ...ticketStatuses]);
  for (const tab of queueTabs.slice(2)) expect(tab.status).toBe(tab.id);
});

test('only lists of several statuses are grouped', () => {
  for (const tab of queueTabs) expect(tab.grouped).toBe(tab.status === null);
});
