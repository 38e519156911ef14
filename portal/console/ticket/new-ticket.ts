// Opening a ticket by hand: for a customer who called, or for a colleague.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { TicketAudience, TicketChannel } from '#shared/tickets/schema.ts';
import type { Failure } from '../api.ts';
import { failureOf, sameAct } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import '../contacts/contact-search.ts';
import type { FoundContact } from '../contacts/contact-search.ts';
import { ask, DialogElement } from '../elements/dialog.ts';
import { priorities } from '../elements/glyphs.ts';
import { icon } from '../elements/icons.ts';
import { failureText } from '../elements/states.ts';
import { strings } from '../shell/language.ts';

type CreateInput = Parameters<Desk['api']['tickets']['create']['mutate']>[0];

/** How a ticket that is written down by hand can have come in. */
const channels: readonly TicketChannel[] = ['phone', 'email', 'chat', 'portal', 'internal'];

class NewTicketElement extends DialogElement<string> {
  static override properties = {
    found: { state: true },
    audience: { state: true },
    busy: { state: true },
    wrong: { state: true },
    failure: { state: true },
  };
  declare found: FoundContact | null;
  declare audience: TicketAudience;
  declare busy: boolean;
  /** Field -> what is wrong with it. */
  declare wrong: Readonly<Record<string, string>>;
  declare failure: Failure | null;
  desk!: Desk;
  #attempt = { content: '', key: '' };

  constructor() {
    super();
    this.found = null;
    this.audience = 'customer';
    this.busy = false;
    this.wrong = {};
    this.failure = null;
  }

