// The form for a new ticket. What is typed is kept as a draft at every key, and nothing takes it away but its arrival.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ApiError, NewTicketInput } from '../core/api.ts';
import type { Draft } from '../core/storage.ts';
import { randomUuid } from '../core/storage.ts';
import { renderHeader } from '../panel/header.ts';
import { reasonOf } from '../panel/room.ts';
import { ScreenElement } from '../panel/screen-element.ts';
import { pageContext } from './context.ts';
import { fieldNames, fieldsToAsk, firstValues, inputOf, isRequired, problemsOf } from './fields.ts';
import type { FieldName, Problem, Problems } from './fields.ts';

/** The form. */
export class NewTicket extends ScreenElement {
  static override readonly properties = {
    ...ScreenElement.properties,
    values: { state: true },
    problems: { state: true },
    trouble: { state: true },
    isSending: { state: true },
  };
  declare values: Draft;
  declare problems: Problems;
  /** What is wrong with none of the fields in particular. */
  declare trouble: string;
  declare isSending: boolean;

  constructor() {
    super();
    this.problems = {};
    this.trouble = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.fill();
  }

  /** Fills what is still empty with what the page gave. */
  fill(): void {
    const { store, prefilled, shell } = this.room.desk;
    const draft = this.hasUpdated ? this.values : (store.read().drafts?.['new'] ?? {});
    this.values = firstValues(draft, prefilled, shell.config);
  }

  override render(): TemplateResult {
    const { words, session } = this.room;
    const asked = fieldsToAsk(session.settings);
    return html`${renderHeader(this.room, { title: words.form.heading, hasBack: true })}
      <form class="body form" novalidate @submit=${this.#submit} @input=${this.#typed}>
        ${this.#summary(asked)} ${asked.map((name) => this.#field(name))}
        <button type="submit" part="button" class="primary wide" aria-disabled=${this.isSending ? 'true' : nothing}>
          ${this.isSending ? words.form.sending : words.form.send}
        </button>
      </form>`;
  }

