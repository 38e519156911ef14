// Where members write: a reply to the customer or a note for the team, each with its own draft.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { TicketStatus } from '#shared/tickets/schema.ts';
import type { Failure, MemberTicket, TimelineEntry } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import '../elements/menu.ts';
import { placeAfter } from '../elements/walk.ts';
import { strings } from '../shell/language.ts';
import type { Shortcut } from '../shell/shortcuts.ts';
import type { TicketStore } from '../ticket/ticket-store.ts';
import type { Draft, DraftKind, DraftPlace } from './drafts.ts';
import { keepDraft, readDraft } from './drafts.ts';
import { failedNotice, newerNotice } from './notices.ts';
import { sendItems } from './send-items.ts';

type Sending = { status?: TicketStatus; as?: 'customer' };

const kinds: readonly DraftKind[] = ['reply', 'note'];
const bodyMax = 20_000;

/**
 * `<db-composer .desk .store .ticket .entries>`
 *
 * A reply that was begun before somebody else wrote is stopped and shown what came; a reply that failed keeps its text
 * and its idempotency key, so that trying again cannot send it twice.
 *
 * @fires sent - `detail` is `{ resolve: boolean }`: whether Resolve is wanted next.
 */
export class ComposerElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    store: { attribute: false },
    ticket: { attribute: false },
    entries: { attribute: false },
    kind: { state: true },
    drafts: { state: true },
    sending: { state: true },
    failure: { state: true },
  };
  declare desk: Desk;
  declare store: TicketStore;
  declare ticket: MemberTicket;
  declare entries: readonly TimelineEntry[];
  declare kind: DraftKind;
  declare drafts: Readonly<Record<DraftKind, Draft>>;
  declare sending: boolean;
  declare failure: Failure | null;
  #attempt = { content: '', key: '' };
  #last: Sending & { resolve?: boolean } = {};

  constructor() {
    super();
    this.kind = 'reply';
    this.drafts = { reply: { text: '', seen: 0 }, note: { text: '', seen: 0 } };
    this.sending = false;
    this.failure = null;
    this.entries = [];
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('entries') && this.failure !== null && this.#hasArrived()) this.#sent();
    if (changed.get('ticket')?.id === this.ticket.id || !changed.has('ticket')) return;
    const none: Draft = { text: '', seen: 0 };
    this.drafts = { reply: readDraft(this.#place, 'reply') ?? none, note: readDraft(this.#place, 'note') ?? none };
    this.kind = this.drafts.reply.text === '' && this.drafts.note.text !== '' ? 'note' : 'reply';
    this.failure = null;
  }

  protected override shortcuts(): readonly Shortcut[] {
    const texts = strings().composer;
    return [
      { keys: 'r', label: texts.reply, group: 'ticket', run: () => this.#open('reply') },
      { keys: 'n', label: texts.note, group: 'ticket', run: () => this.#open('note') },
    ];
  }

  protected override render() {
    const texts = strings().composer;
    const mayWrite = this.store.allows(this.kind === 'reply' ? { do: 'member_reply' } : { do: 'note' });
    if (!mayWrite) return html`<p class="composer-closed muted">${icon('archive')}${texts.locked}</p>`;
    const isNote = this.kind === 'note';
    return html`<section class="composer ${isNote ? 'note' : ''}" aria-label=${texts.label}>
      ${newerNotice(this.#arrived(), this.ticket, this.#readNewer)}
      ${failedNotice(this.failure, () => void this.#send(this.#last))}
      <div class="composer-box">
        <div class="row composer-tabs">
          <div class="tabs" role="tablist" aria-label=${texts.label} @keydown=${this.#walkTabs}>
            ${kinds.map((kind) => this.#tab(kind))}
          </div>
        </div>
        <div role="tabpanel" id="${this.uid}-panel" aria-labelledby="${this.uid}-${this.kind}">
          <textarea
            class="composer-text scroll"
            dir="auto"
            rows="2"
            maxlength=${bodyMax}
            ?readonly=${this.sending}
            aria-label=${isNote ? texts.noteLabel : texts.replyLabel(this.ticket.requester.name)}
            aria-keyshortcuts="Control+Enter"
            placeholder=${isNote ? texts.notePlaceholder : texts.replyPlaceholder(this.ticket.requester.name)}
            .value=${this.#draft.text}
            @input=${this.#typed}
            @keydown=${this.#key}
          ></textarea>
        </div>
        <div class="row composer-foot">
          <span class="meta grow composer-hint"
            >${isNote ? html`${icon('lock')}${texts.noteHint}` : texts.replyHint(this.ticket.requester.email)}</span
          >
          ${this.#sendButtons()}
        </div>
      </div>
    </section>`;
  }

  #tab(kind: DraftKind): TemplateResult {
    const texts = strings().composer;
    return html`<button
      class="tab"
      type="button"
      role="tab"
      id="${this.uid}-${kind}"
      aria-controls="${this.uid}-panel"
      aria-selected=${kind === this.kind}
      tabindex=${kind === this.kind ? 0 : -1}
      data-tip=${texts[kind]}
      data-keys=${kind === 'reply' ? 'R' : 'N'}
      @click=${() => this.#open(kind)}
    >
      ${icon(kind === 'reply' ? 'reply' : 'lock')}${texts[kind]}
      ${kind !== this.kind && this.drafts[kind].text !== '' ? html`<span class="badge">${texts.draft}</span>` : nothing}
    </button>`;
  }

  #sendButtons(): TemplateResult {
    const texts = strings().composer;
    const label = this.sending ? texts.sending : this.kind === 'note' ? texts.addNote : texts.send;
    const send = html`<button
      class="button primary"
      type="button"
      aria-disabled=${this.sending}
      data-tip=${label}
      data-keys="Ctrl Enter"
      @click=${() => void this.#send({})}
    >
      ${label}
    </button>`;
    if (this.kind === 'note') return send;
    return html`<div class="split">
      ${send}
      <db-menu
        .label=${texts.sendAnd}
        triggerClass="button primary icon"
        .trigger=${icon('down')}
        .items=${sendItems(this.desk, this.store)}
        @pick=${({ detail }: CustomEvent<string>) => void this.#sendAs(detail)}
      ></db-menu>
    </div>`;
  }

  get #draft(): Draft {
    return this.drafts[this.kind];
  }

  get #place(): DraftPlace {
    return { slug: this.desk.slug, memberId: this.desk.memberId, ticketId: this.ticket.id };
  }

  get #newestMessage(): number {
    return this.entries.findLast(({ message }) => message?.kind === 'reply')?.number ?? 0;
  }

  #arrived(): readonly TimelineEntry[] {
    const { text, seen } = this.drafts.reply;
    if (this.kind !== 'reply' || text === '' || seen === 0 || this.sending) return [];
    return this.entries.filter(({ number, message }) => number > seen && message?.kind === 'reply');
  }

  #open(kind: DraftKind): void {
    this.kind = kind;
    this.failure = null;
    void this.updateComplete.then(() => this.find('textarea')?.focus());
  }

  #walkTabs = (event: KeyboardEvent): void => {
    const next = placeAfter(event.key, kinds.indexOf(this.kind), kinds.length, true);
    const kind = next === null ? undefined : kinds[next];
    if (kind === undefined) return;
    event.preventDefault();
    this.kind = kind;
    void this.updateComplete.then(() => this.find('[aria-selected="true"]')?.focus());
  };

  #typed = (event: InputEvent): void => {
    const { value } = event.target as HTMLTextAreaElement;
    const begun = this.#draft.text !== '' && this.#draft.seen !== 0;
    this.#keep(this.kind, { text: value, seen: begun ? this.#draft.seen : this.#newestMessage });
  };

  #keep(kind: DraftKind, draft: Draft): void {
    this.drafts = { ...this.drafts, [kind]: draft };
    keepDraft(this.#place, kind, draft);
  }

  #key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.#send({});
    }
    if (event.key === 'Escape') (event.target as HTMLElement).blur();
  };

  #readNewer = (): void => {
    this.#keep('reply', { ...this.drafts.reply, seen: this.#newestMessage });
    this.find('textarea')?.focus();
  };

  #sendAs(choice: string): Promise<void> {
    if (choice === 'customer') return this.#send({ as: 'customer' });
    if (choice === 'resolved') return this.#send({ resolve: true });
    return this.#send({ status: choice as TicketStatus });
  }

  async #send(sending: Sending & { resolve?: boolean }): Promise<void> {
    const { resolve = false, ...how } = sending;
    const { kind } = this;
    const { text, seen } = this.drafts[kind];
    if (this.sending) return;
    if (text.trim() === '') {
      this.find('textarea')?.focus();
      return;
    }
    const input = { body: text, ...how, ...(kind === 'reply' ? { seenNumber: seen } : {}) };
    const content = JSON.stringify([this.ticket.id, kind, input]);
    // A retry goes out all the same: what came may be this very reply, and the server knows its key.
    if (this.#attempt.content !== content) {
      if (this.#arrived().length > 0) {
        this.find('.composer-notice button')?.focus();
        return;
      }
      this.#attempt = { content, key: crypto.randomUUID() };
    }
    const { key } = this.#attempt;
    this.sending = true;
    this.failure = null;
    this.#last = sending;
    try {
      if (kind === 'note') await this.store.note(text, key);
      else await this.store.reply(input, key);
      this.sending = false;
      this.#sent();
      this.tell('sent', { resolve });
    } catch (error) {
      const failure = failureOf(error);
      if (failure.code === 'conflict') await this.store.catchUp().catch(() => undefined);
      this.sending = false;
      if (this.#hasArrived()) this.#sent();
      else if (failure.code !== 'conflict' || this.#arrived().length === 0) this.failure = failure;
    }
  }

  /** Whether the message of a failed try is in the thread after all: only its answer was lost. */
  #hasArrived(): boolean {
    const { text, seen } = this.#draft;
    return this.entries.some(
      ({ number, actor, message }) =>
        number > seen && actor.id === this.desk.memberId && message?.body.trim() === text.trim(),
    );
  }

  #sent(): void {
    this.#attempt = { content: '', key: '' };
    this.failure = null;
    this.#keep(this.kind, { text: '', seen: this.#newestMessage });
  }
}

customElements.define('db-composer', ComposerElement);
