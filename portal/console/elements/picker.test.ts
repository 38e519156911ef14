import { expect } from 'chai';
import { html } from 'lit';
import { find, placed, press, type, until } from '../testing/page.ts';
import { PickerElement } from './picker.ts';

const choices = [
  { id: '1', label: 'Ada Okonkwo', detail: 'ada@desk.example' },
  { id: '2', label: 'Jonas Weber', detail: 'jonas@desk.example' },
  { id: '3', label: 'Mira Sandoval', detail: 'mira@desk.example' },
];

async function openPicker(several: boolean, chosen: string[]): Promise<{ picker: PickerElement; picked: string[][] }> {
  const picker = await placed(
    Object.assign(new PickerElement(), { label: 'Assign', trigger: html`Assign`, choices, chosen, several }),
  );
  const picked: string[][] = [];
  picker.addEventListener('pick', (event) => picked.push((event as CustomEvent<string[]>).detail));
  picker.show();
  await until(() => document.activeElement?.matches('[role=combobox]') === true);
  return { picker, picked };
}

const shown = (picker: PickerElement): string[] =>
  [...picker.querySelectorAll('[role=option] .grow')].map(({ textContent }) => textContent);

describe('a picker', () => {
  afterEach(() => document.body.replaceChildren());

  it('finds by name and by detail', async () => {
    const { picker } = await openPicker(false, []);
    type(find<HTMLInputElement>('input', picker), 'jonas@');
    await picker.updateComplete;
    expect(shown(picker)).to.deep.equal(['Jonas Weber']);
    type(find<HTMLInputElement>('input', picker), 'nobody');
    await picker.updateComplete;
    expect(shown(picker)).to.deep.equal([]);
    expect(find('.picker-none', picker).textContent).to.equal('Nothing found');
  });

  it('takes one by arrow and Enter, and closes', async () => {
    const { picker, picked } = await openPicker(false, ['1']);
    press('ArrowDown');
    await picker.updateComplete;
    const input = find('input', picker);
    expect(find(`#${input.getAttribute('aria-activedescendant') ?? ''}`).textContent).to.contain('Jonas Weber');
    press('Enter');
    expect(picked).to.deep.equal([['2']]);
    expect(find('.picker', picker).matches(':popover-open')).to.equal(false);
  });

  it('switches several and stays open', async () => {
    const { picker, picked } = await openPicker(true, ['1']);
    press('Enter');
    press('ArrowDown');
    await picker.updateComplete;
    press('Enter');
    expect(picked).to.deep.equal([[], ['2']]);
    expect(find('.picker', picker).matches(':popover-open')).to.equal(true);
  });
});
