import { expect } from 'chai';
import { message, threadOf, ticketRow, useFakeDesk } from '../testing/fake-desk.ts';
import { click, find, next, openWidget, query, treeOf, until, write } from '../testing/page.ts';

const desk = useFakeDesk();
const visitor = JSON.stringify({ visitor: 'x'.repeat(43) });

async function openThread(thread = threadOf()) {
  localStorage.setItem('deskbell:pk_test', visitor);
  desk().tickets = [ticketRow()];
  desk().threads.set('t1', thread);
  const widget = await openWidget();
  await widget.open({ ticket: 't1' });
  await find(widget, '.log');
  return widget;
}

describe('a thread', () => {
  it('is a log named by its subject, whose history is not announced', async () => {
    const widget = await openThread(threadOf({}, [message(1), message(2, { from: 'team', authorName: 'Mara' })]));
    const log = await find(widget, '[role=log]');
    expect(log.ariaLabel).to.equal('Broken strap');
    expect(log.getAttribute('aria-live')).to.equal('off');
    expect(query(widget, 'article.team', 'Mara') !== undefined).to.equal(true);
    expect((await find(widget, '[aria-live=polite]')).textContent).to.equal('');
  });

  it('draws what a person typed as text, never as markup', async () => {
    const text = '<img src=x onerror="window.marked=1"><script>window.marked=1</script>';
    const widget = await openThread(threadOf({ subject: text }, [message(1, { text })]));
    await find(widget, '.words', text);
    expect(treeOf(widget).querySelectorAll('img, script').length).to.equal(0);
    expect((window as { marked?: number }).marked).to.equal(undefined);
  });

  it('shows and announces an answer that comes while somebody looks, and tells the server that it was seen', async () => {
    const widget = await openThread();
    await until(() => desk().openStreams('updates') === 1);
    const received = next(widget, 'deskbell-message-received');
    const { ticket } = threadOf({ status: 'in_progress' });
    const answer = message(5, { from: 'team', authorName: 'Mara', text: 'On its way' });
    const change = { kind: 'status', number: 6, from: 'open', to: 'in_progress', createdAt: answer.createdAt };
    desk().push('updates', { ticket, entries: [answer, change] }, '6');
    await find(widget, 'article.team', 'On its way');
    await find(widget, '.change', 'In progress');
    await find(widget, '[aria-live=polite]', 'New message from Mara: On its way');
    expect(await received).to.deep.equal({ ticketId: 't1' });
    await until(() =>
      desk()
        .callsOf('seen')
        .some(({ input }) => input['number'] === 6),
    );
  });

  it('resumes its stream after the last entry it has', async () => {
    await openThread();
    await until(() => desk().openStreams('updates') === 1);
    desk().push('updates', { ...threadOf(), entries: [message(4, { from: 'team' })] }, '4');
    await until(() => desk().callsOf('seen').length > 1);
    desk().hangUp();
    await until(() => desk().callsOf('updates').length === 2);
    expect(
      desk()
        .callsOf('updates')
        .map(({ input }) => input['lastEventId']),
    ).to.deep.equal(['1', '4']);
  });

  it('says when it does not load, with a way to try again and a way out', async () => {
    desk().fail('thread', {});
    localStorage.setItem('deskbell:pk_test', visitor);
    desk().threads.set('t1', threadOf());
    const widget = await openWidget();
    await widget.open({ ticket: 't1' });
    const link = await find<HTMLAnchorElement>(widget, '.failure a');
    expect(link.href).to.equal('https://help.test/portal/fernweh');
    await click(widget, '.failure button');
    await find(widget, '.log');
  });
});

describe('an answer', () => {
  it('is sent once, shown once, and its draft is gone', async () => {
    const widget = await openThread();
    await write(widget, '#deskbell-reply', 'Here you are');
    expect(localStorage.getItem('deskbell:pk_test')).to.contain('Here you are');
    const sent = next(widget, 'deskbell-message-sent');
    await click(widget, '.composer [type=submit]');
    expect(await sent).to.deep.equal({ ticketId: 't1' });
    await until(() => query(widget, '.pending') === undefined);
    expect(treeOf(widget).querySelectorAll('article.own').length).to.equal(2);
    expect(localStorage.getItem('deskbell:pk_test')).not.to.contain('Here you are');
  });

  it('keeps its draft for its own ticket', async () => {
    const widget = await openThread();
    await write(widget, '#deskbell-reply', 'Half a sent');
    await widget.open('list');
    await find(widget, '.home');
    await widget.open({ ticket: 't1' });
    expect((await find<HTMLTextAreaElement>(widget, '#deskbell-reply')).value).to.equal('Half a sent');
  });

  it('that does not get through is said to wait, is kept over a reload, and goes once', async () => {
    const widget = await openThread();
    await write(widget, '#deskbell-reply', 'Hello again');
    desk().fail('reply', {});
    await click(widget, '.composer [type=submit]');
    await find(widget, '.pending', 'Not sent yet. We keep trying.');
    widget.destroy();
    const again = await openWidget();
    await again.open({ ticket: 't1' });
    await until(() => desk().callsOf('reply').length === 2);
    await until(() => query(again, '.pending') === undefined);
    const [first, second] = desk().callsOf('reply');
    expect(first?.input).to.deep.equal(second?.input);
  });

  it('that is refused comes back into its field with the reason', async () => {
    const widget = await openThread();
    await write(widget, '#deskbell-reply', 'Too late?');
    desk().fail('reply', { status: 422, code: 'unprocessable', message: 'This ticket is closed.' });
    await click(widget, '.composer [type=submit]');
    await find(widget, '.composer .problem', 'Not sent. This ticket is closed.');
    const field = await find<HTMLTextAreaElement>(widget, '#deskbell-reply');
    await until(() => field.value === 'Too late?');
    expect(query(widget, '.pending') === undefined).to.equal(true);
  });
});

describe('a resolved ticket', () => {
  const resolved = () => threadOf({ status: 'resolved', can: { reply: true, confirm: true, rate: true } });

  it('is rated only when the button says so', async () => {
    const widget = await openThread(resolved());
    (await find<HTMLInputElement>(widget, '.score:nth-of-type(4) input')).click();
    const send = await find(widget, '.rating [type=submit]');
    expect(desk().callsOf('rate').length).to.equal(0);
    send.click();
    await find(widget, '.finish', 'Thank you for telling us.');
    expect(desk().callsOf('rate')[0]?.input).to.deep.equal({ ticketId: 't1', score: 4 });
  });

  it('is closed by its requester', async () => {
    const widget = await openThread(resolved());
    desk().threads.set('t1', threadOf({ status: 'closed', can: { reply: true, confirm: false, rate: true } }));
    await click(widget, '.finish button', 'Yes, this is solved');
    await find(widget, '.facts', 'Closed');
    expect(desk().callsOf('confirm').length).to.equal(1);
  });

  it('takes no answer when the workspace says so, and leads to a new message', async () => {
    const widget = await openThread(threadOf({ status: 'closed', can: { reply: false, confirm: false, rate: false } }));
    expect(query(widget, '#deskbell-reply') === undefined).to.equal(true);
    await click(widget, '.composer button', 'Send us a message');
    await find(widget, 'form.form');
  });
});
