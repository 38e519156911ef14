// The line between queue and ticket: dragged, or moved by arrows; the width is kept in this browser.
import { html } from 'lit';
import { ConsoleElement } from '../elements/console-element.ts';
import { readChoice, writeChoice } from './choices.ts';
import { strings } from './language.ts';

const minPx = 280;
const maxPx = 720;
const stepPx = 24;
const usualPx = 372;

/** Sets `--queue-width` on its parent. */
class DividerElement extends ConsoleElement {
  static override properties = { width: { state: true } };
  declare width: number;

  constructor() {
    super();
    this.width = within(Number(readChoice('queue-width') ?? usualPx));
  }

  protected override render() {
    return html`<div
      class="divider"
      role="separator"
      tabindex="0"
      aria-orientation="vertical"
      aria-label=${strings().shell.divider}
      aria-valuenow=${this.width}
      aria-valuemin=${minPx}
      aria-valuemax=${maxPx}
      @pointerdown=${this.#grab}
      @keydown=${this.#key}
      @dblclick=${() => this.#set(usualPx)}
    ></div>`;
  }

  protected override updated(): void {
    this.parentElement?.style.setProperty('--queue-width', `${this.width}px`);
  }

  #grab = (event: PointerEvent): void => {
    const handle = event.currentTarget as HTMLElement;
    const startX = event.clientX;
    const startWidth = this.width;
    const direction = getComputedStyle(handle).direction === 'rtl' ? -1 : 1;
    handle.setPointerCapture(event.pointerId);
    const move = ({ clientX }: PointerEvent): void => {
      this.width = within(startWidth + (clientX - startX) * direction);
    };
    const drop = (): void => {
      handle.removeEventListener('pointermove', move);
      this.#set(this.width);
    };
    handle.addEventListener('pointermove', move);
    handle.addEventListener('lostpointercapture', drop, { once: true });
  };

  #key = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    this.#set(this.width + (event.key === 'ArrowRight' ? stepPx : -stepPx));
  };

  #set(width: number): void {
    this.width = within(width);
    writeChoice('queue-width', String(this.width));
  }
}

function within(width: number): number {
  return Math.round(Math.min(maxPx, Math.max(minPx, Number.isFinite(width) ? width : usualPx)));
}

customElements.define('db-divider', DividerElement);
