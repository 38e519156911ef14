// The form of a contact: a new one, or changes to one that is there.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Contact, Failure } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { ask, DialogElement } from '../elements/dialog.ts';
import { icon } from '../elements/icons.ts';
import { failureText } from '../elements/states.ts';
import { strings } from '../shell/language.ts';

class ContactFormElement extends DialogElement<Contact> {
  static override properties = { busy: { state: true }, failure: { state: true } };
  declare busy: boolean;
  declare failure: Failure | null;
  desk!: Desk;
  contact: Contact | null = null;

  constructor() {
    super();
    this.busy = false;
    this.failure = null;
  }

  protected override heading(): string {
    return this.contact === null ? strings().contacts.new : strings().contacts.edit;
  }

  protected override body() {
    const texts = strings().contacts;
    const { contact } = this;
    return html`<div class="fields">
        ${this.#field('firstName', texts.firstName, contact?.firstName, 'autofocus')}
        ${this.#field('lastName', texts.lastName, contact?.lastName)}
      </div>
      <div class="field">
        <label for="${this.uid}-emails">${texts.emails}</label>
        <textarea
          class="input"
          id="${this.uid}-emails"
          name="emails"
          rows="2"
          dir="ltr"
          spellcheck="false"
          aria-describedby="${this.uid}-emails-hint"
          .value=${(contact?.emails ?? []).map(({ address }) => address).join('\n')}
        ></textarea>
        <p class="hint" id="${this.uid}-emails-hint">${texts.emailsHint}</p>
        ${this.#wrong('emails')}
      </div>
      <div class="fields">
        ${this.#field('phone', texts.phone, contact?.phone)} ${this.#field('company', texts.company, contact?.company)}
        ${this.#field('externalId', texts.externalId, contact?.externalId)}
        ${this.#field('locale', texts.locale, contact?.locale)}
      </div>
      ${
        this.failure === null
          ? nothing
          : html`<p class="composer-notice danger" role="alert">
              ${icon('warning')}<span>${failureText(this.failure)}</span>
            </p>`
      }`;
  }

  protected override actions() {
    return html`<button class="button" type="button" @click=${this.cancel}>${strings().common.cancel}</button>
      <button class="button primary" type="submit" aria-disabled=${this.busy}>${strings().common.save}</button>`;
  }

  #field(name: string, label: string, value: string | null | undefined, focus = ''): TemplateResult {
    return html`<div class="field">
      <label for="${this.uid}-${name}">${label}</label>
      <input
        class="input"
        id="${this.uid}-${name}"
        name=${name}
        dir="auto"
        autocomplete="off"
        ?autofocus=${focus !== ''}
        aria-invalid=${this.failure?.fields[name] !== undefined}
        .value=${value ?? ''}
      />
      ${this.#wrong(name)}
    </div>`;
  }

  #wrong(name: string): TemplateResult | typeof nothing {
    const fields = this.failure?.fields ?? {};
    const reason = fields[name] ?? Object.entries(fields).find(([key]) => key.startsWith(`${name}.`))?.[1];
    return reason === undefined ? nothing : html`<p class="wrong">${icon('warning')}${reason}</p>`;
  }

  protected override submit(): void {
    void this.#save();
  }

  async #save(): Promise<void> {
    const form = this.find('form');
    if (this.busy || form === null) return;
    const data = new FormData(form);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const orNull = (name: string): string | null => (text(name) === '' ? null : text(name));
    const fields = {
      firstName: text('firstName'),
      lastName: text('lastName'),
      phone: orNull('phone'),
      company: orNull('company'),
      locale: orNull('locale'),
      emails: text('emails')
        .split(/[\s,;]+/)
        .filter((address) => address !== ''),
    };
    const externalId = orNull('externalId');
    const { contact, desk } = this;
    this.busy = true;
    try {
      this.answer(
        contact === null
          ? await desk.api.contacts.create.mutate({ ...fields, ...(externalId === null ? {} : { externalId }) })
          : await desk.api.contacts.update.mutate({ id: contact.id, version: contact.version, ...fields, externalId }),
      );
    } catch (error) {
      this.failure = failureOf(error);
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('db-contact-form', ContactFormElement);

/** Asks for a contact's fields and saves them; null makes a new one. */
export function askContact(desk: Desk, contact: Contact | null): Promise<Contact | undefined> {
  return ask(Object.assign(new ContactFormElement(), { desk, contact }));
}
