// Choosing people for a ticket: another requester, one more follower.
import { html } from 'lit';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { ask, DialogElement } from '../elements/dialog.ts';
import { icon } from '../elements/icons.ts';
import { failureText } from '../elements/states.ts';
import '../contacts/contact-search.ts';
import type { FoundContact } from '../contacts/contact-search.ts';
import { strings } from '../shell/language.ts';
import type { TicketStore } from './ticket-store.ts';

class FollowerElement extends DialogElement<true> {
  static override properties = { wrong: { state: true }, busy: { state: true } };
  declare wrong: string;
  declare busy: boolean;
  store!: TicketStore;

  constructor() {
    super();
    this.wrong = '';
    this.busy = false;
  }

  protected override heading(): string {
    return strings().ticket.addFollower;
  }

  protected override body() {
    const texts = strings().ticket;
    return html`<p class="muted">${texts.followerHint}</p>
      <div class="field">
        <label for="${this.uid}-email">${texts.email}</label>
        <input
          class="input"
          type="email"
          id="${this.uid}-email"
          name="email"
          autocomplete="off"
          required
          autofocus
          aria-invalid=${this.wrong !== ''}
          aria-describedby="${this.uid}-wrong"
        />
        <p class="wrong" id="${this.uid}-wrong" role="alert" ?hidden=${this.wrong === ''}>
          ${icon('warning')}${this.wrong}
        </p>
      </div>
      <div class="field">
        <label for="${this.uid}-name">${texts.nameOptional}</label>
        <input class="input" id="${this.uid}-name" name="name" autocomplete="off" maxlength="120" />
      </div>`;
  }

  protected override actions() {
    return html`<button class="button" type="button" @click=${this.cancel}>${strings().common.cancel}</button>
      <button class="button primary" type="submit" ?disabled=${this.busy}>${strings().ticket.addFollower}</button>`;
  }

  protected override submit(): void {
    void this.#add();
  }

  async #add(): Promise<void> {
    const email = this.find<HTMLInputElement>('[name=email]')?.value.trim() ?? '';
    const name = this.find<HTMLInputElement>('[name=name]')?.value.trim() ?? '';
    this.busy = true;
    try {
      await this.store.act((tickets, ref) =>
        tickets.addFollower.mutate({ ref, email, ...(name === '' ? {} : { name }) }),
      );
      this.answer(true);
    } catch (error) {
      const failure = failureOf(error);
      this.wrong = failure.fields['email'] ?? failureText(failure);
    } finally {
      this.busy = false;
    }
  }
}

class SwapRequesterElement extends DialogElement<string> {
  static override properties = { found: { state: true } };
  declare found: FoundContact | null;
  desk!: Desk;

  constructor() {
    super();
    this.found = null;
  }

  protected override heading(): string {
    return strings().ticket.changeRequester;
  }

  protected override body() {
    return html`<p class="muted">${strings().ticket.changeRequesterHint}</p>
      <db-contact-search
        existing
        .desk=${this.desk}
        @found=${({ detail }: CustomEvent<FoundContact>) => (this.found = detail)}
      ></db-contact-search>`;
  }

  protected override actions() {
    return html`<button class="button" type="button" @click=${this.cancel}>${strings().common.cancel}</button>
      <button class="button primary" type="submit" ?disabled=${this.found?.id === undefined}>
        ${strings().ticket.changeRequester}
      </button>`;
  }

  protected override submit(): void {
    if (this.found?.id !== undefined) this.answer(this.found.id);
  }
}

customElements.define('db-follower', FollowerElement);
customElements.define('db-swap-requester', SwapRequesterElement);

/** Asks for an address and adds it to those who read along. */
export async function askFollower(store: TicketStore): Promise<void> {
  await ask(Object.assign(new FollowerElement(), { store }));
}

/** Asks for another requester: the id of the contact, or undefined. */
export function askRequester(desk: Desk): Promise<string | undefined> {
  return ask(Object.assign(new SwapRequesterElement(), { desk }));
}
