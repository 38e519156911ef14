// A dialog for a decision: opened from code, answered once.
import { html } from 'lit';
import type { nothing, TemplateResult } from 'lit';
import { strings } from '../shell/language.ts';
import { ConsoleElement } from './console-element.ts';
import { icon } from './icons.ts';

/** The base of dialogs. A subclass renders heading, body and actions, and calls `answer`. */
export abstract class DialogElement<Answer> extends ConsoleElement {
  /** Called once: with the answer, or with undefined when the person turned away. */
  onAnswer: (answer: Answer | undefined) => void = () => undefined;
  #given: Answer | undefined;

  protected abstract heading(): string;
  protected abstract body(): TemplateResult;
  protected abstract actions(): TemplateResult | typeof nothing;
  /** Called by Enter or by the submit button. */
  protected abstract submit(): void;

  protected wide(): boolean {
    return false;
  }

  /** Closes with an answer. */
  protected answer(answer: Answer): void {
    this.#given = answer;
    this.find('dialog')?.close();
  }

  protected cancel = (): void => {
    this.find('dialog')?.close();
  };

  protected override firstUpdated(): void {
    const dialog = this.find('dialog');
    dialog?.addEventListener('close', () => {
      this.remove();
      this.onAnswer(this.#given);
    });
    dialog?.showModal();
    // Elements inside have rendered by the next microtask; the first field is where a decision begins.
    queueMicrotask(() => {
      const fields = '.dialog-body :is(input:not([type=radio], [type=checkbox]), textarea)';
      (this.find(fields) ?? this.find('[autofocus]'))?.focus();
    });
  }

  protected override render() {
    return html`<dialog class="dialog ${this.wide() ? 'wide' : ''}" aria-labelledby="${this.uid}-head" closedby="any">
      <form novalidate @submit=${this.#submitted}>
        <header class="dialog-head">
          <h2 id="${this.uid}-head">${this.heading()}</h2>
          <button
            class="button quiet small icon"
            type="button"
            aria-label=${strings().common.close}
            @click=${this.cancel}
          >
            ${icon('close')}
          </button>
        </header>
        <div class="dialog-body scroll">${this.body()}</div>
        <footer class="dialog-foot">${this.actions()}</footer>
      </form>
    </dialog>`;
  }

  #submitted = (event: SubmitEvent): void => {
    event.preventDefault();
    this.submit();
  };
}

/** Opens a dialog and waits for its answer; undefined when the person turned away. */
export function ask<Answer>(dialog: DialogElement<Answer>): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    dialog.onAnswer = resolve;
    document.body.append(dialog);
  });
}
