// What happened to a ticket and when: resolution, rating, escalation, dates, where the visitor was.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { MemberTicket } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { strings } from '../shell/language.ts';

class FactsElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, ticket: { attribute: false } };
  declare desk: Desk;
  declare ticket: MemberTicket;

  protected override render() {
    const texts = strings().ticket;
    const { ticket } = this;
    const score = ticket.csat?.score ?? 0;
    return html`${ticket.resolution === null ? nothing : this.#words(texts.resolutionLabel, ticket.resolution)}
      ${ticket.escalation === null ? nothing : this.#words(texts.escalationLabel, ticket.escalation)}
      ${
        ticket.csat === null
          ? nothing
          : html`<section class="side">
              <h2 class="field-name">${texts.csatLabel}</h2>
              <p><b class="number">${texts.csatOf(score)}</b></p>
              ${ticket.csat.comment === null ? nothing : html`<p class="muted" dir="auto">${ticket.csat.comment}</p>`}
            </section>`
      }
      ${this.#page()}
      <dl class="side facts">
        <div>
          <dt>${texts.channelLabel}</dt>
          <dd>${texts.channel[ticket.channel]}</dd>
        </div>
        ${this.#date(texts.createdAt, ticket.createdAt)} ${this.#date(texts.firstResponseAt, ticket.firstResponseAt)}
        ${this.#date(texts.updatedAt, ticket.updatedAt)} ${this.#date(texts.resolvedAt, ticket.resolvedAt)}
        ${this.#date(texts.closedAt, ticket.closedAt)} ${this.#date(texts.archivedAt, ticket.archivedAt)}
      </dl>`;
  }

  #words(name: string, words: string): TemplateResult {
    return html`<section class="side">
      <h2 class="field-name">${name}</h2>
      <p class="side-words" dir="auto">${words}</p>
    </section>`;
  }

  #date(name: string, at: string | null): TemplateResult | typeof nothing {
    return at === null
      ? nothing
      : html`<div>
          <dt>${name}</dt>
          <dd><db-instant at=${at}></db-instant></dd>
        </div>`;
  }

  /** Where the visitor was: a claim of the host page, so only web addresses become links. */
  #page(): TemplateResult | typeof nothing {
    const { url, title } = this.ticket.context as { url?: unknown; title?: unknown };
    if (typeof url !== 'string') return nothing;
    const name = typeof title === 'string' && title !== '' ? title : url;
    return html`<section class="side">
      <h2 class="field-name">${strings().ticket.pageLabel}</h2>
      <p class="cut" dir="auto">
        ${
          /^https?:\/\//i.test(url)
            ? html`<a href=${url} target="_blank" rel="noopener noreferrer nofollow" data-tip=${url}>${name}</a>`
            : name
        }
      </p>
    </section>`;
  }
}

customElements.define('db-facts', FactsElement);
