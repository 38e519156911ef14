// Contacts: the list with its search, and one contact beside it.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Contact } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { Pages } from '../app/pages.ts';
import { go } from '../app/place.ts';
import { avatar } from '../elements/avatar.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import '../elements/instant.ts';
import { emptyState, failedState, rowSkeletons } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import { askContact } from './contact-form.ts';
import { addressOf, contactName } from './contact-name.ts';
import './contact-page.ts';

const pauseMs = 200;

/** `<db-contacts .desk .open>`: `open` is the id of the contact beside the list, or null. */
class ContactsElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, open: {}, query: { state: true } };
  declare desk: Desk;
  declare open: string | null;
  declare query: string;
  #pages: Pages<Contact> | null = null;
  #unwatch: (() => void) | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.open = null;
    this.query = '';
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('desk')) return;
    this.#unwatch?.();
    this.#pages = new Pages((cursor) =>
      this.desk.api.contacts.list.query({
        ...(this.query.trim() === '' ? {} : { query: this.query.trim() }),
        ...(cursor === undefined ? {} : { cursor }),
        limit: 50,
      }),
    );
    this.#unwatch = this.#pages.view.subscribe(() => this.requestUpdate());
    void this.#pages.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override shortcuts() {
    return [
      {
        keys: '/',
        label: strings().contacts.search,
        group: 'everywhere' as const,
        run: () => this.find('input')?.focus(),
      },
    ];
  }

  protected override render() {
    const texts = strings().contacts;
    return html`<div class="panes two ${this.open === null ? 'showing-list' : 'showing-detail'}">
      <section class="pane list-pane" aria-label=${texts.heading}>
        <header class="pane-head">
          <h1 class="grow" tabindex="-1">${texts.heading}</h1>
          <button class="button small" type="button" @click=${() => void this.#add()}>
            ${icon('plus')}${texts.new}
          </button>
        </header>
        <div class="list-search">
          ${icon('search')}
          <input
            class="input"
            type="search"
            aria-label=${texts.search}
            placeholder=${texts.searchHint}
            .value=${this.query}
            @input=${this.#typed}
          />
        </div>
        <div class="list-scroll scroll" @scroll=${this.#scrolled}>${this.#list()}</div>
      </section>
      ${
        this.open === null
          ? html`<section class="pane detail-pane empty-pane">
              ${emptyState({ icon: 'people', ...texts.choose })}
            </section>`
          : html`<db-contact
              class="pane detail-pane"
              .desk=${this.desk}
              .contactId=${this.open}
              @contact-changed=${({ detail }: CustomEvent<Contact>) => this.#pages?.put(detail, ({ id }) => id === detail.id)}
            ></db-contact>`
      }
    </div>`;
  }

  #list(): TemplateResult | typeof nothing {
    const texts = strings().contacts;
    const view = this.#pages?.view.value;
    if (view === undefined) return nothing;
    const { items, state, failure } = view;
    if (items.length === 0) {
      if (state === 'loading') return rowSkeletons();
      if (state === 'failed') return failedState(failure, () => void this.#pages?.reload());
      return emptyState({ icon: 'people', ...(this.query === '' ? texts.empty : texts.nothing) });
    }
    return html`<ul class="rows">
        ${repeat(
          items,
          ({ id }) => id,
          (contact) => html`<li>${this.#row(contact)}</li>`,
        )}
      </ul>
      ${state === 'failed' ? failedState(failure, () => void this.#pages?.more()) : nothing}`;
  }

  #row(contact: Contact): TemplateResult {
    const name = contactName(contact);
    return html`<a
      class="list-row"
      href=${this.desk.paths().contact(contact.id)}
      aria-current=${contact.id === this.open ? 'true' : nothing}
    >
      ${avatar(name)}
      <span class="list-names">
        <span class="cut" dir="auto">${name}</span>
        <span class="meta cut" dir="auto">${[addressOf(contact), contact.company].filter(Boolean).join(' · ')}</span>
      </span>
      <db-instant class="meta" at=${contact.updatedAt}></db-instant>
    </a>`;
  }

  #typed = (event: InputEvent): void => {
    this.query = (event.target as HTMLInputElement).value;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.#pages?.reload(), pauseMs);
  };

  #scrolled = (event: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement;
    if (scrollHeight - scrollTop - clientHeight < 600) void this.#pages?.more();
  };

  async #add(): Promise<void> {
    const made = await askContact(this.desk, null);
    if (made === undefined) return;
    this.#pages?.put(made, ({ id }) => id === made.id);
    go(this.desk.paths().contact(made.id));
  }
}

customElements.define('db-contacts', ContactsElement);
