// Ctrl-K: everything that can be done here by typing its name, and tickets by their reference.
import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { Desk } from '../app/desk.ts';
import { go } from '../app/place.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import { placeAfter } from '../elements/walk.ts';
import { strings } from './language.ts';
import type { Shortcut } from './shortcuts.ts';
import { currentShortcuts } from './shortcuts.ts';

interface Command {
  label: string;
  keys: string;
  run: () => void;
}

class CommandBarElement extends ConsoleElement {
  static override properties = { query: { state: true }, marked: { state: true } };
  declare query: string;
  declare marked: number;
  desk!: Desk;
  /** What is offered, read before the bar itself covers the page. */
  offered: readonly Shortcut[] = [];

  constructor() {
    super();
    this.query = '';
    this.marked = 0;
  }

  protected override firstUpdated(): void {
    const dialog = this.find('dialog');
    dialog?.addEventListener('close', () => this.remove());
    dialog?.showModal();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('marked')) this.find('.choice.marked')?.scrollIntoView({ block: 'nearest' });
  }

  protected override render() {
    const texts = strings().shell;
    const commands = this.#commands();
    const list = `${this.uid}-list`;
    return html`<dialog class="dialog command-bar" aria-label=${texts.commands} closedby="any">
      <div class="picker-search">
        ${icon('search')}
        <input
          role="combobox"
          aria-label=${texts.commands}
          aria-expanded="true"
          aria-controls=${list}
          aria-autocomplete="list"
          aria-activedescendant=${commands.length === 0 ? nothing : `${list}-${this.marked}`}
          autocomplete="off"
          spellcheck="false"
          autofocus
          placeholder=${texts.commandHint}
          .value=${this.query}
          @input=${(event: InputEvent) => {
            this.query = (event.target as HTMLInputElement).value;
            this.marked = 0;
          }}
          @keydown=${this.#key}
        />
      </div>
      <ul class="picker-list scroll" id=${list} role="listbox" aria-label=${texts.commands}>
        ${commands.map(
          ({ label, keys, run }, at) =>
            html`<li
              class="choice ${at === this.marked ? 'marked' : ''}"
              id="${list}-${at}"
              role="option"
              aria-selected=${at === this.marked}
              @pointermove=${() => (this.marked = at)}
              @click=${() => this.#run(run)}
            >
              <span class="grow cut">${label}</span>${keys === '' ? nothing : html`<kbd>${keys.toUpperCase()}</kbd>`}
            </li>`,
        )}
      </ul>
      ${commands.length === 0 ? html`<p class="picker-none muted" role="status">${strings().common.nothingFound}</p>` : nothing}
    </dialog>`;
  }

  #commands(): Command[] {
    const typed = this.query.trim();
    const words = typed.toLocaleLowerCase();
    const named = this.offered.filter(({ label }) => label.toLocaleLowerCase().includes(words));
    if (!/^([a-z]+-?)?\d+$/i.test(typed)) return named;
    const reference = (/^\d+$/.test(typed) ? this.desk.referenceOf(typed) : null) ?? typed.toUpperCase();
    const open = {
      label: strings().shell.openTicket(reference),
      keys: '',
      run: () => go(this.desk.paths().ticket(reference)),
    };
    return [open, ...named];
  }

  #key = (event: KeyboardEvent): void => {
    const commands = this.#commands();
    const next = placeAfter(event.key, this.marked, commands.length);
    if (next !== null && event.key.startsWith('Arrow')) {
      event.preventDefault();
      this.marked = next;
    }
    const command = commands[this.marked];
    if (event.key !== 'Enter' || event.isComposing || command === undefined) return;
    event.preventDefault();
    this.#run(command.run);
  };

  /** Closes first, so that the command finds the page uncovered and may take the focus. */
  #run(run: () => void): void {
    this.find('dialog')?.addEventListener('close', run, { once: true });
    this.find('dialog')?.close();
  }
}

customElements.define('db-command-bar', CommandBarElement);

/** Opens the bar. */
export function showCommands(desk: Desk): void {
  document.body.append(Object.assign(new CommandBarElement(), { desk, offered: currentShortcuts() }));
}
