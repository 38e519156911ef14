import { expect } from 'chai';
import { Refusal, testDesk, testMessage, testTicket, useAnswers } from '../testing/answers.ts';
import { find, placed, press, type, until } from '../testing/page.ts';
import { TicketStore } from '../ticket/ticket-store.ts';
import { ComposerElement } from './composer.ts';

const state = useAnswers();

/** A composer under a thread of one message, wired as the ticket page wires it. */
async function openComposer(): Promise<{ composer: ComposerElement; store: TicketStore; box: HTMLTextAreaElement }> {
  state.answers['tickets.get'] = () => testTicket();
  state.answers['tickets.timeline'] = () => ({ items: [testMessage(1, 'It flickers.')], olderThan: null });
  const desk = testDesk();
  const store = new TicketStore(desk, 'TKT-0001');
  await store.start();
  const { ticket, entries } = store.view.value;
  if (ticket === null) throw new Error('the ticket was not read');
  const composer = Object.assign(new ComposerElement(), { desk, store, ticket, entries });
  store.view.subscribe(() => {
    composer.ticket = store.ticket ?? ticket;
    composer.entries = store.view.value.entries;
  });
  await placed(composer);
  return { composer, store, box: find('textarea', composer) };
}

const replies = () => state.calls.filter(({ procedure }) => procedure === 'tickets.reply');

describe('the composer', () => {
  it('sends by Ctrl+Enter, names what was read, and is empty then', async () => {
    const { composer, box } = await openComposer();
    state.answers['tickets.reply'] = () => ({
      entry: testMessage(2, 'Turn it off.', 'member-1'),
      ticket: testTicket({ version: 2 }),
    });
    type(box, 'Turn it off.');
    press('Enter', { ctrlKey: true });
    await until(() => replies().length === 1 && box.value === '');
    expect(replies()[0]?.input).to.deep.equal({ ref: 'TKT-0001', body: 'Turn it off.', seenNumber: 1 });
    expect(find('.composer', composer).textContent).not.to.contain('Not sent');
  });

  it('sends nothing without a word', async () => {
    const { box } = await openComposer();
    type(box, '   ');
    press('Enter', { ctrlKey: true });
    expect(replies()).to.have.length(0);
  });

  it('keeps the text of a failed try, and tries again with the same key', async () => {
    const { composer, box } = await openComposer();
    state.answers['tickets.reply'] = () => {
      throw new Refusal('offline');
    };
    type(box, 'Turn it off.');
    press('Enter', { ctrlKey: true });
    await until(() => composer.querySelector('[role=alert]') !== null);
    expect(box.value).to.equal('Turn it off.');
    find('[role=alert] button', composer).click();
    await until(() => replies().length === 2);
    expect(replies()[0]?.key).to.match(/^[0-9a-f-]{36}$/);
    expect(replies()[1]?.key).to.equal(replies()[0]?.key);
  });

  it('takes another key for another text', async () => {
    const { composer, box } = await openComposer();
    state.answers['tickets.reply'] = () => {
      throw new Refusal('offline');
    };
    type(box, 'Turn it off.');
    press('Enter', { ctrlKey: true });
    await until(() => composer.querySelector('[role=alert]') !== null && !composer.sending);
    type(box, 'Turn it on.');
    press('Enter', { ctrlKey: true });
    await until(() => replies().length === 2);
    expect(replies()[1]?.key).not.to.equal(replies()[0]?.key);
  });

  it('stops a reply that was begun before the customer wrote again', async () => {
    const { composer, store, box } = await openComposer();
    type(box, 'Turn it off.');
    state.answers['tickets.timeline'] = () => ({ items: [testMessage(2, 'It is off already.')], olderThan: null });
    await store.catchUp();
    await composer.updateComplete;
    press('Enter', { ctrlKey: true });
    expect(replies()).to.have.length(0);
    expect(composer.textContent).to.contain('Kim Farrow wrote while you were writing.');
    find('.composer-notice button', composer).click();
    await composer.updateComplete;
    expect(composer.textContent).not.to.contain('wrote while you were writing');
  });

  it('keeps a draft for each tab, and finds both again', async () => {
    const { composer, box } = await openComposer();
    type(box, 'To the customer');
    find('[role=tab]:last-child', composer).click();
    await composer.updateComplete;
    type(find('textarea', composer), 'To the team');
    composer.remove();
    const again = await openComposer();
    expect(again.box.value).to.equal('To the customer');
    find('[role=tab]:last-child', again.composer).click();
    await again.composer.updateComplete;
    expect(find<HTMLTextAreaElement>('textarea', again.composer).value).to.equal('To the team');
  });

  it('is closed on an archived ticket', async () => {
    const { composer, store } = await openComposer();
    store.learn(testTicket({ archivedAt: '2026-11-21T09:00:00.000Z', version: 9 }));
    await composer.updateComplete;
    expect(composer.querySelector('textarea')).to.equal(null);
    expect(composer.textContent).to.contain('Restore it first.');
  });
});
