// The ticket pane: head, thread, composer, sidebar.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { TicketPriority, TicketStatus } from '#shared/tickets/schema.ts';
import type { MemberTicket } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import '../composer/composer.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { copyText } from '../elements/copy.ts';
import { priorityGlyph, statusGlyph } from '../elements/glyphs.ts';
import { icon } from '../elements/icons.ts';
import '../elements/instant.ts';
import type { MenuElement } from '../elements/menu.ts';
import '../elements/menu.ts';
import { failedState, failureText, threadSkeleton } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import type { Shortcut } from '../shell/shortcuts.ts';
import { say, warn } from '../shell/toasts.ts';
import { priorityItems, statusItems } from './choices.ts';
import { escalateTicket, resolveTicket } from './dialogs.ts';
import { edit } from './edits.ts';
import { moreItems, runMore } from './more-menu.ts';
import './sidebar.ts';
import './thread.ts';
import type { Patch } from './ticket-store.ts';
import { TicketStore } from './ticket-store.ts';
import './title.ts';

/**
 * `<db-ticket .desk .reference back>`: `back` is the path of the queue, for narrow screens.
 *
 * @fires ticket-changed - `detail` is the ticket, so that the queue beside it shows the same.
 */
class TicketElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    reference: {},
    back: {},
    drawer: { state: true },
  };
  declare desk: Desk;
  declare reference: string;
  declare back: string;
  declare drawer: boolean;
  #store: TicketStore | null = null;
  #unwatch: (() => void) | null = null;
  /** The ticket whose title has been offered the focus. */
  #greeted = '';

  constructor() {
    super();
    this.drawer = false;
  }

  protected override watched() {
    return [this.desk.current];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('reference') && !changed.has('desk')) return;
    this.#leave();
    const store = new TicketStore(this.desk, this.reference);
    this.#store = store;
    this.#unwatch = store.view.subscribe(() => {
      this.requestUpdate();
      if (store.ticket !== null) this.tell('ticket-changed', store.ticket);
    });
    void store.start();
  }

  /** Where the list went away (on a phone), the focus goes on to the title. */
  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('drawer') && this.drawer) this.find('.drawer-close')?.focus();
    if (this.#store?.ticket == null || this.#greeted === this.reference) return;
    this.#greeted = this.reference;
    const { activeElement } = document;
    if (activeElement !== null && activeElement !== document.body && activeElement.checkVisibility()) return;
    void this.find('db-title')?.updateComplete.then(() => this.find('.title')?.focus());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#leave();
  }

  #leave(): void {
    this.#unwatch?.();
    this.#store?.stop();
    this.drawer = false;
  }

  protected override shortcuts(): readonly Shortcut[] {
    const texts = strings().ticket;
    const ticket = this.#store?.ticket;
    if (ticket == null) return [];
    const open = (name: string) => () => this.find<MenuElement>(`db-menu[name="${name}"]`)?.show();
    return [
      { keys: 's', label: texts.setStatus, group: 'ticket', run: open('status') },
      { keys: 'p', label: texts.setPriority, group: 'ticket', run: open('priority') },
      { keys: 'e', label: texts.resolve.act, group: 'ticket', run: () => void this.#resolve() },
      { keys: 'E', label: texts.escalate.act, group: 'ticket', run: () => void this.#escalate() },
      { keys: 'y', label: texts.copyReference, group: 'ticket', run: () => void copyText(ticket.reference) },
      { keys: '[', label: texts.details, group: 'ticket', run: () => (this.drawer = !this.drawer) },
    ];
  }

  protected override render() {
    const store = this.#store;
    const view = store?.view.value;
    if (store === null || view === undefined) return nothing;
    const { ticket } = view;
    if (ticket === null) {
      const failed = view.failure === null ? threadSkeleton() : failedState(view.failure, () => void store.start());
      return html`<div class="ticket-main">${this.#backLink()}${failed}</div>`;
    }
    return html`<div class="ticket-main">
        ${this.#head(store, ticket)}
        <db-thread
          .desk=${this.desk}
          .ticket=${ticket}
          .entries=${view.entries}
          ?hasOlder=${view.olderThan !== null}
          ?loadingOlder=${view.loadingOlder}
          @older=${() => void store.older().catch((error: unknown) => warn(failureText(failureOf(error))))}
        ></db-thread>
        <db-composer
          .desk=${this.desk}
          .store=${store}
          .ticket=${ticket}
          .entries=${view.entries}
          @sent=${({ detail }: CustomEvent<{ resolve: boolean }>) => this.#sent(detail.resolve)}
        ></db-composer>
      </div>
      ${this.drawer ? html`<div class="drawer-scrim" @click=${this.#closeDrawer}></div>` : nothing}
      <aside
        class="ticket-side ${this.drawer ? 'open' : ''}"
        aria-label=${strings().ticket.details}
        @keydown=${this.#closeByKey}
      >
        <button
          class="button quiet small icon drawer-close"
          type="button"
          aria-label=${strings().common.close}
          @click=${this.#closeDrawer}
        >
          ${icon('close')}
        </button>
        <db-sidebar
          .desk=${this.desk}
          .store=${store}
          .ticket=${ticket}
          @set-status=${({ detail }: CustomEvent<TicketStatus>) => this.#setStatus(detail)}
          @edit=${({ detail }: CustomEvent<Patch>) => void edit(this.desk, store, detail)}
        ></db-sidebar>
      </aside>`;
  }

  #backLink(): TemplateResult {
    return html`<a class="button quiet small icon back-link" href=${this.back} aria-label=${strings().queue.back}
      >${icon('back')}</a
    >`;
  }

  #head(store: TicketStore, ticket: MemberTicket): TemplateResult {
    const texts = strings().ticket;
    return html`<header class="pane-head ticket-head">
      ${this.#backLink()}
      <div class="ticket-names">
        <db-title
          .value=${ticket.subject}
          ?locked=${!store.allows({ do: 'edit' })}
          @rename=${({ detail }: CustomEvent<string>) => void edit(this.desk, store, { subject: detail })}
        ></db-title>
        <div class="row ticket-marks">
          <button
            class="reference mono"
            type="button"
            data-tip=${texts.copyReference}
            data-keys="Y"
            @click=${() => void copyText(ticket.reference)}
          >
            ${ticket.reference}${icon('copy')}
          </button>
          <db-menu
            name="status"
            keys="S"
            triggerClass="button quiet small"
            .label="${texts.setStatus}: ${this.desk.statusName(ticket.status)}"
            .trigger=${html`${statusGlyph(ticket.status)}<span>${this.desk.statusName(ticket.status)}</span>`}
            .items=${statusItems(this.desk, store, ticket)}
            ?disabled=${!store.allows({ do: 'edit' })}
            @pick=${({ detail }: CustomEvent<TicketStatus>) => this.#setStatus(detail)}
          ></db-menu>
          <db-menu
            name="priority"
            keys="P"
            triggerClass="button quiet small"
            .label="${texts.setPriority}: ${texts.priority[ticket.priority]}"
            .trigger=${html`${priorityGlyph(ticket.priority)}<span>${texts.priority[ticket.priority]}</span>`}
            .items=${priorityItems(ticket.priority)}
            ?disabled=${!store.allows({ do: 'edit' })}
            @pick=${({ detail }: CustomEvent<TicketPriority>) => void edit(this.desk, store, { priority: detail })}
          ></db-menu>
          ${ticket.audience === 'internal' ? html`<span class="badge">${icon('lock')}${texts.internal}</span>` : nothing}
          ${ticket.archivedAt === null ? nothing : html`<span class="badge">${icon('archive')}${texts.archivedBadge}</span>`}
        </div>
      </div>
      ${
        store.allows({ do: 'resolve', resolution: '-' })
          ? html`<button
              class="button small head-act"
              type="button"
              aria-label=${texts.resolve.act}
              data-tip=${texts.resolve.act}
              data-keys="E"
              @click=${() => void this.#resolve()}
            >
              ${icon('check')}<span>${texts.resolve.act}</span>
            </button>`
          : nothing
      }
      <db-menu
        .label=${texts.more}
        triggerClass="button quiet small icon"
        .trigger=${icon('more')}
        .items=${moreItems(store, ticket)}
        @pick=${({ detail }: CustomEvent<string>) => void this.#more(detail, store, ticket)}
      ></db-menu>
      <button
        class="button quiet small icon drawer-button"
        type="button"
        aria-label=${texts.details}
        aria-expanded=${this.drawer}
        data-tip=${texts.details}
        data-keys="["
        @click=${() => (this.drawer = !this.drawer)}
      >
        ${icon('panel')}
      </button>
    </header>`;
  }

  async #more(choice: string, store: TicketStore, ticket: MemberTicket): Promise<void> {
    if (choice === 'escalate') await this.#escalate();
    else await runMore(choice, this.desk, store, ticket);
  }

  #setStatus(status: TicketStatus): void {
    const store = this.#store;
    if (store === null || store.ticket?.status === status) return;
    if (status === 'resolved') void this.#resolve();
    else void edit(this.desk, store, { status });
  }

  async #resolve(): Promise<void> {
    const store = this.#store;
    if (store?.allows({ do: 'resolve', resolution: '-' }) !== true) return;
    if (await resolveTicket(store)) say(strings().ticket.resolve.done);
  }

  async #escalate(): Promise<void> {
    const store = this.#store;
    if (store?.allows({ do: 'escalate', reason: '-' }) !== true) return;
    if (await escalateTicket(store)) say(strings().ticket.escalate.done);
  }

  #sent(resolve: boolean): void {
    this.find<HTMLElement & { toEnd: () => void }>('db-thread')?.toEnd();
    if (resolve) void this.#resolve();
  }

  #closeByKey = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.defaultPrevented && this.drawer) this.#closeDrawer();
  };

  #closeDrawer = (): void => {
    this.drawer = false;
    this.find('.drawer-button')?.focus();
  };
}

customElements.define('db-ticket', TicketElement);