  #field(name: FieldName): TemplateResult {
    const { words } = this.room;
    const id = 'deskbell-' + name;
    const problem = this.problems[name];
    const hint = name === 'email' ? words.form.emailReason : '';
    const described = [problem && id + '-problem', hint && id + '-hint'].filter(Boolean).join(' ');
    return html`<div class="field ${problem ? 'is-wrong' : ''}">
      <label for=${id}>
        ${this.#label(name)} ${isRequired(name) ? nothing : html`<span class="faint">(${words.form.optional})</span>`}
      </label>
      ${this.#control(name, id, described || nothing)}
      ${hint ? html`<p class="faint" id="${id}-hint">${hint}</p>` : nothing}
      ${problem ? html`<p class="problem" id="${id}-problem">${this.#say(problem)}</p>` : nothing}
    </div>`;
  }

  #control(name: FieldName, id: string, described: string | typeof nothing): TemplateResult {
    const value = this.values[name] ?? '';
    const wrong = this.problems[name] ? 'true' : nothing;
    if (name === 'category' || name === 'priority') {
      const { words, session } = this.room;
      const options: [string, string][] =
        name === 'category'
          ? (session.settings?.categories ?? []).map((category) => [category.id, category.name])
          : (['low', 'medium', 'high', 'urgent'] as const).map((each) => [each, words.priority[each]]);
      const chosen = options.find((option) => option.includes(value))?.[0] ?? '';
      return html`<select id=${id} name=${name} aria-describedby=${described} aria-invalid=${wrong}>
        <option value="">${name === 'category' ? words.form.categoryNone : '–'}</option>
        ${options.map(([key, text]) => html`<option value=${key} ?selected=${key === chosen}>${text}</option>`)}
      </select>`;
    }
    if (name === 'body') {
      return html`<textarea
        id=${id}
        name=${name}
        rows="5"
        dir="auto"
        required
        aria-describedby=${described}
        aria-invalid=${wrong}
        .value=${live(value)}
      ></textarea>`;
    }
    const kind = { email: 'email', phone: 'tel' }[name as string] ?? 'text';
    const fillIn = { email: 'email', phone: 'tel', name: 'name' }[name as string] ?? 'off';
    return html`<input
      id=${id}
      name=${name}
      type=${kind}
      autocomplete=${fillIn}
      dir=${kind === 'text' ? 'auto' : 'ltr'}
      ?required=${isRequired(name)}
      aria-describedby=${described}
      aria-invalid=${wrong}
      .value=${live(value)}
    />`;
  }

  #summary(asked: readonly FieldName[]): TemplateResult | typeof nothing {
    const { words } = this.room;
    const wrong = asked.filter((name) => this.problems[name]);
    if (wrong.length === 0 && this.trouble === '') return nothing;
    return html`<div class="summary" role="alert" tabindex="-1">
      ${this.trouble ? html`<p>${this.trouble}</p>` : nothing}
      ${
        wrong.length === 0
          ? nothing
          : html`<p>${words.form.problems}</p>
              <ul>
                ${wrong.map(
                  (name) =>
                    html`<li>
                      <a href="#deskbell-${name}" @click=${(event: Event) => this.#jump(event, name)}
                        >${this.#label(name)}</a
                      >: ${this.#say(this.problems[name])}
                    </li>`,
                )}
              </ul>`
      }
    </div>`;
  }

  #label(name: FieldName): string {
    const { form } = this.room.words;
    return name === 'body' ? form.message : form[name];
  }

  #say(problem: Problem | undefined): string {
    const { problems } = this.room.words;
    if (problem === undefined) return '';
    if (problem === 'missing' || problem === 'email') return problems[problem];
    return 'max' in problem ? problems.tooLong(problem.max) : problem.reason;
  }

  /** A link inside a shadow tree leads nowhere by itself. */
  #jump(event: Event, name: FieldName): void {
    event.preventDefault();
    this.querySelector<HTMLElement>('#deskbell-' + name)?.focus();
  }

  #typed(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    this.values = { ...this.values, [name]: value };
    this.room.desk.store.write((state) => (state.drafts = { ...state.drafts, new: this.values }));
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    if (this.isSending) return;
    const { desk, session, outbox, words, go } = this.room;
    const asked = fieldsToAsk(session.settings);
    this.trouble = '';
    this.problems = problemsOf(this.values, asked);
    if (Object.keys(this.problems).length > 0) {
      this.#showProblems();
      return;
    }

    const fields = inputOf(this.values, asked, session.settings);
    if (!desk.emit('before-submit', { kind: 'ticket', fields })) return;
    const externalId = desk.shell.config('external-id');
    const input: NewTicketInput = {
      clientId: randomUuid(),
      ...fields,
      ...(externalId && { externalId }),
      locale: desk.shell.locale().tag.slice(0, 35),
      context: pageContext(desk.context),
    };
    this.isSending = true;
    const outcome = await outbox.send({ kind: 'ticket', input });
    this.isSending = false;
    if ('refused' in outcome) {
      outbox.take(input.clientId);
      this.#showRefusal(outcome.refused);
      return;
    }
    desk.store.write((state) => delete state.drafts?.['new']);
    if ('waiting' in outcome) {
      go({ name: 'home' }, reasonOf(this.room, outcome.waiting));
      return;
    }
    const hasAddress = fields.email !== undefined || session.settings?.identified === true;
    await session.refresh().catch(() => undefined);
    const notice = hasAddress ? words.sent.byEmail : words.sent.here;
    if (this.isConnected) go({ name: 'thread', ticketId: outcome.sent.ticketId }, notice);
  }

  #showRefusal(error: ApiError): void {
    const problems: Problems = {};
    for (const name of fieldNames) {
      const reason = error.fields[name];
      if (reason !== undefined) problems[name] = name === 'email' ? 'email' : { reason };
    }
    this.problems = problems;
    if (Object.keys(problems).length === 0) this.trouble = reasonOf(this.room, error);
    this.#showProblems();
  }

  #showProblems(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.summary')?.focus());
  }
}
