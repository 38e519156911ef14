// One ticket: its thread, live, and what the person can do about it.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { ApiError } from '../core/api.ts';
import { randomUuid, type Parcel } from '../core/storage.ts';
import { renderHeader } from '../panel/header.ts';
import { downIcon, statusGlyph } from '../panel/icons.ts';
import { reasonOf, statusName } from '../panel/room.ts';
import { ScreenElement } from '../panel/screen-element.ts';
import type { Composer } from './composer.ts';
import { groupByDay } from './entries.ts';
import { ThreadFeed } from './thread-feed.ts';
import { authorOf, renderEntry, renderParcel } from './message.ts';
import { plainText } from './nodes.ts';

/** So close to its end the thread follows what arrives. */
const nearEndPx = 80;

/** The screen of one ticket. */
export class ThreadScreen extends ScreenElement {
  static override readonly properties = {
    ...ScreenElement.properties,
    ticketId: { attribute: false },
    notice: { attribute: false },
    problem: { state: true },
    hasNewer: { state: true },
    isConfirming: { state: true },
  };
  declare ticketId: string;
  declare notice: string;
  declare problem: string;
  /** Something arrived below what is seen. */
  declare hasNewer: boolean;
  declare isConfirming: boolean;
  #feed: ThreadFeed | undefined;
  #isAtEnd = true;
  /** The composer grows and the keyboard comes up: what was at the end stays there. */
  readonly #resized = new ResizeObserver(() => {
    if (this.#isAtEnd) this.#toEnd();
  });
  /** Entries drawn before, to tell what arrived. */
  #drawn = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    const { session } = this.room;
    session.pause();
    this.#feed = new ThreadFeed(this.room, this.ticketId, () => this.requestUpdate());
    this.#feed.onTeamMessage = (entry) => {
      const { words, announce } = this.room;
      this.notice = '';
      announce(words.thread.newMessage(authorOf(this.room, entry), plainText(entry.nodes)));
    };
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#feed?.end();
    this.#resized.disconnect();
    this.room.session.resume();
  }

  override updated(): void {
    const log = this.#log();
    const drawn = this.querySelectorAll('.message, .change').length;
    if (!log || drawn === this.#drawn) return;
    this.#resized.observe(log);
    const arrivedBelow = this.#feed?.lastArrival !== 'older';
    if (this.#drawn === 0 || (arrivedBelow && this.#isAtEnd)) this.#toEnd();
    else if (arrivedBelow && drawn > this.#drawn) this.hasNewer = true;
    this.#drawn = drawn;
  }

  override render(): TemplateResult {
    const { ticket } = this.#feed ?? {};
    const { words, session } = this.room;
    const row = session.tickets.find(({ id }) => id === this.ticketId);
    const known = ticket ?? row;
    const facts = known
      ? html`<p class="facts">
          <span class="reference">${known.reference}</span>
          ${statusGlyph(known.status)}<span>${statusName(this.room, known.status)}</span>
        </p>`
      : nothing;
    const title = known?.subject ?? words.panel.loading;
    return html`${renderHeader(this.room, { title, facts, hasBack: true })}
    ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
    ${this.#feed?.failure ? this.#failure(this.#feed.failure) : ticket ? this.#thread() : this.#skeleton()}`;
  }

  #thread(): TemplateResult {
    const { room } = this;
    const { entries = [], olderThan, ticket } = this.#feed ?? {};
    const { words, formats, outbox } = room;
    return html`<div
        class="body log"
        role="log"
        aria-live="off"
        aria-label=${ticket?.subject ?? ''}
        tabindex="0"
        @scroll=${this.#scrolled}
      >
        ${
          olderThan == null
            ? nothing
            : html`<button type="button" class="plain wide" @click=${() => this.#feed?.readOlder()}>
                ${words.thread.older}
              </button>`
        }
        ${repeat(
          groupByDay(entries, formats.day),
          ({ day }) => day,
          ({ day, entries: some }) =>
            html`<p class="day"><span>${day}</span></p>
              ${repeat(
                some,
                ({ number }) => number,
                (entry) => renderEntry(room, entry),
              )}`,
        )}
        ${outbox.of(this.ticketId).map((parcel) =>
          renderParcel(room, parcel, {
            retry: () => outbox.retry(),
            takeBack: () => this.#takeBack(parcel),
          }),
        )}
        ${this.#finish()}
      </div>
      ${
        this.hasNewer
          ? html`<button type="button" class="newer" @click=${this.#toEnd}>${downIcon}${words.thread.newer}</button>`
          : nothing
      }
      ${this.#foot()}`;
  }

  /** Asked once the team says that it is solved. */
  #finish(): TemplateResult | typeof nothing {
    const { ticket } = this.#feed ?? {};
    const { finish } = this.room.words;
    if (!ticket) return nothing;
    const { can, csatScore } = ticket;
    const isRated = csatScore !== null;
    if (!can.confirm && !can.rate) return nothing;
    return html`<div class="finish">
      ${
        can.confirm
          ? html`<p class="ask">${finish.ask}</p>
              <button
                type="button"
                part="button"
                class="secondary"
                aria-disabled=${this.isConfirming ? 'true' : nothing}
                @click=${this.#confirm}
              >
                ${finish.confirm}
              </button>
              <p class="faint">${finish.reopen}</p>`
          : nothing
      }
      ${
        isRated
          ? html`<p class="faint">${finish.rated}</p>`
          : can.rate
            ? html`<deskbell-rating
                .room=${this.room}
                .ticketId=${ticket.id}
                @deskbell-rated=${this.#rated}
              ></deskbell-rating>`
            : nothing
      }
    </div>`;
  }

  #foot(): TemplateResult {
    const { words, go } = this.room;
    if (this.#feed?.ticket?.can.reply) {
      return html`<deskbell-composer
        .room=${this.room}
        .ticketId=${this.ticketId}
        .problem=${this.problem}
        @deskbell-compose=${this.#send}
      ></deskbell-composer>`;
    }
    return html`<div class="composer" part="composer">
      <p class="faint">${words.thread.noReply}</p>
      <button type="button" part="button" class="primary wide" @click=${() => go({ name: 'new' })}>
        ${words.home.write}
      </button>
    </div>`;
  }

  async #send(event: CustomEvent<string>): Promise<void> {
    const composer = event.target as Composer;
    const { desk, outbox, words, announce, go } = this.room;
    const body = event.detail;
    this.problem = '';
    if (!desk.emit('before-submit', { kind: 'reply', fields: { ticketId: this.ticketId, body } })) return;
    composer.clear();
    this.notice = '';
    const parcel: Parcel = { kind: 'reply', input: { clientId: randomUuid(), ticketId: this.ticketId, body } };
    const sending = outbox.send(parcel);
    void this.updateComplete.then(() => this.#toEnd());
    const outcome = await sending;
    if ('refused' in outcome) {
      this.problem = words.thread.notSent(reasonOf(this.room, outcome.refused));
      this.#takeBack(parcel);
      announce(this.problem);
    } else if ('waiting' in outcome) {
      announce(reasonOf(this.room, outcome.waiting));
    } else if (outcome.sent.kind === 'reply') {
      const { entry, followUp } = outcome.sent;
      if (followUp) {
        go({ name: 'thread', ticketId: followUp.ticketId }, words.thread.followUp(followUp.reference));
        return;
      }
      if (entry) this.#feed?.add([entry]);
      announce(words.thread.sent);
    }
  }

  /** From the outbox back into the composer. */
  #takeBack(parcel: Parcel): void {
    this.room.outbox.take(parcel.input.clientId);
    this.querySelector<Composer>('deskbell-composer')?.put(parcel.input.body);
  }

  async #confirm(): Promise<void> {
    if (this.isConfirming) return;
    const { desk, words, announce } = this.room;
    this.isConfirming = true;
    try {
      await desk.api.write('confirm', { ticketId: this.ticketId });
      await this.#feed?.read();
      announce(words.finish.confirmed);
    } catch (error) {
      announce((this.problem = reasonOf(this.room, error as ApiError)));
    }
    this.isConfirming = false;
  }

  #rated(event: CustomEvent<number>): void {
    this.#feed?.setScore(event.detail);
    this.room.announce(this.room.words.finish.rated);
  }

  #failure(error: ApiError): TemplateResult {
    const { words, desk } = this.room;
    const text = error.code === 'not_found' ? words.errors.not_found : words.problems.load;
    return html`<div class="body failure" role="alert">
      <p>${text}</p>
      <button type="button" class="secondary" @click=${() => this.#feed?.start()}>${words.problems.again}</button>
      <a class="quiet" href=${desk.portalUrl()} target="_blank" rel="noopener">${words.problems.portal}</a>
    </div>`;
  }

  #skeleton(): TemplateResult {
    return html`<div class="body skeleton" aria-hidden="true"><i></i><i></i><i></i></div>
      <span class="unseen">${this.room.words.panel.loading}</span>`;
  }

  #log(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.log');
  }

  #scrolled(): void {
    const log = this.#log();
    if (!log) return;
    this.#isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < nearEndPx;
    if (this.#isAtEnd) this.hasNewer = false;
  }

  readonly #toEnd = (): void => {
    const log = this.#log();
    log?.scrollTo({ top: log.scrollHeight });
    this.#isAtEnd = true;
    this.hasNewer = false;
  };
}
