// Finding the person a ticket is for: by name, address or external id; a new address is as good.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Contact } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { avatar } from '../elements/avatar.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import { placeAfter } from '../elements/walk.ts';
import { strings } from '../shell/language.ts';
import { addressOf, contactName } from './contact-name.ts';

/** A contact that exists (`id`), or an address that becomes one. */
export interface FoundContact {
  id?: string;
  email: string;
  name: string;
}

const pauseMs = 180;
const shownMax = 6;

/**
 * `<db-contact-search .desk>`; with `existing` only contacts that are there can be chosen.
 *
 * @fires found - `detail` is a FoundContact, or null when the choice was taken back.
 */
class ContactSearchElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    existing: { type: Boolean },
    invalid: { type: Boolean },
    query: { state: true },
    hits: { state: true },
    chosen: { state: true },
    marked: { state: true },
  };
  declare desk: Desk;
  declare existing: boolean;
  declare invalid: boolean;
  declare query: string;
  declare hits: readonly Contact[];
  declare chosen: FoundContact | null;
  declare marked: number;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.existing = false;
    this.invalid = false;
    this.query = '';
    this.hits = [];
    this.chosen = null;
    this.marked = 0;
  }

  protected override render() {
    const texts = strings().contacts;
    const { chosen } = this;
    if (chosen !== null) {
      return html`<div class="found row">
        ${avatar(chosen.name === '' ? chosen.email : chosen.name)}
        <span class="grow cut" dir="auto">${chosen.name === '' ? chosen.email : chosen.name}</span>
        <span class="meta cut">${chosen.id === undefined ? texts.willBeNew : chosen.email}</span>
        <button
          class="button quiet small icon"
          type="button"
          aria-label=${texts.chooseAnother}
          @click=${() => this.#take(null)}
        >
          ${icon('close')}
        </button>
      </div>`;
    }
    const list = `${this.uid}-list`;
    const offers = this.#offers();
    return html`<div class="field finder">
      <label for="${this.uid}-input">${texts.searchLabel}</label>
      <input
        class="input"
        id="${this.uid}-input"
        role="combobox"
        aria-expanded=${offers.length > 0}
        aria-controls=${list}
        aria-autocomplete="list"
        aria-activedescendant=${offers.length === 0 ? nothing : `${list}-${this.marked}`}
        aria-invalid=${this.invalid}
        autocomplete="off"
        spellcheck="false"
        placeholder=${this.existing ? texts.searchHint : texts.searchOrNewHint}
        .value=${this.query}
        @input=${this.#typed}
        @keydown=${this.#key}
      />
      <ul class="finder-list" id=${list} role="listbox" aria-label=${texts.searchLabel} ?hidden=${offers.length === 0}>
        ${offers.map((offer, at) => this.#offer(offer, at, `${list}-${at}`))}
      </ul>
    </div>`;
  }

  #offer(offer: FoundContact, at: number, id: string): TemplateResult {
    const isNew = offer.id === undefined;
    return html`<li
      class="choice ${at === this.marked ? 'marked' : ''}"
      id=${id}
      role="option"
      aria-selected=${at === this.marked}
      @pointermove=${() => (this.marked = at)}
      @click=${() => this.#take(offer)}
    >
      ${isNew ? icon('plus') : avatar(offer.name === '' ? offer.email : offer.name)}
      <span class="grow cut" dir="auto">${isNew ? strings().contacts.useNew(offer.email) : offer.name}</span>
      ${isNew ? nothing : html`<span class="meta cut">${offer.email}</span>`}
    </li>`;
  }

  #offers(): FoundContact[] {
    const hits = this.hits.slice(0, shownMax).map((contact) => ({
      id: contact.id,
      email: addressOf(contact) ?? '',
      name: contactName(contact),
    }));
    const typed = this.query.trim();
    const isNew = /^\S+@\S+\.\S+$/.test(typed) && !hits.some(({ email }) => email === typed.toLowerCase());
    return isNew && !this.existing ? [...hits, { email: typed, name: '' }] : hits;
  }

  #typed = (event: InputEvent): void => {
    this.query = (event.target as HTMLInputElement).value;
    this.marked = 0;
    clearTimeout(this.#pause);
    if (this.query.trim() === '') this.hits = [];
    else this.#pause = setTimeout(() => void this.#search(this.query), pauseMs);
  };

  async #search(query: string): Promise<void> {
    try {
      const { items } = await this.desk.api.contacts.list.query({ query: query.trim(), limit: shownMax });
      if (query === this.query) this.hits = items;
    } catch {
      // A new address can still be typed; the next key searches again.
      this.hits = [];
    }
  }

  #key = (event: KeyboardEvent): void => {
    const offers = this.#offers();
    const next = placeAfter(event.key, this.marked, offers.length);
    if (next !== null && event.key.startsWith('Arrow')) {
      event.preventDefault();
      this.marked = next;
    }
    const offer = offers[this.marked];
    if (event.key !== 'Enter' || event.isComposing || offer === undefined) return;
    event.preventDefault();
    this.#take(offer);
  };

  #take(found: FoundContact | null): void {
    this.chosen = found;
    this.query = '';
    this.hits = [];
    this.tell('found', found);
    void this.updateComplete.then(() => this.find(found === null ? 'input' : 'button')?.focus());
  }
}

customElements.define('db-contact-search', ContactSearchElement);
