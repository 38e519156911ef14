// A button with a searchable list: one choice (an assignee) or several (labels).
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { strings } from '../shell/language.ts';
import { ConsoleElement } from './console-element.ts';
import { icon } from './icons.ts';
import { placeAfter } from './walk.ts';

export interface Choice {
  id: string;
  label: string;
  detail?: string | undefined;
  glyph?: TemplateResult | undefined;
}

/**
 * `<db-picker .label .choices .chosen .trigger>`: a combobox in a native popover. Enter takes the marked choice; with
 * `several` the list stays open and each choice is switched.
 *
 * @fires pick - `detail` is the array of chosen ids.
 * @fires search - `detail` is what was typed, for lists that the server searches (`remote`).
 * @fires opened - when the list is first needed.
 */
export class PickerElement extends ConsoleElement {
  static override properties = {
    label: {},
    choices: { attribute: false },
    chosen: { attribute: false },
    trigger: { attribute: false },
    triggerClass: {},
    keys: {},
    several: { type: Boolean },
    remote: { type: Boolean },
    disabled: { type: Boolean },
    open: { state: true },
    query: { state: true },
    marked: { state: true },
  };
  declare label: string;
  declare choices: readonly Choice[];
  declare chosen: readonly string[];
  declare trigger: TemplateResult;
  declare triggerClass: string;
  declare keys: string | undefined;
  declare several: boolean;
  declare remote: boolean;
  declare disabled: boolean;
  declare open: boolean;
  declare query: string;
  declare marked: number;

  constructor() {
    super();
    this.choices = [];
    this.chosen = [];
    this.triggerClass = 'button';
    this.several = false;
    this.remote = false;
    this.disabled = false;
    this.open = false;
    this.query = '';
    this.marked = 0;
  }

  /** Opens the list as if the trigger was pressed. */
  show(): void {
    this.find<HTMLButtonElement>('button')?.click();
  }

  protected override render() {
    return html`<button
        class=${this.triggerClass}
        type="button"
        aria-haspopup="dialog"
        aria-expanded=${this.open}
        aria-label=${this.label}
        aria-keyshortcuts=${this.keys ?? nothing}
        data-tip=${this.label}
        data-keys=${this.keys ?? nothing}
        ?disabled=${this.disabled}
        popovertarget="${this.uid}-pop"
      >
        ${this.trigger}
      </button>
      <div
        class="pop picker"
        id="${this.uid}-pop"
        popover
        role="dialog"
        aria-label=${this.label}
        @toggle=${this.#toggled}
      >
        ${this.open ? this.#body() : nothing}
      </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('open') && this.open) this.find('input')?.focus();
    if (changed.has('marked')) this.find('.choice.marked')?.scrollIntoView({ block: 'nearest' });
  }

  #body(): TemplateResult {
    const shown = this.#shown();
    const list = `${this.uid}-list`;
    return html`<div class="picker-search">
        ${icon('search')}
        <input
          role="combobox"
          aria-label=${this.label}
          aria-expanded="true"
          aria-controls=${list}
          aria-autocomplete="list"
          aria-activedescendant=${shown.length === 0 ? nothing : `${list}-${this.marked}`}
          autocomplete="off"
          spellcheck="false"
          placeholder=${strings().common.search}
          .value=${this.query}
          @input=${this.#typed}
          @keydown=${this.#key}
        />
      </div>
      <ul
        class="picker-list scroll"
        id=${list}
        role="listbox"
        aria-label=${this.label}
        aria-multiselectable=${this.several}
      >
        ${shown.map((choice, at) => this.#choice(choice, at, `${list}-${at}`))}
      </ul>
      ${shown.length === 0 ? html`<p class="picker-none muted" role="status">${strings().common.nothingFound}</p>` : nothing}`;
  }

  #choice(choice: Choice, at: number, id: string): TemplateResult {
    const isChosen = this.chosen.includes(choice.id);
    return html`<li
      class="choice ${at === this.marked ? 'marked' : ''}"
      id=${id}
      role="option"
      aria-selected=${isChosen}
      @pointermove=${() => (this.marked = at)}
      @click=${() => this.#take(choice.id)}
    >
      ${choice.glyph ?? nothing}
      <span class="grow cut">${choice.label}</span>
      ${choice.detail === undefined ? nothing : html`<span class="meta cut">${choice.detail}</span>`}
      ${isChosen ? icon('check') : nothing}
    </li>`;
  }

  #shown(): readonly Choice[] {
    const words = this.query.toLocaleLowerCase().trim();
    if (this.remote || words === '') return this.choices;
    return this.choices.filter(({ label, detail = '' }) => `${label} ${detail}`.toLocaleLowerCase().includes(words));
  }

  #toggled = (event: Event): void => {
    this.open = (event as ToggleEvent).newState === 'open';
    this.query = '';
    const first = this.choices.findIndex(({ id }) => this.chosen.includes(id));
    this.marked = Math.max(0, first);
    if (this.open) this.tell('opened');
  };

  #typed = (event: InputEvent): void => {
    this.query = (event.target as HTMLInputElement).value;
    this.marked = 0;
    this.tell('search', this.query);
  };

  #key = (event: KeyboardEvent): void => {
    const shown = this.#shown();
    const next = placeAfter(event.key, this.marked, shown.length);
    if (next !== null && event.key.startsWith('Arrow')) {
      event.preventDefault();
      this.marked = next;
    }
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    const choice = shown[this.marked];
    if (choice !== undefined) this.#take(choice.id);
  };

  #take(id: string): void {
    if (this.several) {
      const rest = this.chosen.filter((other) => other !== id);
      this.chosen = rest.length === this.chosen.length ? [...rest, id] : rest;
    } else {
      this.find('[popover]')?.hidePopover();
      this.find('button')?.focus();
    }
    this.tell('pick', this.several ? this.chosen : [id]);
  }
}

customElements.define('db-picker', PickerElement);
