// A button with a menu: commands, or one choice of a few.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { ConsoleElement } from './console-element.ts';
import { icon } from './icons.ts';
import { typeAhead, walk } from './walk.ts';

export interface MenuItem {
  id: string;
  label: string;
  glyph?: TemplateResult | undefined;
  keys?: string | undefined;
  /** Of a choice: whether it is the one in force. A menu with any `chosen` is a radio group. */
  chosen?: boolean | undefined;
  danger?: boolean | undefined;
}

/**
 * `<db-menu .label .items .trigger>`: the trigger opens a native popover; arrows, Home, End and letters walk it.
 *
 * @fires pick - `detail` is the id of the item.
 */
export class MenuElement extends ConsoleElement {
  static override properties = {
    label: {},
    items: { attribute: false },
    trigger: { attribute: false },
    triggerClass: {},
    keys: {},
    disabled: { type: Boolean },
    open: { state: true },
  };
  declare label: string;
  declare items: readonly MenuItem[];
  declare trigger: TemplateResult;
  declare triggerClass: string;
  /** The shortcut that the tooltip shows. */
  declare keys: string | undefined;
  declare disabled: boolean;
  declare open: boolean;

  constructor() {
    super();
    this.items = [];
    this.triggerClass = 'button';
    this.disabled = false;
    this.open = false;
  }

  /** Opens the menu as if the trigger was pressed. */
  show(): void {
    this.find<HTMLButtonElement>('button')?.click();
  }

  protected override render() {
    return html`<button
        class=${this.triggerClass}
        type="button"
        aria-label=${this.label}
        aria-haspopup="menu"
        aria-expanded=${this.open}
        aria-keyshortcuts=${this.keys ?? nothing}
        data-tip=${this.label}
        data-keys=${this.keys ?? nothing}
        ?disabled=${this.disabled}
        popovertarget="${this.uid}-menu"
        @keydown=${this.#openByArrow}
      >
        ${this.trigger}
      </button>
      <div
        class="pop menu"
        id="${this.uid}-menu"
        popover
        role="menu"
        aria-label=${this.label}
        @toggle=${this.#toggled}
        @keydown=${this.#walk}
      >
        ${this.open ? this.items.map((item) => this.#item(item)) : nothing}
      </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open') || !this.open) return;
    const items = this.#items();
    (items.find((item) => item.getAttribute('aria-checked') === 'true') ?? items[0])?.focus();
  }

  #item(item: MenuItem): TemplateResult {
    return html`<button
      class="menu-item ${item.danger === true ? 'danger' : ''}"
      type="button"
      role=${item.chosen === undefined ? 'menuitem' : 'menuitemradio'}
      aria-checked=${item.chosen ?? nothing}
      tabindex="-1"
      @click=${() => this.#pick(item.id)}
    >
      ${item.glyph ?? nothing}<span class="cut">${item.label}</span>
      ${item.keys === undefined ? nothing : html`<kbd aria-hidden="true">${item.keys}</kbd>`}
      ${item.chosen === true ? icon('check') : nothing}
    </button>`;
  }

  #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
  }

  #toggled = (event: Event): void => {
    this.open = (event as ToggleEvent).newState === 'open';
  };

  #openByArrow = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' || this.open) return;
    event.preventDefault();
    this.show();
  };

  #walk = (event: KeyboardEvent): void => {
    if (event.key === 'Tab') this.find('[popover]')?.hidePopover();
    else if (!walk(event, this.#items())) typeAhead(event, this.#items());
  };

  #pick(id: string): void {
    this.find('[popover]')?.hidePopover();
    this.find('button')?.focus();
    this.tell('pick', id);
  }
}

customElements.define('db-menu', MenuElement);
