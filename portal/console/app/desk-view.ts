// Queue and ticket side by side: the queue stays while tickets come and go.
import { html, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import type { MemberTicket } from '../api.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { emptyState, threadSkeleton } from '../elements/states.ts';
import { QueueStore } from '../queue/queue-store.ts';
import '../queue/queue.ts';
import { isTab } from '../queue/tabs.ts';
import type { Tab } from '../queue/tabs.ts';
import '../shell/divider.ts';
import { strings } from '../shell/language.ts';
import type { Desk } from './desk.ts';
import { place } from './place.ts';

/** The ticket pane is code of its own, fetched beside the first calls: by the first click it is there. */
const ticketPage = import('../ticket/ticket-page.ts');

/** `<db-desk-view .desk .reference>`: `reference` is the open ticket, or null. */
class DeskViewElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, reference: {}, ticketReady: { state: true } };
  declare desk: Desk;
  declare reference: string | null;
  declare ticketReady: boolean;
  #store: QueueStore | null = null;

  constructor() {
    super();
    this.reference = null;
    this.ticketReady = customElements.get('db-ticket') !== undefined;
  }

  protected override watched() {
    return [place];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#store?.stop();
    this.#store = null;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const named = place.value.searchParams.get('tab');
    const tab: Tab = isTab(named) ? named : 'all';
    if (changed.has('desk') || this.#store?.tab !== tab) {
      this.#store?.stop();
      this.#store = new QueueStore(this.desk, tab);
      this.#store.start();
    }
  }

  protected override firstUpdated(): void {
    void ticketPage.then(() => (this.ticketReady = true));
  }

  protected override render() {
    const store = this.#store;
    if (store === null) return nothing;
    const { reference } = this;
    const back = this.desk.paths(store.tab).queue;
    return html`<div class="panes ${reference === null ? 'showing-list' : 'showing-detail'}">
      <db-queue class="pane queue-pane" .desk=${this.desk} .store=${store} .open=${reference}></db-queue>
      <db-divider></db-divider>
      ${
        reference === null
          ? html`<section class="pane ticket-pane empty-pane">
              ${emptyState({ icon: 'inbox', ...strings().queue.choose })}
            </section>`
          : this.ticketReady
            ? html`<db-ticket
                class="pane ticket-pane"
                .desk=${this.desk}
                .reference=${reference}
                .back=${back}
                @ticket-changed=${({ detail }: CustomEvent<MemberTicket>) => store.learn(detail)}
              ></db-ticket>`
            : html`<section class="pane ticket-pane">${threadSkeleton()}</section>`
      }
    </div>`;
  }
}

customElements.define('db-desk-view', DeskViewElement);
