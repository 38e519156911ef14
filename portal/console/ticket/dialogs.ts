// The decisions of a ticket that need words: resolve and escalate.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { failureOf } from '../api.ts';
import { ask, DialogElement } from '../elements/dialog.ts';
import { failureText } from '../elements/states.ts';
import { icon } from '../elements/icons.ts';
import { strings } from '../shell/language.ts';
import type { TicketStore } from './ticket-store.ts';

/** The base of both: keeps the words while the call runs, and when it fails. */
abstract class DecisionElement extends DialogElement<true> {
  static override properties = { busy: { state: true }, wrong: { state: true } };
  declare busy: boolean;
  declare wrong: string;
  store!: TicketStore;

  constructor() {
    super();
    this.busy = false;
    this.wrong = '';
  }

  protected abstract act(): string;
  protected abstract run(form: FormData): Promise<void>;
  protected abstract missing(): string;
  protected abstract words(): TemplateResult;

  protected textField(name: string, label: string, hint: string): TemplateResult {
    const id = `${this.uid}-${name}`;
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <textarea
        class="input"
        id=${id}
        name=${name}
        dir="auto"
        autofocus
        required
        maxlength="20000"
        aria-invalid=${this.wrong !== ''}
        aria-describedby="${id}-hint"
        @keydown=${this.#sendByKey}
      ></textarea>
      ${
        this.wrong === ''
          ? html`<p class="hint" id="${id}-hint">${hint}</p>`
          : html`<p class="wrong" id="${id}-hint" role="alert">${icon('warning')}${this.wrong}</p>`
      }
    </div>`;
  }

  protected override body() {
    return this.words();
  }

  protected override actions() {
    return html`<button class="button" type="button" @click=${this.cancel}>${strings().common.cancel}</button>
      <button class="button primary" type="submit" ?disabled=${this.busy}>${this.act()}</button>`;
  }

  protected override submit(): void {
    void this.#decide();
  }

  async #decide(): Promise<void> {
    const form = this.find('form');
    if (this.busy || form === null) return;
    const data = new FormData(form);
    if (textOf(data, 'words') === '') {
      this.wrong = this.missing();
      this.find('textarea')?.focus();
      return;
    }
    this.busy = true;
    try {
      await this.run(data);
      this.answer(true);
    } catch (error) {
      this.wrong = failureText(failureOf(error));
    } finally {
      this.busy = false;
    }
  }

  #sendByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) this.submit();
  };
}

class ResolveElement extends DecisionElement {
  protected override heading(): string {
    return strings().ticket.resolve.heading;
  }

  protected override act(): string {
    return strings().ticket.resolve.act;
  }

  protected override missing(): string {
    return strings().ticket.resolve.missing;
  }

  protected override words() {
    const texts = strings().ticket.resolve;
    return html`${this.textField('words', texts.notes, texts.hint)}
      <fieldset class="field">
        <legend>${texts.score}</legend>
        <div class="scores">
          ${[1, 2, 3, 4, 5].map(
            (score) =>
              html`<label class="score"><input type="radio" name="csat" value=${score} /><span>${score}</span></label>`,
          )}
          <span class="meta">${texts.scoreHint}</span>
        </div>
      </fieldset>`;
  }

  protected override run(form: FormData): Promise<void> {
    const csat = Number(form.get('csat') ?? 0);
    const resolution = textOf(form, 'words');
    return this.store.act((tickets, ref) =>
      tickets.resolve.mutate({ ref, resolution, ...(csat === 0 ? {} : { csat }) }),
    );
  }
}

class EscalateElement extends DecisionElement {
  protected override heading(): string {
    return strings().ticket.escalate.heading;
  }

  protected override act(): string {
    return strings().ticket.escalate.act;
  }

  protected override missing(): string {
    return strings().ticket.escalate.missing;
  }

  protected override words() {
    const texts = strings().ticket.escalate;
    return this.textField('words', texts.reason, texts.hint);
  }

  protected override run(form: FormData): Promise<void> {
    return this.store.act((tickets, ref) => tickets.escalate.mutate({ ref, reason: textOf(form, 'words') }));
  }
}

customElements.define('db-resolve', ResolveElement);
customElements.define('db-escalate', EscalateElement);

/** Asks how the ticket was solved, and resolves it. */
export async function resolveTicket(store: TicketStore): Promise<boolean> {
  return (await ask(Object.assign(new ResolveElement(), { store }))) === true;
}

/** Asks why the ticket is urgent, and escalates it. */
export async function escalateTicket(store: TicketStore): Promise<boolean> {
  return (await ask(Object.assign(new EscalateElement(), { store }))) === true;
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
