import { expect } from 'chai';
import { DeskbellWidget } from './deskbell-widget.ts';
import { ticketRow, useFakeDesk } from './testing/fake-desk.ts';
import { click, find, next, openWidget, placeWidget, query, treeOf, until, write } from './testing/page.ts';

const desk = useFakeDesk();
const isOpen = (widget: DeskbellWidget): boolean => query(widget, 'dialog[open]') !== undefined;
const launcherOf = (widget: DeskbellWidget) => find<HTMLButtonElement>(widget, '.launcher');

describe('the launcher', () => {
  it('stands at once, is named in the language of the page, and stores nothing', async () => {
    const widget = placeWidget({ locale: 'de-AT' });
    await widget.ready();
    const button = await launcherOf(widget);
    expect(button.ariaLabel).to.equal('Hilfe');
    expect(button.ariaExpanded).to.equal('false');
    expect(localStorage.length).to.equal(0);
  });

  it('asks once for the look of the workspace and nothing more before a click', async () => {
    desk().settings.accent = 'rgb(200, 30, 90)';
    desk().settings.position = 'start';
    const widget = placeWidget();
    const root = await find(widget, '.root');
    await until(() => root.dataset['position'] === 'start');
    expect(root.style.getPropertyValue('--own-accent')).to.equal('rgb(200, 30, 90)');
    expect(desk().calls.map(({ procedure }) => procedure)).to.deep.equal(['settings']);
  });

  it('lets attributes win over the workspace', async () => {
    const widget = placeWidget({ position: 'end', accent: 'rgb(1, 2, 3)' });
    desk().settings.position = 'start';
    const root = await find(widget, '.root.shown');
    await until(() => desk().calls.length > 0);
    expect(root.dataset['position']).to.equal('end');
    expect(root.style.getPropertyValue('--own-accent')).to.equal('rgb(1, 2, 3)');
  });

  it('counts unseen answers for a browser that wrote before, and says so', async () => {
    localStorage.setItem('deskbell:pk_test', JSON.stringify({ visitor: 'x'.repeat(43) }));
    desk().tickets = [ticketRow({ unread: true }), ticketRow({ id: 't2' })];
    const told = next<{ count: number }>(document, 'deskbell-unread');
    const widget = placeWidget();
    expect(await told).to.deep.equal({ count: 1 });
    expect((await launcherOf(widget)).ariaLabel).to.equal('Help (1)');
    expect(desk().callsOf('tickets')[0]?.headers.get('x-deskbell-visitor')).to.equal('x'.repeat(43));
  });

  it('is absent with launcher="none", and comes with show()', async () => {
    const widget = placeWidget({ launcher: 'none' });
    const button = await launcherOf(widget);
    expect(button.hidden).to.equal(true);
    widget.show();
    expect(button.hidden).to.equal(false);
    widget.hide();
    expect(button.hidden).to.equal(true);
  });
});

