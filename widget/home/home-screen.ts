// Home: a greeting, the one thing to do, and the person's tickets.
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Parcel } from '../core/storage.ts';
import type { TicketRow } from '../core/api.ts';
import { renderHeader } from '../panel/header.ts';
import { onwardIcon, statusGlyph } from '../panel/icons.ts';
import { reasonOf, statusName } from '../panel/room.ts';
import { ScreenElement } from '../panel/screen-element.ts';
import { draftOf } from '../new-ticket/fields.ts';

/** The first screen. */
export class HomeScreen extends ScreenElement {
  static override readonly properties = {
    ...ScreenElement.properties,
    notice: { attribute: false },
    isReadingMore: { state: true },
  };
  declare notice: string;
  declare isReadingMore: boolean;

  override render(): TemplateResult {
    const { words, session, desk, go } = this.room;
    const { settings, state } = session;
    return html`${renderHeader(this.room, { title: settings?.title || words.panel.title, hasBack: false })}
      <div class="body home">
        ${this.notice ? html`<p class="notice">${this.notice}</p>` : nothing}
        <p class="greeting" dir="auto">${settings?.greeting || words.panel.greeting}</p>
        <button type="button" part="button" class="primary wide" @click=${() => go({ name: 'new' })}>
          ${words.home.write}
        </button>
        ${state === 'failed' ? this.#failure() : state === 'loading' ? this.#skeleton() : this.#tickets()}
        <a class="quiet" href=${desk.portalUrl()} target="_blank" rel="noopener">${words.home.elsewhere}</a>
      </div>`;
  }

  #tickets(): TemplateResult {
    const { words, session, outbox } = this.room;
    const waiting = outbox.of(null);
    if (session.tickets.length === 0 && waiting.length === 0) return html`<p class="empty">${words.home.none}</p>`;
    return html`<h3 id="deskbell-mine">${words.home.mine}</h3>
      <ul class="tickets" aria-labelledby="deskbell-mine">
        ${waiting.map((parcel) => this.#parcel(parcel))}
        ${repeat(
          session.tickets,
          ({ id }) => id,
          (row) => this.#row(row),
        )}
      </ul>
      ${
        session.nextCursor === null
          ? nothing
          : html`<button type="button" class="plain wide" ?disabled=${this.isReadingMore} @click=${this.#readMore}>
              ${words.home.more}
            </button>`
      }`;
  }

  #row(row: TicketRow): TemplateResult {
    const { words, formats, go } = this.room;
    return html`<li>
      <button
        type="button"
        class="row ${row.unread ? 'is-unread' : ''}"
        @click=${() => go({ name: 'thread', ticketId: row.id })}
      >
        <span class="row-top">
          <span class="row-subject" dir="auto">${row.subject}</span>
          <time datetime=${row.updatedAt} title=${formats.full(row.updatedAt)}>${formats.short(row.updatedAt)}</time>
        </span>
        <span class="row-snippet" dir="auto">${row.snippet}</span>
        <span class="row-facts">
          ${statusGlyph(row.status)}<span>${statusName(this.room, row.status)}</span>
          ${row.unread ? html`<span class="new">${words.home.unread}</span>` : nothing}
        </span>
        <span class="onward">${onwardIcon}</span>
      </button>
    </li>`;
  }

  #parcel(parcel: Parcel): TemplateResult | typeof nothing {
    if (parcel.kind !== 'ticket') return nothing;
    const { words, outbox } = this.room;
    const { refusal, input } = parcel;
    const state = refusal
      ? words.thread.notSent(reasonOf(this.room, refusal))
      : outbox.isSending(parcel)
        ? words.thread.sending
        : words.home.waiting;
    return html`<li class="row parcel">
      <span class="row-subject" dir="auto">${input.subject}</span>
      <span class="row-snippet" dir="auto">${input.body}</span>
      <span class=${refusal ? 'problem' : 'faint'}>${state}</span>
      <span class="actions">
        <button type="button" class="secondary" @click=${() => this.#takeBack(parcel)}>${words.thread.takeBack}</button>
        ${
          refusal
            ? nothing
            : html`<button type="button" class="secondary" @click=${() => outbox.retry()}>
                ${words.thread.retry}
              </button>`
        }
      </span>
    </li>`;
  }

  #takeBack(parcel: Extract<Parcel, { kind: 'ticket' }>): void {
    const { desk, outbox, go } = this.room;
    outbox.take(parcel.input.clientId);
    desk.store.write((state) => (state.drafts = { ...state.drafts, new: draftOf(parcel.input) }));
    go({ name: 'new' });
  }

  async #readMore(): Promise<void> {
    const { session, words, announce } = this.room;
    this.isReadingMore = true;
    await session.more().catch(() => announce(words.problems.load));
    this.isReadingMore = false;
  }

  #failure(): TemplateResult {
    const { words, session } = this.room;
    return html`<div class="failure" role="alert">
      <p>${words.problems.load}</p>
      <button type="button" class="secondary" @click=${() => session.start()}>${words.problems.again}</button>
    </div>`;
  }

  #skeleton(): TemplateResult {
    return html`<div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>
      <span class="unseen">${this.room.words.panel.loading}</span>`;
  }
}
