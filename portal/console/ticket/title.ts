// The title of a ticket, edited where it stands: Enter or leaving keeps it, Escape takes it back.
import { html } from 'lit';
import type { PropertyValues } from 'lit';
import { ConsoleElement } from '../elements/console-element.ts';
import { strings } from '../shell/language.ts';

const subjectMax = 200;

/** @fires rename - `detail` is the new title. */
class TitleElement extends ConsoleElement {
  static override properties = { value: {}, locked: { type: Boolean }, editing: { state: true } };
  declare value: string;
  declare locked: boolean;
  declare editing: boolean;

  constructor() {
    super();
    this.editing = false;
    this.locked = false;
  }

  protected override render() {
    const texts = strings().ticket;
    if (this.editing) {
      return html`<input
        class="title-input"
        aria-label=${texts.title}
        dir="auto"
        maxlength=${subjectMax}
        .value=${this.value}
        @keydown=${this.#key}
        @blur=${this.#keep}
      />`;
    }
    return html`<h1 class="title" tabindex="-1">
      ${
        this.locked
          ? html`<span dir="auto">${this.value}</span>`
          : html`<button
              class="title-button"
              type="button"
              data-tip=${texts.rename}
              data-keys="T"
              @click=${() => (this.editing = true)}
            >
              <span dir="auto">${this.value}</span>
            </button>`
      }
    </h1>`;
  }

  protected override shortcuts() {
    return [
      { keys: 't', label: strings().ticket.rename, group: 'ticket' as const, run: () => (this.editing = !this.locked) },
    ];
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('editing') || !this.editing) return;
    const input = this.find('input');
    input?.focus();
    input?.select();
  }

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return;
    // Else the same key press would land on the button that takes the focus, and open the field again.
    event.preventDefault();
    const input = event.target as HTMLInputElement;
    if (event.key === 'Escape') input.value = this.value;
    input.blur();
    void this.updateComplete.then(() => this.find('button')?.focus());
  };

  #keep = (event: FocusEvent): void => {
    const typed = (event.target as HTMLInputElement).value.trim();
    this.editing = false;
    if (typed !== '' && typed !== this.value) this.tell('rename', typed);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'db-title': TitleElement;
  }
}

customElements.define('db-title', TitleElement);
