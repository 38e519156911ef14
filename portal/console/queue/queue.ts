// The queue: tabs with counts, the rows of one tab, and what has arrived since.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Desk } from '../app/desk.ts';
import { go } from '../app/place.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { statusGlyph } from '../elements/glyphs.ts';
import { icon } from '../elements/icons.ts';
import '../elements/instant.ts';
import { emptyState, failedState, rowSkeletons } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import type { Shortcut } from '../shell/shortcuts.ts';
import { queueRow } from './queue-row.ts';
import type { QueueStore } from './queue-store.ts';
import type { Tab } from './tabs.ts';
import { isStatusTab, tabName, tabs } from './tabs.ts';

/** `<db-queue .desk .store .open>`: `open` is the reference of the ticket beside it, or null. */
class QueueElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, store: { attribute: false }, open: {} };
  declare desk: Desk;
  declare store: QueueStore;
  declare open: string | null;
  #unwatch: (() => void)[] = [];
  #pointed = false;

  constructor() {
    super();
    // The whole pane counts: the bar that says what is new must not go away from under the pointer either.
    this.addEventListener('pointerenter', ({ pointerType }) => (this.#pointed = pointerType !== 'touch'));
    this.addEventListener('pointerleave', () => (this.#pointed = false));
  }

  protected override watched() {
    return [this.desk.current];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('store')) return;
    this.#unwatch.forEach((stop) => stop());
    this.#unwatch = [this.store.view, this.store.counts].map((signal) => signal.subscribe(() => this.requestUpdate()));
    this.store.mayMove = () => !this.#pointed && !this.#isRead();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch.forEach((stop) => stop());
  }

  protected override shortcuts(): readonly Shortcut[] {
    const texts = strings().queue;
    return [
      { keys: 'j', label: texts.nextRow, group: 'queue', run: () => this.#step(1) },
      { keys: 'k', label: texts.previousRow, group: 'queue', run: () => this.#step(-1) },
      { keys: '.', label: texts.showArrived, group: 'queue', run: this.#showArrived },
      ...tabs.map((tab, at) => ({
        keys: `g ${at + 1}`,
        label: texts.goToTab(tabName(this.desk, tab)),
        run: () => go(this.desk.paths(tab).queue),
      })),
    ];
  }

  protected override render() {
    const texts = strings().queue;
    return html`<header class="pane-head">
        <h1 class="grow" tabindex="-1">${texts.heading}</h1>
        <button
          class="button small"
          type="button"
          aria-keyshortcuts="c"
          data-tip=${texts.newTicket}
          data-keys="C"
          @click=${() => this.tell('new-ticket')}
        >
          ${icon('plus')}${texts.new}
        </button>
      </header>
      <nav class="queue-tabs" aria-label=${texts.tabsLabel}>
        <div class="tabs">${tabs.map((tab) => this.#tab(tab))}</div>
      </nav>
      ${this.#arrivedBar()}
      <div class="queue-scroll scroll" @scroll=${this.#scrolled}>${this.#list()}</div>`;
  }

  #tab(tab: Tab): TemplateResult {
    const count = this.store.counts.value?.[tab];
    const shown = count === undefined ? '' : count.more ? '99+' : String(count.count);
    return html`<a
      class="tab"
      href=${this.desk.paths(tab).queue}
      aria-current=${tab === this.store.tab ? 'page' : nothing}
    >
      ${isStatusTab(tab) ? statusGlyph(tab) : nothing}${tabName(this.desk, tab)}
      <span class="meta number">${shown}</span>
    </a>`;
  }

  #arrivedBar(): TemplateResult {
    const { arrived } = this.store.view.value;
    return html`<div role="status">
      ${
        arrived === 0
          ? nothing
          : html`<button
              class="queue-arrived"
              type="button"
              data-tip=${strings().queue.showArrived}
              data-keys="."
              @click=${this.#showArrived}
            >
              ${icon('newest')}${strings().queue.arrived(arrived)}
            </button>`
      }
    </div>`;
  }

  #list(): TemplateResult {
    const { rows, state, failure, loadingMore, nextCursor } = this.store.view.value;
    const texts = strings().queue;
    if (rows.length === 0) {
      if (state === 'loading') return rowSkeletons();
      if (state === 'failed') return failedState(failure, () => void this.store.reload());
      return emptyState({ icon: 'inbox', ...texts.empty[this.store.tab] });
    }
    const paths = this.desk.paths(this.store.tab);
    return html`<ul class="queue-list" aria-label=${tabName(this.desk, this.store.tab)} @keydown=${this.#arrows}>
        ${repeat(
          rows,
          ({ id }) => id,
          (row) => html`<li>${queueRow(this.desk, row, paths.ticket(row.reference), row.reference === this.open)}</li>`,
        )}
      </ul>
      ${loadingMore ? rowSkeletons(2) : nothing}
      ${failure === null ? nothing : failedState(failure, () => void this.store.more())}
      ${nextCursor === null && rows.length > 20 ? html`<p class="queue-end meta">${texts.end}</p>` : nothing}`;
  }

  #scrolled = (event: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement;
    if (scrollHeight - scrollTop - clientHeight < 800) void this.store.more();
  };

  /** Whether somebody is in the list by keyboard, or has scrolled into it. */
  #isRead(): boolean {
    const list = this.find('.queue-scroll');
    return list !== null && (list.scrollTop > 8 || list.contains(document.activeElement));
  }

  #showArrived = (): void => {
    this.find('.queue-scroll')?.scrollTo({ top: 0 });
    void this.store.reload();
  };

  #arrows = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    this.#step(event.key === 'ArrowDown' ? 1 : -1);
  };

  #step(by: 1 | -1): void {
    const links = [...this.querySelectorAll<HTMLElement>('.queue-row')];
    const focused = links.indexOf(document.activeElement as HTMLElement);
    const from = focused >= 0 ? focused : links.findIndex((link) => link.getAttribute('aria-current') === 'true');
    const next = from < 0 ? 0 : Math.min(Math.max(from + by, 0), links.length - 1);
    links[next]?.focus();
    links[next]?.scrollIntoView({ block: 'nearest' });
    if (next > links.length - 5) void this.store.more();
  }
}

customElements.define('db-queue', QueueElement);