describe('opening and closing', () => {
  it('tells the page, moves focus to the heading, and brings it back to the launcher', async () => {
    const widget = placeWidget();
    const button = await launcherOf(widget);
    const opened = next(widget, 'deskbell-opened');
    button.click();
    await opened;
    expect(button.ariaExpanded).to.equal('true');
    await until(() => treeOf(widget).activeElement?.id === 'deskbell-title');
    const closed = next(widget, 'deskbell-closed');
    await click(widget, '.header button', 'Close');
    await closed;
    expect(button.ariaExpanded).to.equal('false');
    expect(treeOf(widget).activeElement === button).to.equal(true);
  });

  it('stays shut when the page cancels', async () => {
    const widget = placeWidget();
    widget.addEventListener('deskbell-before-open', (event) => event.preventDefault(), { once: true });
    await widget.open();
    expect(isOpen(widget)).to.equal(false);
    await widget.open();
    expect(isOpen(widget)).to.equal(true);
  });

  it('goes where it is told', async () => {
    const widget = await openWidget();
    await widget.open('new');
    await find(widget, 'form.form');
    await widget.open('list');
    await find(widget, '.home');
  });

  it('is not opened by a call that was taken back before the panel came', async () => {
    const widget = placeWidget();
    const opening = widget.open();
    widget.close();
    await opening;
    expect(isOpen(widget)).to.equal(false);
  });

  it('leaves a plain link to the portal when the panel cannot load, and tries again with the next click', async () => {
    const { source } = DeskbellWidget;
    const widget = placeWidget();
    DeskbellWidget.source = { ...source, load: () => Promise.reject(new TypeError('offline')) };
    const failed = next<{ code: string }>(widget, 'deskbell-error');
    await widget.open();
    expect(await failed).to.deep.equal({ code: 'load_failed' });
    const link = await find<HTMLAnchorElement>(widget, 'a.out');
    expect(link.href).to.equal('https://help.test/portal/fernweh');
    expect(link.textContent).to.equal('Help: help.test');
    DeskbellWidget.source = source;
    await widget.open();
    expect(link.textContent).to.equal('');
    expect(isOpen(widget)).to.equal(true);
  });
});

describe('a launcher of the page', () => {
  afterEach(() => document.querySelector('[data-deskbell-open]')?.remove());

  it('opens where it says, and shows whether the panel is open', async () => {
    document.body.insertAdjacentHTML('beforeend', '<a href="#" data-deskbell-open="new">Write to us</a>');
    const link = document.querySelector<HTMLAnchorElement>('[data-deskbell-open]')!;
    const widget = placeWidget();
    await widget.ready();
    expect(link.ariaExpanded).to.equal('false');
    const opened = next(widget, 'deskbell-opened');
    link.focus();
    link.click();
    await opened;
    await find(widget, 'form.form');
    expect(link.ariaExpanded).to.equal('true');
    await until(() => treeOf(widget).activeElement?.id === 'deskbell-title');
    widget.close();
    expect(link.ariaExpanded).to.equal('false');
    expect(document.activeElement === link).to.equal(true);
  });
});

describe('the end of a widget', () => {
  it('leaves neither element nor stream behind', async () => {
    localStorage.setItem('deskbell:pk_test', JSON.stringify({ visitor: 'x'.repeat(43) }));
    const widget = await openWidget();
    await until(() => desk().openStreams('inbox') === 1);
    widget.destroy();
    await until(() => desk().openStreams('inbox') === 0);
    expect(document.querySelectorAll('deskbell-widget').length).to.equal(0);
  });

  it('comes back whole when the page puts it elsewhere', async () => {
    const widget = await openWidget();
    const place = document.body.appendChild(document.createElement('div'));
    place.append(widget);
    await widget.open();
    await find(widget, 'dialog[open] .home');
    place.remove();
  });
});

describe('consent', () => {
  it('keeps everything in memory until it is given', async () => {
    const widget = await openWidget({ consent: false });
    await widget.open('new');
    await write(widget, '[name=subject]', 'Broken strap');
    expect(localStorage.length).to.equal(0);
    widget.consent(true);
    expect(localStorage.getItem('deskbell:pk_test')).to.contain('Broken strap');
    widget.consent(false);
    expect(localStorage.length).to.equal(0);
  });
});

describe('a widget in the page', () => {
  it('stands open in its place, without launcher or cross', async () => {
    const widget = placeWidget({ position: 'inline' });
    await find(widget, 'section.panel .home');
    expect((await launcherOf(widget)).hidden).to.equal(true);
    expect(query(widget, 'button', 'Close') === undefined).to.equal(true);
  });
});

describe('another language', () => {
  it('changes the words where they stand', async () => {
    const widget = await openWidget();
    await find(widget, 'button', 'Send us a message');
    widget.update({ locale: 'ar' });
    await find(widget, 'button', 'أرسل لنا رسالة');
    expect((await find(widget, '.root')).dir).to.equal('rtl');
  });
});
