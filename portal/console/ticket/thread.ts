// The thread of a ticket: messages and the changes between them, newest at the end.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { MemberTicket, TimelineEntry } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { avatar } from '../elements/avatar.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { dayName } from '../elements/dates.ts';
import { icon } from '../elements/icons.ts';
import { strings } from '../shell/language.ts';
import { authorOf } from './author.ts';
import { messageBody } from './body.ts';
import { eventText, isRouted } from './event-text.ts';
import type { ThreadPart } from './thread-parts.ts';
import { partsOf } from './thread-parts.ts';

const nearEndPx = 80;
const changesShown = 2;

/**
 * `<db-thread .desk .ticket .entries .hasOlder>`: keeps its place when older entries come in above, stays at the end
 * when it was there, and otherwise counts what arrived.
 *
 * @fires older - when the start comes near.
 */
class ThreadElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    ticket: { attribute: false },
    entries: { attribute: false },
    hasOlder: { type: Boolean },
    loadingOlder: { type: Boolean },
    atEnd: { state: true },
    unseen: { state: true },
  };
  declare desk: Desk;
  declare ticket: MemberTicket;
  declare entries: readonly TimelineEntry[];
  declare hasOlder: boolean;
  declare loadingOlder: boolean;
  declare atEnd: boolean;
  declare unseen: number;
  #heightBefore = 0;
  #topBefore = 0;
  readonly #sizes = new ResizeObserver(() => this.atEnd && this.toEnd(false));

  constructor() {
    super();
    this.entries = [];
    this.hasOlder = false;
    this.loadingOlder = false;
    this.atEnd = true;
    this.unseen = 0;
  }

  /** Goes to the newest entry. */
  toEnd(smooth = true): void {
    const box = this.#box();
    box?.scrollTo({ top: box.scrollHeight, behavior: smooth ? 'smooth' : 'instant' });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('entries');
    if (before === undefined) return;
    this.#heightBefore = this.#box()?.scrollHeight ?? 0;
    const lastBefore = before.at(-1)?.number ?? 0;
    const arrived = this.entries.filter(({ number, message }) => number > lastBefore && message !== null).length;
    if (!this.atEnd && before.length > 0) this.unseen += arrived;
  }

  protected override firstUpdated(): void {
    for (const part of ['.thread', '.thread-column']) {
      const sized = this.find(part);
      if (sized !== null) this.#sizes.observe(sized);
    }
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes.disconnect();
  }

  protected override updated(changed: PropertyValues<this>): void {
    const before = changed.get('entries');
    if (before === undefined) return;
    const box = this.#box();
    if (box === null) return;
    const grewAbove = before.length > 0 && (this.entries[0]?.number ?? 0) < (before[0]?.number ?? 0);
    if (grewAbove) box.scrollTop += box.scrollHeight - this.#heightBefore;
    else if (this.atEnd) this.toEnd(before.length > 0);
  }

  protected override render() {
    const texts = strings().ticket.thread;
    return html`<div
        class="thread scroll"
        role="log"
        aria-label=${this.ticket.subject}
        aria-live=${this.loadingOlder ? 'off' : 'polite'}
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        ${
          this.hasOlder
            ? html`<button
                class="button quiet small thread-older"
                type="button"
                ?disabled=${this.loadingOlder}
                @click=${() => this.tell('older')}
              >
                ${this.loadingOlder ? strings().common.loading : texts.older}
              </button>`
            : nothing
        }
        <div class="thread-column">
          ${repeat(
            partsOf(this.entries),
            ({ key }) => key,
            (part) => this.#part(part),
          )}
        </div>
      </div>
      ${
        this.atEnd
          ? nothing
          : html`<button class="button small thread-newest" type="button" @click=${() => this.toEnd()}>
              ${icon('newest')}${this.unseen === 0 ? texts.newest : texts.unseen(this.unseen)}
            </button>`
      }`;
  }

  #part(part: ThreadPart): TemplateResult {
    switch (part.kind) {
      case 'day':
        return html`<div class="thread-day" role="separator"><span>${dayName(part.at)}</span></div>`;
      case 'message':
        return this.#message(part.entry, part.message);
      case 'changes':
        return part.entries.length > changesShown ? this.#folded(part.entries) : this.#changes(part.entries);
    }
  }

  #message(entry: TimelineEntry, message: NonNullable<TimelineEntry['message']>): TemplateResult {
    const { createdAt, number } = entry;
    const texts = strings().ticket;
    const isNote = message.kind === 'note';
    const { name, writtenBy } = authorOf(entry, this.ticket);
    return html`<article class="message ${isNote ? 'note' : message.side}" data-number=${number}>
      <header class="message-head">
        ${avatar(name)}
        <strong class="cut" dir="auto">${name}</strong>
        ${
          isNote
            ? html`<span class="message-kind">${icon('lock')}${texts.thread.note}</span>`
            : html`<span class="meta"
                >${message.side === 'customer' ? texts.channel[message.channel] : texts.thread.team}</span
              >`
        }
        ${writtenBy === null ? nothing : html`<span class="meta cut" dir="auto">${texts.thread.writtenBy(writtenBy)}</span>`}
        ${message.automatic ? html`<span class="badge">${texts.thread.automatic}</span>` : nothing}
        <span class="grow"></span>
        <db-instant class="meta" at=${createdAt}></db-instant>
      </header>
      <div class="message-body">${messageBody(message.nodes)}</div>
    </article>`;
  }

  #folded(entries: readonly TimelineEntry[]): TemplateResult {
    return html`<details class="changes">
      <summary>${icon('next')}${strings().ticket.thread.changes(entries.length)}</summary>
      ${this.#changes(entries)}
    </details>`;
  }

  #changes(entries: readonly TimelineEntry[]): TemplateResult {
    return html`<ul class="changes">
      ${entries.map(
        (entry) =>
          html`<li>
            <span dir="auto"><b>${actorName(entry)}</b> ${eventText(this.desk, entry)}</span>
            <db-instant at=${entry.createdAt}></db-instant>
          </li>`,
      )}
    </ul>`;
  }

  #scrolled = (event: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement;
    // Only going up leaves the end: what grows below it (a late image, a wrapped line) does not.
    if (scrollHeight - scrollTop - clientHeight < nearEndPx) this.atEnd = true;
    else if (scrollTop < this.#topBefore) this.atEnd = false;
    this.#topBefore = scrollTop;
    if (this.atEnd) this.unseen = 0;
    if (scrollTop < 200 && this.hasOlder && !this.loadingOlder) this.tell('older');
  };

  #box(): HTMLElement | null {
    return this.find('.thread');
  }
}

function actorName(entry: TimelineEntry): string {
  return entry.actor.name === '' || isRouted(entry) ? strings().ticket.thread.deskbell : entry.actor.name;
}

customElements.define('db-thread', ThreadElement);
