import { expect } from 'chai';
import { html } from 'lit';
import { find, placed, press, until } from '../testing/page.ts';
import { MenuElement } from './menu.ts';

async function openMenu(): Promise<{ menu: MenuElement; picked: string[] }> {
  const menu = await placed(
    Object.assign(new MenuElement(), {
      label: 'Status',
      trigger: html`Open`,
      items: [
        { id: 'open', label: 'Open', chosen: false },
        { id: 'pending', label: 'Pending', chosen: true },
        { id: 'closed', label: 'Closed', chosen: false },
      ],
    }),
  );
  const picked: string[] = [];
  menu.addEventListener('pick', (event) => picked.push((event as CustomEvent<string>).detail));
  menu.show();
  await until(() => document.activeElement?.getAttribute('role') === 'menuitemradio');
  return { menu, picked };
}

describe('a menu', () => {
  afterEach(() => document.body.replaceChildren());

  it('starts at what is chosen, and arrows walk it in a ring', async () => {
    await openMenu();
    expect(document.activeElement?.textContent).to.contain('Pending');
    press('ArrowDown');
    expect(document.activeElement?.textContent).to.contain('Closed');
    press('ArrowDown');
    expect(document.activeElement?.textContent).to.contain('Open');
    press('End');
    expect(document.activeElement?.textContent).to.contain('Closed');
  });

  it('goes to the item that starts with a letter', async () => {
    await openMenu();
    press('c');
    expect(document.activeElement?.textContent).to.contain('Closed');
  });

  it('tells the choice once, closes, and gives the focus back', async () => {
    const { menu, picked } = await openMenu();
    (document.activeElement as HTMLElement).click();
    expect(picked).to.deep.equal(['pending']);
    expect(find('.menu', menu).matches(':popover-open')).to.equal(false);
    expect(document.activeElement).to.equal(find('button', menu));
  });

  it('says what it is to those who cannot see it', async () => {
    const { menu } = await openMenu();
    await menu.updateComplete;
    const trigger = find('button', menu);
    expect(trigger.getAttribute('aria-haspopup')).to.equal('menu');
    expect(trigger.getAttribute('aria-expanded')).to.equal('true');
    expect(find('[aria-checked=true]', menu).textContent).to.contain('Pending');
  });
});