  protected override watched() {
    return [this.desk.members, this.desk.categories];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const shelf of [this.desk.members, this.desk.categories]) void shelf.ensure().catch(() => undefined);
  }

  protected override wide(): boolean {
    return true;
  }

  protected override heading(): string {
    return strings().queue.newTicket;
  }

  protected override body() {
    const texts = strings().newTicket;
    return html`${this.#audience()}
      ${
        this.audience === 'customer'
          ? html`<div class="field">
              <db-contact-search
                .desk=${this.desk}
                ?invalid=${this.wrong['requester'] !== undefined}
                @found=${({ detail }: CustomEvent<FoundContact | null>) => (this.found = detail)}
              ></db-contact-search>
              ${this.#wrong('requester')}
            </div>`
          : html`<p class="hint muted">${texts.internalHint}</p>`
      }
      <div class="field">
        <label for="${this.uid}-subject">${texts.subject}</label>
        <input
          class="input"
          id="${this.uid}-subject"
          name="subject"
          dir="auto"
          maxlength="200"
          required
          autocomplete="off"
          aria-invalid=${this.wrong['subject'] !== undefined}
        />
        ${this.#wrong('subject')}
      </div>
      <div class="field">
        <label for="${this.uid}-body">${texts.message}</label>
        <textarea
          class="input"
          id="${this.uid}-body"
          name="body"
          dir="auto"
          maxlength="20000"
          required
          aria-invalid=${this.wrong['body'] !== undefined}
          aria-describedby="${this.uid}-body-hint"
          @keydown=${this.#sendByKey}
        ></textarea>
        <p class="hint" id="${this.uid}-body-hint">${texts.messageHint}</p>
        ${this.#wrong('body')}
      </div>
      <div class="fields">
        ${this.#select('channel', texts.channel, this.#channels(), this.audience === 'internal' ? 'internal' : 'phone')}
        ${this.#select(
          'priority',
          texts.priority,
          priorities.map((id) => ({ id, name: strings().ticket.priority[id] })),
          'medium',
        )}
        ${this.#select('category', texts.category, this.#categories(), '')}
        ${this.#select('assignee', texts.assignee, this.#members(), '')}
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
      <button
        class="button primary"
        type="submit"
        aria-disabled=${this.busy}
        data-tip=${strings().newTicket.act}
        data-keys="Ctrl Enter"
      >
        ${strings().newTicket.act}
      </button>`;
  }

  #audience(): TemplateResult {
    const texts = strings().newTicket;
    return html`<fieldset class="field">
      <legend>${texts.audience}</legend>
      <div class="row">
        ${(['customer', 'internal'] as const).map(
          (audience) =>
            html`<label class="check">
              <input
                type="radio"
                name="audience"
                value=${audience}
                ?checked=${audience === this.audience}
                @change=${() => (this.audience = audience)}
              /><span>${texts.audiences[audience]}</span>
            </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #select(
    name: string,
    label: string,
    choices: readonly { id: string; name: string }[],
    chosen: string,
  ): TemplateResult {
    return html`<div class="field">
      <label for="${this.uid}-${name}">${label}</label>
      <select class="input" id="${this.uid}-${name}" name=${name}>
        ${choices.map(({ id, name: text }) => html`<option value=${id} ?selected=${id === chosen}>${text}</option>`)}
      </select>
    </div>`;
  }

  #wrong(field: string): TemplateResult | typeof nothing {
    const reason = this.wrong[field];
    return reason === undefined ? nothing : html`<p class="wrong" role="alert">${icon('warning')}${reason}</p>`;
  }

  #channels() {
    return channels.map((id) => ({ id, name: strings().ticket.channel[id] }));
  }

  #categories() {
    const own = this.desk.categories.value.filter(({ audience }) => audience === this.audience);
    return [{ id: '', name: strings().ticket.none }, ...own];
  }

  #members() {
    const able = this.desk.members.value.filter(({ disabled, role }) => !disabled && role !== 'requester');
    return [{ id: '', name: strings().newTicket.byCategory }, ...able];
  }

  #sendByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.submit();
  };

  protected override submit(): void {
    void this.#create();
  }

  async #create(): Promise<void> {
    const form = this.find('form');
    if (this.busy || form === null) return;
    const input = this.#read(new FormData(form));
    this.wrong = this.#missing(input);
    if (Object.keys(this.wrong).length > 0) {
      await this.updateComplete;
      this.find('[aria-invalid="true"]')?.focus();
      return;
    }
    this.busy = true;
    this.failure = null;
    try {
      const { reference } = await this.desk.api.tickets.create.mutate(input, sameAct(this.#keyFor(input)));
      this.answer(reference);
    } catch (error) {
      const failure = failureOf(error);
      this.wrong = failure.fields;
      this.failure = failure;
    } finally {
      this.busy = false;
    }
  }

  #read(form: FormData): CreateInput {
    const text = (name: string): string => {
      const value = form.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const optional = (name: string): Record<string, string> => (text(name) === '' ? {} : { [name]: text(name) });
    const { id, email = '' } = this.found ?? {};
    const requester = id === undefined ? { email } : { contactId: id };
    return {
      subject: text('subject'),
      body: text('body'),
      audience: this.audience,
      ...(this.audience === 'customer' && this.found !== null ? { requester } : {}),
      ...optional('channel'),
      ...optional('priority'),
      ...optional('category'),
      ...optional('assignee'),
    };
  }

  #missing({ subject, body }: CreateInput): Record<string, string> {
    const texts = strings().newTicket;
    return {
      ...(this.audience === 'customer' && this.found === null ? { requester: texts.requesterMissing } : {}),
      ...(subject === '' ? { subject: texts.subjectMissing } : {}),
      ...(body === '' ? { body: texts.messageMissing } : {}),
    };
  }

  #keyFor(input: CreateInput): string {
    const content = JSON.stringify(input);
    if (this.#attempt.content !== content) this.#attempt = { content, key: crypto.randomUUID() };
    return this.#attempt.key;
  }
}

customElements.define('db-new-ticket', NewTicketElement);

/** Asks for a new ticket; answers its reference. */
export function askNewTicket(desk: Desk): Promise<string | undefined> {
  return ask(Object.assign(new NewTicketElement(), { desk }));
}
