// What every element of the console is: rendered in the document itself, so that labels, ids and styles reach across
// elements, and re-rendered when the language or a watched signal changes.
import { LitElement } from 'lit';
import type { Signal } from '../app/signal.ts';
import { language } from '../shell/language.ts';
import type { Shortcut } from '../shell/shortcuts.ts';
import { offerShortcuts } from '../shell/shortcuts.ts';

let made = 0;

/**
 * The base of the console's elements.
 *
 * The console is one page of one owner, so its elements need no shadow root: `label for`, `aria-controls` and the form
 * of a dialog work across them.
 */
export class ConsoleElement extends LitElement {
  /** Unique in the document: the start of the ids that this element gives out. */
  protected readonly uid = `db${++made}`;
  #release: (() => void)[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    for (const signal of [language, ...this.watched()]) {
      this.#release.push(signal.subscribe(() => this.requestUpdate()));
    }
    this.#release.push(offerShortcuts(() => this.shortcuts()));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const release of this.#release) release();
    this.#release = [];
  }

  /** The signals that this element shows; read when it is connected. */
  protected watched(): readonly Pick<Signal<unknown>, 'subscribe'>[] {
    return [];
  }

  /** The shortcuts that this element answers while it is on the page. */
  protected shortcuts(): readonly Shortcut[] {
    return [];
  }

  /** Fires an event that reaches every element around this one. */
  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  protected find<K extends keyof HTMLElementTagNameMap>(selector: K): HTMLElementTagNameMap[K] | null;
  // The caller names the element that its own template holds.
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
  protected find<E extends Element = HTMLElement>(selector: string): E | null;
  protected find(selector: string): Element | null {
    return this.querySelector(selector);
  }
}
