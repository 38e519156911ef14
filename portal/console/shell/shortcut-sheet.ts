// The sheet of all shortcuts that work on this page.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { ask, DialogElement } from '../elements/dialog.ts';
import { strings } from './language.ts';
import type { Shortcut } from './shortcuts.ts';
import { allowSingleKeys, currentShortcuts, singleKeysAllowed } from './shortcuts.ts';

const groups = ['everywhere', 'queue', 'ticket', 'composer'] as const;

class ShortcutSheetElement extends DialogElement<never> {
  offered: readonly Shortcut[] = currentShortcuts();

  protected override wide(): boolean {
    return true;
  }

  protected override heading(): string {
    return strings().shell.shortcuts;
  }

  protected override body() {
    const texts = strings().shell;
    return html`<div class="sheet">${groups.map((group) => this.#group(group))}</div>
      <label class="check">
        <input
          type="checkbox"
          ?checked=${singleKeysAllowed()}
          @change=${(event: Event) => allowSingleKeys((event.target as HTMLInputElement).checked)}
        />
        <span>${texts.singleKeys}</span>
      </label>`;
  }

  protected override actions() {
    return html`<button class="button" type="button" autofocus @click=${this.cancel}>
      ${strings().common.close}
    </button>`;
  }

  protected override submit(): void {
    this.cancel();
  }

  #group(group: (typeof groups)[number]): TemplateResult {
    const own = this.offered.filter((shortcut) => shortcut.group === group);
    return html`<section ?hidden=${own.length === 0}>
      <h3>${strings().shell.groups[group]}</h3>
      <dl>
        ${own.map(
          ({ keys, label }) =>
            html`<div>
              <dt>${label}</dt>
              <dd>
                ${keys.split(/[ +]/).map((key) => html`<kbd>${key.length === 1 && key !== key.toLowerCase() ? `⇧ ${key}` : key.toUpperCase()}</kbd>`)}
              </dd>
            </div>`,
        )}
      </dl>
    </section>`;
  }
}

customElements.define('db-shortcut-sheet', ShortcutSheetElement);

/** Shows the sheet. */
export async function showShortcuts(): Promise<void> {
  await ask(new ShortcutSheetElement());
}
