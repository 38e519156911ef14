// What just happened, in one line at the edge, with a way back where there is one. Heard by screen readers.
import { html, nothing } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import { Signal } from '../app/signal.ts';
import { strings } from './language.ts';

interface Toast {
  id: number;
  text: string;
  bad: boolean;
  undo: (() => void) | undefined;
}

const staysMs = 6_000;
const shown = new Signal<readonly Toast[]>([]);
let made = 0;

/** Says that something was done; `undo` offers the way back while the line stands. */
export function say(text: string, undo?: () => void): void {
  put({ id: ++made, text, bad: false, undo });
}

/** Says that something did not work. It stays until it is closed. */
export function warn(text: string): void {
  put({ id: ++made, text, bad: true, undo: undefined });
}

/** Takes the newest way back, if there is one. */
export function undoLast(): boolean {
  const last = shown.value.findLast(({ undo }) => undo !== undefined);
  if (last === undefined) return false;
  drop(last.id);
  last.undo?.();
  return true;
}

function put(toast: Toast): void {
  shown.set([...shown.value.filter(({ text }) => text !== toast.text).slice(-2), toast]);
  if (!toast.bad) setTimeout(() => drop(toast.id), staysMs);
}

function drop(id: number): void {
  shown.set(shown.value.filter((toast) => toast.id !== id));
}

class ToastsElement extends ConsoleElement {
  protected override watched() {
    return [shown];
  }

  protected override render() {
    return html`<div class="toasts" popover="manual" role="status">
      ${repeat(
        shown.value,
        ({ id }) => id,
        ({ id, text, bad, undo }) =>
          html`<div class="toast ${bad ? 'bad' : ''}">
            ${bad ? icon('warning') : nothing}<span class="grow">${text}</span>
            ${
              undo === undefined
                ? nothing
                : html`<button class="button quiet small" type="button" @click=${undoLast}>
                    ${strings().common.undo}
                  </button>`
            }
            <button
              class="button quiet small icon"
              type="button"
              aria-label=${strings().common.close}
              @click=${() => drop(id)}
            >
              ${icon('close')}
            </button>
          </div>`,
      )}
    </div>`;
  }

  /** A popover, raised again for each line, so that it stands above an open dialog. */
  protected override updated(): void {
    const layer = this.find('.toasts');
    if (layer?.matches(':popover-open') === true) layer.hidePopover();
    if (shown.value.length > 0) layer?.showPopover();
  }
}

customElements.define('db-toasts', ToastsElement);
