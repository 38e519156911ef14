import { expect } from 'chai';
import { find, until } from '../testing/page.ts';
import { Refusal, testDesk, testTicket, useAnswers } from '../testing/answers.ts';
import { edit, inverseOf } from './edits.ts';
import { TicketStore } from './ticket-store.ts';

const state = useAnswers();

async function openStore(): Promise<{ desk: ReturnType<typeof testDesk>; store: TicketStore }> {
  state.answers['tickets.get'] = () => testTicket();
  state.answers['tickets.timeline'] = () => ({ items: [], olderThan: null });
  const desk = testDesk();
  const store = new TicketStore(desk, 'TKT-0001');
  await store.start();
  state.calls.length = 0;
  return { desk, store };
}

const updates = (): unknown[] =>
  state.calls.filter(({ procedure }) => procedure === 'tickets.update').map(({ input }) => input);

describe('inverseOf', () => {
  it('names what the fields of a patch hold now, and no others', () => {
    const ticket = testTicket({ labels: [{ id: 'l1', name: 'vip', colour: '#000000' }] });
    expect(inverseOf(ticket, { labels: [], status: 'closed', assignee: 'm2' })).to.deep.equal({
      labels: ['l1'],
      status: 'open',
      assignee: null,
    });
  });
});

describe('edit', () => {
  it('sends the version that was seen and takes the answer over', async () => {
    const { desk, store } = await openStore();
    state.answers['tickets.update'] = () => testTicket({ priority: 'high', version: 2 });
    await edit(desk, store, { priority: 'high' });
    expect(updates()).to.deep.equal([{ ref: 'TKT-0001', priority: 'high', version: 1 }]);
    expect(store.ticket?.priority).to.equal('high');
  });

  it('goes through on a newer version when somebody changed another field', async () => {
    const { desk, store } = await openStore();
    state.answers['tickets.update'] = ({ version }: { version: number }) => {
      if (version === 1) throw new Refusal('conflict', { current: testTicket({ subject: 'Theirs', version: 5 }) });
      return testTicket({ subject: 'Theirs', priority: 'high', version: 6 });
    };
    await edit(desk, store, { priority: 'high' });
    expect(updates()).to.have.length(2);
    expect(store.ticket?.subject).to.equal('Theirs');
  });

  it('leaves somebody else’s change of the same field when the member turns away', async () => {
    const { desk, store } = await openStore();
    state.answers['tickets.update'] = () => {
      throw new Refusal('conflict', { current: testTicket({ priority: 'low', version: 5 }) });
    };
    const editing = edit(desk, store, { priority: 'high' });
    await until(() => document.querySelector('dialog[open]') !== null);
    find('.dialog-foot .button').click();
    await editing;
    expect(updates()).to.have.length(1);
    expect(store.ticket?.priority).to.equal('low');
  });
});
