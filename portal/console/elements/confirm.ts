// "Are you sure": one question, one act, one way back.
import { html } from 'lit';
import { strings } from '../shell/language.ts';
import { ask, DialogElement } from './dialog.ts';

interface Question {
  heading: string;
  text: string;
  act: string;
  danger?: boolean;
}

class ConfirmElement extends DialogElement<true> {
  question: Question = { heading: '', text: '', act: '' };

  protected override heading(): string {
    return this.question.heading;
  }

  protected override body() {
    return html`<p>${this.question.text}</p>`;
  }

  protected override actions() {
    const { act, danger } = this.question;
    return html`<button class="button" type="button" @click=${this.cancel}>${strings().common.cancel}</button>
      <button class="button primary ${danger === true ? 'danger' : ''}" type="submit" autofocus>${act}</button>`;
  }

  protected override submit(): void {
    this.answer(true);
  }
}

customElements.define('db-confirm', ConfirmElement);

/** Asks before an act that is more than an edit. */
export async function confirmed(question: Question): Promise<boolean> {
  const dialog = new ConfirmElement();
  dialog.question = question;
  return (await ask(dialog)) === true;
}
