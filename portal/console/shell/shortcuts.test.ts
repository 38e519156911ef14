import { expect } from 'chai';
import { press } from '../testing/page.ts';
import { allowSingleKeys, offerShortcuts, startShortcuts } from './shortcuts.ts';

describe('shortcuts', () => {
  const run: string[] = [];
  let withdraw: () => void;

  before(() => startShortcuts());
  beforeEach(() => {
    run.length = 0;
    withdraw = offerShortcuts(() =>
      ['j', 'g c', 'c', 'Ctrl+k'].map((keys) => ({ keys, label: keys, run: () => run.push(keys) })),
    );
  });
  afterEach(() => {
    withdraw();
    allowSingleKeys(true);
    document.body.replaceChildren();
  });

  it('answer single keys, sequences and Ctrl', () => {
    press('j');
    press('g');
    press('c');
    press('c');
    press('k', { ctrlKey: true });
    expect(run).to.deep.equal(['j', 'g c', 'c', 'Ctrl+k']);
  });

  it('leave typing alone, but for Ctrl', () => {
    const input = document.createElement('input');
    document.body.append(input);
    input.focus();
    press('j');
    press('k', { ctrlKey: true });
    expect(run).to.deep.equal(['Ctrl+k']);
  });

  it('wait while a dialog is open', () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    dialog.showModal();
    press('j');
    press('k', { ctrlKey: true });
    expect(run).to.deep.equal([]);
  });

  it('of a single key can be switched off', () => {
    allowSingleKeys(false);
    press('j');
    press('k', { ctrlKey: true });
    expect(run).to.deep.equal(['Ctrl+k']);
  });

  it('end with whoever offered them', () => {
    withdraw();
    press('j');
    expect(run).to.deep.equal([]);
  });
});
