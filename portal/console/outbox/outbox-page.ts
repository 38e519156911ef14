// The outbox: every mail that was written, its state, and how it reads.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { OutboxMail } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { Pages } from '../app/pages.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import '../elements/instant.ts';
import { emptyState, failedState, rowSkeletons } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import './mail-frame.ts';

const stateBadges = { queued: '', sent: 'success', suppressed: 'warning', failed: 'danger' } as const;

/** `<db-outbox .desk .open>`: `open` is the id of the mail that is read, or null. */
class OutboxElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, open: {}, asHtml: { state: true } };
  declare desk: Desk;
  declare open: string | null;
  declare asHtml: boolean;
  #pages: Pages<OutboxMail> | null = null;
  #unwatch: (() => void) | null = null;

  constructor() {
    super();
    this.open = null;
    this.asHtml = false;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('desk')) return;
    this.#unwatch?.();
    this.#pages = new Pages((cursor) =>
      this.desk.api.email.outbox.query({ limit: 50, ...(cursor === undefined ? {} : { cursor }) }),
    );
    this.#unwatch = this.#pages.view.subscribe(() => this.requestUpdate());
    void this.#pages.reload();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unwatch?.();
  }

  protected override render() {
    const texts = strings().outbox;
    const mail = this.#pages?.view.value.items.find(({ id }) => id === this.open);
    return html`<div class="panes two ${this.open === null ? 'showing-list' : 'showing-detail'}">
      <section class="pane list-pane" aria-label=${texts.heading}>
        <header class="pane-head">
          <h1 class="grow" tabindex="-1">${texts.heading}</h1>
          <button
            class="button quiet small icon"
            type="button"
            aria-label=${texts.reload}
            data-tip=${texts.reload}
            @click=${() => void this.#pages?.reload()}
          >
            ${icon('restore')}
          </button>
        </header>
        <div class="list-scroll scroll" @scroll=${this.#scrolled}>${this.#list()}</div>
      </section>
      <section class="pane detail-pane ${mail === undefined ? 'empty-pane' : ''}" aria-label=${texts.mail}>
        ${mail === undefined ? emptyState({ icon: 'mail', ...texts.choose }) : this.#mail(mail)}
      </section>
    </div>`;
  }

  #list(): TemplateResult | typeof nothing {
    const view = this.#pages?.view.value;
    if (view === undefined) return nothing;
    const { items, state, failure } = view;
    if (items.length === 0) {
      if (state === 'loading') return rowSkeletons();
      if (state === 'failed') return failedState(failure, () => void this.#pages?.reload());
      return emptyState({ icon: 'mail', ...strings().outbox.empty });
    }
    return html`<ul class="rows">
        ${items.map((mail) => html`<li>${this.#row(mail)}</li>`)}
      </ul>
      ${state === 'failed' ? failedState(failure, () => void this.#pages?.more()) : nothing}`;
  }

  #row(mail: OutboxMail): TemplateResult {
    return html`<a
      class="list-row"
      href=${this.desk.paths().mail(mail.id)}
      aria-current=${mail.id === this.open ? 'true' : nothing}
    >
      <span class="list-names">
        <span class="cut" dir="auto">${mail.subject}</span>
        <span class="meta cut" dir="auto">${mail.toName === '' ? mail.to : mail.toName}</span>
      </span>
      ${this.#state(mail)}
      <db-instant class="meta" at=${mail.createdAt}></db-instant>
    </a>`;
  }

  #state({ state }: OutboxMail): TemplateResult {
    return html`<span class="badge ${stateBadges[state]}">${strings().outbox.states[state]}</span>`;
  }

  #mail(mail: OutboxMail): TemplateResult {
    const texts = strings().outbox;
    const paths = this.desk.paths();
    return html`<header class="pane-head">
        <a class="button quiet small icon back-link" href=${paths.outbox} aria-label=${texts.back}>${icon('back')}</a>
        <h1 class="grow cut" tabindex="-1" dir="auto">${mail.subject}</h1>
        <div class="tabs" role="group" aria-label=${texts.view}>
          <button class="tab" type="button" aria-pressed=${!this.asHtml} @click=${() => (this.asHtml = false)}>
            ${texts.asText}
          </button>
          <button class="tab" type="button" aria-pressed=${this.asHtml} @click=${() => (this.asHtml = true)}>
            ${texts.asHtml}
          </button>
        </div>
      </header>
      <dl class="facts mail-facts">
        <div>
          <dt>${texts.to}</dt>
          <dd dir="ltr">${mail.toName === '' ? mail.to : `${mail.toName} <${mail.to}>`}</dd>
        </div>
        <div>
          <dt>${texts.state}</dt>
          <dd class="row">${this.#state(mail)}<span>${mail.error ?? ''}</span></dd>
        </div>
        <div>
          <dt>${texts.written}</dt>
          <dd><db-instant at=${mail.createdAt}></db-instant></dd>
        </div>
        ${
          mail.ticket === null
            ? nothing
            : html`<div>
                <dt>${texts.ticket}</dt>
                <dd><a class="mono" href=${paths.ticket(mail.ticket.reference)}>${mail.ticket.reference}</a></dd>
              </div>`
        }
      </dl>
      ${
        this.asHtml
          ? html`<db-mail-frame .label=${texts.asHtml} .mail=${mail.html}></db-mail-frame>`
          : html`<pre class="mail-text scroll" tabindex="0" dir="auto">${mail.text}</pre>`
      }`;
  }

  #scrolled = (event: Event): void => {
    const { scrollTop, scrollHeight, clientHeight } = event.target as HTMLElement;
    if (scrollHeight - scrollTop - clientHeight < 600) void this.#pages?.more();
  };
}

customElements.define('db-outbox', OutboxElement);
