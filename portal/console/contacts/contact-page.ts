// One contact: how to reach them, what is known of them, and all their tickets.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Contact, Failure, QueueRow } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { Pages } from '../app/pages.ts';
import { avatar } from '../elements/avatar.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { copyText } from '../elements/copy.ts';
import { icon } from '../elements/icons.ts';
import { failedState, rowSkeletons, threadSkeleton } from '../elements/states.ts';
import { queueRow } from '../queue/queue-row.ts';
import { strings } from '../shell/language.ts';
import { askContact } from './contact-form.ts';
import { contactName } from './contact-name.ts';

/** @fires contact-changed - `detail` is the contact. */
class ContactElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    contactId: {},
    contact: { state: true },
    failure: { state: true },
  };
  declare desk: Desk;
  declare contactId: string;
  declare contact: Contact | null;
  declare failure: Failure | null;
  #tickets: Pages<QueueRow> | null = null;
  #unwatch: (() => void) | null = null;

  constructor() {
    super();
    this.contact = null;
    this.failure = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('contactId')) return;
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  async #read(): Promise<void> {
    const id = this.contactId;
    this.contact = null;
    this.failure = null;
    this.#unwatch?.();
    this.#tickets = new Pages((cursor) =>
      this.desk.api.contacts.tickets.query({ id, limit: 30, ...(cursor === undefined ? {} : { cursor }) }),
    );
    this.#unwatch = this.#tickets.view.subscribe(() => this.requestUpdate());
    void this.#tickets.reload();
    try {
      const contact = await this.desk.api.contacts.get.query({ id });
      if (id === this.contactId) this.contact = contact;
    } catch (error) {
      this.failure = failureOf(error);
    }
  }

  protected override render() {
    const texts = strings().contacts;
    const { contact } = this;
    const back = html`<a
      class="button quiet small icon back-link"
      href=${this.desk.paths().contacts}
      aria-label=${texts.back}
      >${icon('back')}</a
    >`;
    if (contact === null) {
      return html`${back}${this.failure === null ? threadSkeleton() : failedState(this.failure, () => void this.#read())}`;
    }
    const name = contactName(contact);
    return html`<header class="pane-head">
        ${back}
        <h1 class="grow cut" tabindex="-1" dir="auto">${name}</h1>
        <button class="button small" type="button" @click=${() => void this.#edit(contact)}>${texts.edit}</button>
      </header>
      <div class="page-scroll scroll">
        <div class="page-column">
          ${this.#card(contact, name)}
          <section class="card" aria-labelledby="${this.uid}-tickets">
            <h2 id="${this.uid}-tickets">${texts.tickets}</h2>
            ${this.#history()}
          </section>
        </div>
      </div>`;
  }

  #card(contact: Contact, name: string): TemplateResult {
    const texts = strings().contacts;
    const attributes = Object.entries(contact.attributes);
    return html`<section class="card contact-card" aria-label=${texts.card}>
      ${avatar(name, { large: true })}
      <dl class="facts">
        ${contact.emails.map(
          ({ address, primary, verified }) =>
            html`<div>
              <dt>${primary ? texts.primaryEmail : texts.email}</dt>
              <dd class="row">
                <span class="cut" dir="ltr">${address}</span>
                ${
                  verified
                    ? html`<span class="person-mark verified">${icon('verified')}${strings().ticket.verified}</span>`
                    : html`<span class="person-mark">${icon('question')}${strings().ticket.unverified}</span>`
                }
                <button
                  class="button quiet small icon"
                  type="button"
                  aria-label=${strings().ticket.copyEmail}
                  data-tip=${strings().ticket.copyEmail}
                  @click=${() => void copyText(address)}
                >
                  ${icon('copy')}
                </button>
              </dd>
            </div>`,
        )}
        ${this.#fact(texts.phone, contact.phone)} ${this.#fact(texts.company, contact.company)}
        ${this.#fact(texts.externalId, contact.externalId, true)} ${this.#fact(texts.locale, contact.locale)}
        ${attributes.map(([key, value]) => this.#fact(key, typeof value === 'string' ? value : JSON.stringify(value)))}
        <div>
          <dt>${texts.since}</dt>
          <dd><db-instant at=${contact.createdAt}></db-instant></dd>
        </div>
      </dl>
    </section>`;
  }

  #fact(name: string, value: string | null, mono = false): TemplateResult | typeof nothing {
    if (value === null || value === '') return nothing;
    return html`<div>
      <dt>${name}</dt>
      <dd class=${mono ? 'mono' : ''} dir="auto">${value}</dd>
    </div>`;
  }

  #history(): TemplateResult | typeof nothing {
    const view = this.#tickets?.view.value;
    if (view === undefined) return nothing;
    const { items, state, failure, nextCursor } = view;
    if (items.length === 0 && state === 'loading') return rowSkeletons(3);
    if (state === 'failed') return failedState(failure, () => void this.#tickets?.reload());
    if (items.length === 0) return html`<p class="muted">${strings().contacts.noTickets}</p>`;
    const paths = this.desk.paths();
    return html`<ul class="queue-list">
        ${items.map((row) => html`<li>${queueRow(this.desk, row, paths.ticket(row.reference), false)}</li>`)}
      </ul>
      ${
        nextCursor === null
          ? nothing
          : html`<button class="button quiet small" type="button" @click=${() => void this.#tickets?.more()}>
              ${strings().common.more}
            </button>`
      }`;
  }

  async #edit(contact: Contact): Promise<void> {
    const changed = await askContact(this.desk, contact);
    if (changed === undefined) return;
    this.contact = changed;
    this.tell('contact-changed', changed);
  }
}

customElements.define('db-contact', ContactElement);
