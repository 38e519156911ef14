import { expect } from 'chai';
import { testDesk, testRow, testTicket, useAnswers } from '../testing/answers.ts';
import { QueueStore } from './queue-store.ts';
import type { Tab } from './tabs.ts';

const state = useAnswers();
const ids = (store: QueueStore): string[] => store.view.value.rows.map(({ id }) => id);

async function openQueue(tab: Tab = 'open'): Promise<QueueStore> {
  const store = new QueueStore(testDesk(), tab);
  state.answers['tickets.counts'] = () => ({});
  state.answers['tickets.list'] = () => ({ items: [testRow(2), testRow(1)], nextCursor: null });
  await store.reload();
  return store;
}

describe('the queue', () => {
  it('counts what arrived and moves nothing while somebody points at it', async () => {
    const store = await openQueue();
    store.mayMove = () => false;
    state.answers['tickets.list'] = () => ({
      items: [testRow(3), testRow(2, { subject: 'Renamed' }), testRow(1)],
      nextCursor: null,
    });
    await store.refresh();
    expect(ids(store)).to.deep.equal(['ticket-2', 'ticket-1']);
    expect(store.view.value.arrived).to.equal(1);
    expect(store.view.value.rows[0]?.subject).to.equal('Renamed');
  });

  it('takes the new order over when nobody does', async () => {
    const store = await openQueue();
    state.answers['tickets.list'] = () => ({ items: [testRow(3), testRow(2), testRow(1)], nextCursor: null });
    await store.refresh();
    expect(ids(store)).to.deep.equal(['ticket-3', 'ticket-2', 'ticket-1']);
    expect(store.view.value.arrived).to.equal(0);
  });

  it('marks a row that left the tab and keeps its place', async () => {
    const store = await openQueue();
    store.learn(testTicket({ id: 'ticket-2', status: 'closed', version: 7 }));
    expect(ids(store)).to.deep.equal(['ticket-2', 'ticket-1']);
    expect(store.view.value.rows[0]?.left).to.equal(true);
    expect(store.view.value.rows[0]?.status).to.equal('closed');
  });

  it('reads the next page once, and shows no row twice', async () => {
    const store = await openQueue();
    state.answers['tickets.list'] = ({ cursor }: { cursor?: string }) =>
      cursor === undefined
        ? { items: [testRow(4), testRow(3)], nextCursor: 'more' }
        : { items: [testRow(3), testRow(2)], nextCursor: null };
    await store.reload();
    await Promise.all([store.more(), store.more()]);
    expect(ids(store)).to.deep.equal(['ticket-4', 'ticket-3', 'ticket-2']);
    await store.more();
    expect(state.calls.filter(({ procedure }) => procedure === 'tickets.list')).to.have.length(3);
  });

  it('says why it is empty when the first read fails', async () => {
    const store = new QueueStore(testDesk(), 'open');
    await store.reload();
    expect(store.view.value.state).to.equal('failed');
    expect(store.view.value.failure?.code).to.equal('not_found');
  });
});
