import { expect } from 'chai';
import { useFakeDesk } from '../testing/fake-desk.ts';
import { click, find, next, openWidget, placeWidget, query, treeOf, until, write } from '../testing/page.ts';

const desk = useFakeDesk();

async function openForm() {
  const widget = await openWidget();
  await widget.open('new');
  await find(widget, 'form.form');
  return widget;
}

async function fillForm(widget: Awaited<ReturnType<typeof openForm>>) {
  await write(widget, '[name=subject]', 'Broken strap');
  await write(widget, '[name=body]', 'It came off.');
  await write(widget, '[name=email]', 'ana@example.com');
}

describe('the form', () => {
  it('opens a ticket with what was written and where, and shows its thread', async () => {
    const widget = await openForm();
    widget.setContext({ cart: 3 });
    await fillForm(widget);
    const created = next(widget, 'deskbell-ticket-created');
    await click(widget, '[type=submit]');
    expect(await created).to.deep.equal({ id: 'new1', reference: 'TKT-0009' });
    await find(widget, '.log', 'It came off.');
    await find(widget, '.notice', 'We got it.');
    const [call] = desk().callsOf('create');
    expect(call?.input).to.include({ subject: 'Broken strap', body: 'It came off.', email: 'ana@example.com' });
    expect(call?.input['context']).to.deep.include({ url: location.href, fields: { cart: '3' } });
    expect(call?.headers.get('x-deskbell-visitor')).to.match(/^[\w-]{43}$/);
  });

  it('names what is missing in a summary that takes focus, and beside each field', async () => {
    const widget = await openForm();
    await write(widget, '[name=subject]', 'Kept');
    await click(widget, '[type=submit]');
    const summary = await find(widget, '.summary');
    await until(() => treeOf(widget).activeElement === summary);
    const email = await find<HTMLInputElement>(widget, '[name=email]');
    expect(email.getAttribute('aria-invalid')).to.equal('true');
    expect(email.getAttribute('aria-describedby')).to.contain('deskbell-email-problem');
    await click(widget, '.summary a', 'E-mail');
    expect(treeOf(widget).activeElement === email).to.equal(true);
    expect((await find<HTMLInputElement>(widget, '[name=subject]')).value).to.equal('Kept');
    expect(desk().callsOf('create').length).to.equal(0);
  });

  it('shows what the server refuses at its field, and loses nothing', async () => {
    const widget = await openForm();
    await fillForm(widget);
    desk().fail('create', { status: 400, code: 'bad_request', fields: { subject: 'Say more.' } });
    await click(widget, '[type=submit]');
    await find(widget, '#deskbell-subject-problem', 'Say more.');
    expect((await find<HTMLTextAreaElement>(widget, '[name=body]')).value).to.equal('It came off.');
  });

  it('sends nothing when the page cancels', async () => {
    const widget = await openForm();
    widget.on('before-submit', (event) => event.preventDefault());
    await fillForm(widget);
    const asked = next<{ kind: string }>(widget, 'deskbell-before-submit');
    await click(widget, '[type=submit]');
    expect((await asked).kind).to.equal('ticket');
    expect(desk().callsOf('create').length).to.equal(0);
  });

  it('keeps its draft over a reload', async () => {
    const widget = await openForm();
    await fillForm(widget);
    widget.destroy();
    const again = placeWidget();
    await again.open('new');
    expect((await find<HTMLInputElement>(again, '[name=subject]')).value).to.equal('Broken strap');
  });

  it('keeps what could not be sent, and sends it once when the line is back', async () => {
    const widget = await openForm();
    await fillForm(widget);
    desk().fail('create', {});
    await click(widget, '[type=submit]');
    await find(widget, '.parcel', 'Waiting to be sent');
    window.dispatchEvent(new Event('online'));
    await until(() => query(widget, '.parcel') === undefined && query(widget, 'button.row', 'Broken strap'));
    const ids = desk()
      .callsOf('create')
      .map(({ input }) => input['clientId']);
    expect(ids.length).to.equal(2);
    expect(new Set(ids).size).to.equal(1);
  });

  it('asks a proven person neither name nor address', async () => {
    desk().settings.identified = true;
    const widget = await openForm();
    await until(() => query(widget, '[name=email]') === undefined);
    expect(query(widget, '[name=subject]') !== undefined).to.equal(true);
  });
});
