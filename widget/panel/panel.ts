// The panel: the screen that is shown and the one live region. Screens draw into the same shadow root as the launcher,
// so that parts, styles and ids are one space.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { WidgetMessages } from '../../shared/locales/widget/en.ts';
import { keepModality, type Modality } from '../controllers/modality.ts';
import { Outbox, type Receipt } from '../controllers/outbox.ts';
import { Session } from '../controllers/session.ts';
import type { Desk } from '../core/desk.ts';
import type { OpenTarget } from '../events.ts';
import { HomeScreen } from '../home/home-screen.ts';
import { NewTicket } from '../new-ticket/new-ticket.ts';
import { panelStyles } from '../styles/panel-styles.ts';
import { Composer } from '../thread/composer.ts';
import { Rating } from '../thread/rating.ts';
import { ThreadScreen } from '../thread/thread-screen.ts';
import { formatsOf } from './formats.ts';
import type { Room, Screen } from './room.ts';

/** The panel of one widget; made by `mountPanel`, never by a page. */
export class DeskbellPanel extends LitElement {
  static override readonly properties = {
    room: { attribute: false },
    screen: { attribute: false },
    notice: { attribute: false },
    isOpen: { attribute: false },
  };
  declare room: Room;
  declare screen: Screen;
  /** What the screen says first. */
  declare notice: string;
  declare isOpen: boolean;
  #modality: Modality | undefined;

  constructor() {
    super();
    this.screen = { name: 'home' };
    this.notice = '';
    this.isOpen = false;
  }

  override createRenderRoot(): this {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#modality?.end();
    this.room.session.end();
    this.room.outbox.end();
  }

  open(target: OpenTarget | undefined): void {
    const { session, desk } = this.room;
    if (session.state === 'failed') void session.start();
    if (target === 'new') this.screen = { name: 'new' };
    else if (target === 'list') this.screen = { name: 'home' };
    else if (target !== undefined) this.screen = { name: 'thread', ticketId: target.ticket };
    this.isOpen = true;
    void this.updateComplete.then(() => {
      if (!this.isOpen) return;
      this.#modality?.show();
      if (!desk.shell.isInline()) this.#focusHeading();
    });
  }

  close(): void {
    this.isOpen = false;
    this.#modality?.hide();
  }

  holdsFocus(): boolean {
    const { activeElement } = this.getRootNode() as ShadowRoot;
    return activeElement !== null && this.contains(activeElement);
  }

  /** The person has changed, or only the words. */
  restart(words?: WidgetMessages): void {
    if (words) {
      this.room = { ...this.room, words, formats: formatsOf(this.room.desk.shell.locale().tag) };
      return;
    }
    this.screen = { name: 'home' };
    this.notice = '';
    if (this.isOpen) this.room.desk.actIfProven();
    void this.room.session.start();
    this.room.outbox.retry();
  }

  /** The page gave fields for the form. */
  prefill(): void {
    this.querySelector<NewTicket>('deskbell-new-ticket')?.fill();
  }

  go(screen: Screen, notice = ''): void {
    this.screen = screen;
    this.notice = notice;
    void this.updateComplete.then(() => this.#focusHeading());
    if (notice !== '') this.announce(notice);
  }

  announce(text: string): void {
    const region = this.querySelector('[aria-live=polite]');
    if (region === null) return;
    // The same words twice are a change only when something stood between them.
    region.textContent = '';
    requestAnimationFrame(() => (region.textContent = text));
  }

  override firstUpdated(): void {
    const dialog = this.querySelector('dialog');
    if (dialog) this.#modality = keepModality(dialog);
  }

  override render(): TemplateResult {
    const content = html`
      ${this.isOpen ? this.#screen() : nothing}
      <div class="unseen" aria-live="polite"></div>
    `;
    return this.room.desk.shell.isInline()
      ? html`<section class="panel inline" part="panel" aria-labelledby="deskbell-title">${content}</section>`
      : html`<dialog
          class="panel"
          part="panel"
          aria-labelledby="deskbell-title"
          @cancel=${this.#leave}
          @keydown=${this.#keyPressed}
        >
          ${content}
        </dialog>`;
  }

  #screen(): TemplateResult {
    const { room, screen, notice } = this;
    switch (screen.name) {
      case 'home':
        return html`<deskbell-home .room=${room} .notice=${notice}></deskbell-home>`;
      case 'new':
        return html`<deskbell-new-ticket .room=${room}></deskbell-new-ticket>`;
      case 'thread':
        return html`${keyed(
          screen.ticketId,
          html`<deskbell-thread .room=${room} .ticketId=${screen.ticketId} .notice=${notice}></deskbell-thread>`,
        )}`;
    }
  }

  #focusHeading(): void {
    this.querySelector<HTMLElement>('#deskbell-title')?.focus();
  }

  /** Escape in a modal dialog, or a phone's way back. */
  #leave(event: Event): void {
    event.preventDefault();
    this.room.close();
  }

  /** Escape beside the page. A key that ends the choosing of characters is not meant for us. */
  #keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return;
    event.preventDefault();
    this.room.close();
  }
}

const elements = {
  'deskbell-panel': DeskbellPanel,
  'deskbell-home': HomeScreen,
  'deskbell-new-ticket': NewTicket,
  'deskbell-thread': ThreadScreen,
  'deskbell-composer': Composer,
  'deskbell-rating': Rating,
};

/** Puts a closed panel beside the launcher. */
export function mountPanel(desk: Desk, words: WidgetMessages, close: () => void): DeskbellPanel {
  for (const [name, element] of Object.entries(elements)) {
    if (!customElements.get(name)) customElements.define(name, element);
  }
  const { root, locale } = { root: desk.shell.launcher.root, locale: desk.shell.locale() };
  const shadow = root.getRootNode() as ShadowRoot;
  const sheet = panelStyles.styleSheet;
  if (sheet && !shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);

  const panel = document.createElement('deskbell-panel') as DeskbellPanel;
  const session = new Session(desk);
  const outbox = new Outbox(desk);
  panel.room = {
    desk,
    words,
    formats: formatsOf(locale.tag),
    session,
    outbox,
    announce: (text) => panel.announce(text),
    go: (screen, notice) => panel.go(screen, notice),
    close,
  };
  outbox.onSent = (receipt: Receipt) => {
    if (receipt.kind === 'ticket' || receipt.followUp) void session.refresh().catch(() => undefined);
  };
  root.append(panel);
  desk.actIfProven();
  void session.start();
  return panel;
}
