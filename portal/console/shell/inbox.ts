// The member's inbox: a bell with what is unread, and what happened, newest first.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import '../elements/instant.ts';
import { strings } from './language.ts';

type Item = Answers['notifications']['list']['items'][number];

/** Notifications are written by a job that follows the change. */
const settleMs = 1_500;
const shownMax = 30;

/** `<db-inbox .desk .reference>`: `reference` is the open ticket; what it tells of itself counts as read. */
class InboxElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    reference: {},
    items: { state: true },
    unread: { state: true },
    open: { state: true },
  };
  declare desk: Desk;
  declare reference: string | null;
  declare items: readonly Item[];
  declare unread: number;
  declare open: boolean;
  #stop: (() => void) | null = null;
  #settle: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.items = [];
    this.unread = 0;
    this.open = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('desk')) return;
    this.#stop?.();
    this.#stop = this.desk.hints.listen(() => {
      this.#settle ??= setTimeout(() => void this.#read(), settleMs);
    });
    void this.#read();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#settle);
    this.#stop?.();
    this.#stop = null;
  }

  protected override updated(): void {
    const here = this.items.find(({ ticket, readAt }) => readAt === null && ticket.reference === this.reference);
    if (here !== undefined) void this.#mark({ ticketId: here.ticket.id });
  }

  protected override shortcuts() {
    return [
      {
        keys: 'g n',
        label: strings().inbox.heading,
        group: 'everywhere' as const,
        run: () => this.find('button')?.click(),
      },
    ];
  }

  protected override render() {
    const texts = strings().inbox;
    const label = this.unread === 0 ? texts.heading : texts.unread(this.unread);
    return html`<button
        class="rail-link"
        type="button"
        aria-label=${label}
        aria-haspopup="dialog"
        aria-expanded=${this.open}
        data-tip=${label}
        data-keys="G N"
        popovertarget="${this.uid}-pop"
      >
        ${icon('bell')}
        ${this.unread === 0 ? nothing : html`<span class="rail-count number" aria-hidden="true">${this.unread > 99 ? '99+' : this.unread}</span>`}
      </button>
      <div
        class="pop inbox"
        id="${this.uid}-pop"
        popover
        role="dialog"
        aria-label=${texts.heading}
        @toggle=${(event: Event) => (this.open = (event as ToggleEvent).newState === 'open')}
      >
        ${this.open ? this.#body() : nothing}
      </div>`;
  }

  #body(): TemplateResult {
    const texts = strings().inbox;
    return html`<header class="row inbox-head">
        <h2 class="grow">${texts.heading}</h2>
        ${
          this.unread === 0
            ? nothing
            : html`<button class="button quiet small" type="button" @click=${() => void this.#mark({ all: true })}>
                ${texts.readAll}
              </button>`
        }
      </header>
      ${
        this.items.length === 0
          ? html`<p class="inbox-none muted">${texts.empty}</p>`
          : html`<ul class="inbox-list scroll">
              ${this.items.map((item) => html`<li>${this.#item(item)}</li>`)}
            </ul>`
      }`;
  }

  #item({ kind, ticket, actorName, createdAt, readAt }: Item): TemplateResult {
    const texts = strings().inbox;
    return html`<a
      class="inbox-item ${readAt === null ? 'unread' : ''}"
      href=${this.desk.paths().ticket(ticket.reference)}
      @click=${() => this.find('.inbox')?.hidePopover()}
    >
      <span class="cut" dir="auto">${ticket.subject}</span>
      <db-instant class="meta" at=${createdAt}></db-instant>
      <span class="meta inbox-what" dir="auto">
        ${readAt === null ? html`<span class="heard">${texts.new}</span>` : nothing}${ticket.reference} ·
        ${texts.kinds[kind](actorName === '' ? strings().ticket.thread.deskbell : actorName)}
      </span>
    </a>`;
  }

  async #read(): Promise<void> {
    this.#settle = undefined;
    try {
      const { items, unread } = await this.desk.api.notifications.list.query({ limit: shownMax });
      this.items = items;
      this.unread = unread;
    } catch {
      // The bell is a courtesy; the next hint reads it again.
    }
  }

  async #mark(what: { all: true } | { ticketId: string }): Promise<void> {
    const isMeant = (item: Item): boolean => 'all' in what || item.ticket.id === what.ticketId;
    const readAt = new Date().toISOString();
    this.items = this.items.map((item) => (isMeant(item) && item.readAt === null ? { ...item, readAt } : item));
    try {
      this.unread = (await this.desk.api.notifications.markRead.mutate(what)).unread;
    } catch {
      await this.#read();
    }
  }
}

customElements.define('db-inbox', InboxElement);
