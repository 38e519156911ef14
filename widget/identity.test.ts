import { expect } from 'chai';
import { ticketRow, useFakeDesk } from './testing/fake-desk.ts';
import { find, next, openWidget, query, until, write } from './testing/page.ts';

const desk = useFakeDesk();
const token = (sub: string): string => `x.${btoa(JSON.stringify({ sub }))}.y`;

describe('identify', () => {
  it('shows the person their tickets, and tells the page', async () => {
    const widget = await openWidget();
    desk().settings.identified = true;
    desk().tickets = [ticketRow()];
    const told = next(widget, 'deskbell-identified');
    await widget.identify({ token: token('42') });
    await told;
    await find(widget, 'button.row', 'Broken strap');
    expect(desk().callsOf('tickets')[0]?.headers.get('x-deskbell-identity')).to.equal(token('42'));
  });

  it('leaves another person nothing of the one before', async () => {
    const widget = await openWidget();
    await widget.identify({ token: token('a') });
    await widget.open('new');
    await write(widget, '[name=subject]', 'Private to a');
    await widget.identify({ token: token('b') });
    await find(widget, '.home');
    await widget.open('new');
    expect((await find<HTMLInputElement>(widget, '[name=subject]')).value).to.equal('');
    expect(localStorage.getItem('deskbell:pk_test') ?? '').not.to.contain('Private to a');
  });

  it('keeps what an unknown visitor had begun to write', async () => {
    const widget = await openWidget();
    await widget.open('new');
    await write(widget, '[name=subject]', 'Before signing in');
    await widget.identify({ token: token('a') });
    await widget.open('new');
    expect((await find<HTMLInputElement>(widget, '[name=subject]')).value).to.equal('Before signing in');
  });
});

describe('reset', () => {
  it('forgets the person, here and on the server', async () => {
    const widget = await openWidget({ email: 'ana@example.com' });
    desk().settings.identified = true;
    await widget.identify({ token: token('a') });
    await widget.open('new');
    await write(widget, '[name=subject]', 'Private to a');
    desk().settings.identified = false;
    await widget.reset();
    expect(localStorage.length).to.equal(0);
    expect(widget.hasAttribute('email')).to.equal(false);
    await until(() => desk().callsOf('forget').length === 1);
    await widget.open('new');
    expect((await find<HTMLInputElement>(widget, '[name=email]')).value).to.equal('');
    expect(query(widget, '[name=subject]')?.textContent).to.equal('');
  });
});

describe('prefill', () => {
  it('fills what is empty and leaves what was typed', async () => {
    const widget = await openWidget();
    await widget.open('new');
    await write(widget, '[name=subject]', 'Typed');
    widget.prefill({ subject: 'Given', body: 'Given' });
    const body = await find<HTMLTextAreaElement>(widget, '[name=body]');
    await until(() => body.value === 'Given');
    expect((await find<HTMLInputElement>(widget, '[name=subject]')).value).to.equal('Typed');
  });
});
