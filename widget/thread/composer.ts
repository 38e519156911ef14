// Where an answer is written: a field that grows, one button. Its draft survives reloads, by ticket.
import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { sendIcon } from '../panel/icons.ts';
import { ScreenElement } from '../panel/screen-element.ts';

/**
 * The composer of one thread.
 *
 * @fires deskbell-compose `detail` is the text; the field is emptied by whoever takes it.
 */
export class Composer extends ScreenElement {
  static override readonly properties = {
    ...ScreenElement.properties,
    ticketId: { attribute: false },
    problem: { attribute: false },
    text: { state: true },
  };
  declare ticketId: string;
  /** Why the last answer did not go. */
  declare problem: string;
  declare text: string;

  override connectedCallback(): void {
    super.connectedCallback();
    this.text = this.room.desk.store.read().drafts?.[this.ticketId]?.['body'] ?? '';
  }

  /** Puts text into the field, keeping what is there, and keeps it as the draft. */
  put(text: string): void {
    this.#keep([text, this.text].filter(Boolean).join('\n\n'));
    void this.updateComplete.then(() => this.querySelector('textarea')?.focus());
  }

  clear(): void {
    this.#keep('');
  }

  override render(): TemplateResult {
    const { words } = this.room;
    return html`<form class="composer" part="composer" @submit=${this.#submit}>
      ${this.problem ? html`<p class="problem" id="deskbell-reply-problem">${this.problem}</p>` : nothing}
      <div class="composer-box">
        <textarea
          id="deskbell-reply"
          rows="1"
          dir="auto"
          aria-label=${words.thread.reply}
          placeholder=${words.thread.reply}
          aria-describedby=${this.problem ? 'deskbell-reply-problem' : nothing}
          .value=${live(this.text)}
          @input=${(event: Event) => this.#keep((event.target as HTMLTextAreaElement).value)}
          @keydown=${this.#keyPressed}
        ></textarea>
        <div class="composer-tools">
          <button type="submit" part="button" class="primary square" aria-label=${words.thread.send}>
            ${sendIcon}
          </button>
        </div>
      </div>
    </form>`;
  }

  #keep(text: string): void {
    this.text = text;
    this.room.desk.store.write((state) => {
      const { [this.ticketId]: _, ...others } = state.drafts ?? {};
      state.drafts = text === '' ? others : { ...others, [this.ticketId]: { body: text } };
    });
  }

  /** The return key breaks the line, as in a letter; with Control or Command it sends. */
  #keyPressed(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) this.#submit(event);
  }

  #submit(event: Event): void {
    event.preventDefault();
    if (this.text.trim() === '') return this.querySelector('textarea')?.focus();
    this.dispatchEvent(new CustomEvent('deskbell-compose', { detail: this.text.trim() }));
  }
}
