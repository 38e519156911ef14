// Who the ticket is about: the requester with their earlier tickets, and who reads along.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { Contact, MemberTicket, Person, QueueRow } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { avatar } from '../elements/avatar.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { confirmed } from '../elements/confirm.ts';
import { copyText } from '../elements/copy.ts';
import { statusGlyph } from '../elements/glyphs.ts';
import { icon } from '../elements/icons.ts';
import { failureText } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import { warn } from '../shell/toasts.ts';
import { askFollower, askRequester } from './people-dialogs.ts';
import type { TicketStore } from './ticket-store.ts';

const earlierShown = 5;

class RequesterElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    store: { attribute: false },
    ticket: { attribute: false },
    contact: { state: true },
    earlier: { state: true },
  };
  declare desk: Desk;
  declare store: TicketStore;
  declare ticket: MemberTicket;
  declare contact: Contact | null;
  declare earlier: readonly QueueRow[];
  #shownFor = '';

  constructor() {
    super();
    this.contact = null;
    this.earlier = [];
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has('ticket')) void this.#read();
  }

  async #read(): Promise<void> {
    const { kind, id } = this.ticket.requester;
    if (this.#shownFor === id) return;
    this.#shownFor = id;
    this.contact = null;
    this.earlier = [];
    if (kind !== 'contact') return;
    try {
      const [contact, tickets] = await Promise.all([
        this.desk.api.contacts.get.query({ id }),
        this.desk.api.contacts.tickets.query({ id, limit: earlierShown + 1 }),
      ]);
      if (this.#shownFor !== id) return;
      this.contact = contact;
      this.earlier = tickets.items;
    } catch {
      // The card keeps what the ticket itself says about the person; it is read again with the next ticket.
      this.#shownFor = '';
    }
  }

  protected override render() {
    const texts = strings().ticket;
    return html`<section class="side" aria-labelledby="${this.uid}-head">
        <div class="row">
          <h2 class="field-name grow" id="${this.uid}-head">${texts.requesterLabel}</h2>
          ${this.#maySwap() ? this.#iconButton('person', texts.changeRequester, () => void this.#swap()) : nothing}
        </div>
        ${this.#card(this.ticket.requester)} ${this.#earlier()}
      </section>
      ${this.#followers()}`;
  }

  #card(person: Person): TemplateResult {
    const texts = strings().ticket;
    const { contact } = this;
    const email = person.email;
    return html`<div class="person-card">
      <div class="row">
        ${avatar(person.name, { large: true })}
        <div class="grow">
          ${
            person.kind === 'contact'
              ? html`<a class="person-name" href=${this.desk.paths().contact(person.id)} dir="auto"
                  >${nameOf(person)}</a
                >`
              : html`<span class="person-name" dir="auto">${nameOf(person)}</span>`
          }
          ${
            person.verified
              ? html`<span class="person-mark verified" data-tip=${texts.verifiedHint}
                  >${icon('verified')}${texts.verified}</span
                >`
              : html`<span class="person-mark" data-tip=${texts.unverifiedHint}
                  >${icon('question')}${texts.unverified}</span
                >`
          }
        </div>
      </div>
      <dl class="facts">
        ${
          email === null
            ? nothing
            : html`<div>
                <dt class="heard">${texts.email}</dt>
                <dd class="row">
                  <span class="cut" dir="ltr">${email}</span>
                  ${this.#iconButton('copy', texts.copyEmail, () => void copyText(email))}
                </dd>
              </div>`
        }
        ${this.#fact(texts.phone, contact?.phone ?? null)} ${this.#fact(texts.company, contact?.company ?? null)}
        ${this.#fact(texts.externalId, person.externalId, true)}
      </dl>
    </div>`;
  }

  #fact(name: string, value: string | null, mono = false): TemplateResult | typeof nothing {
    if (value === null || value === '') return nothing;
    return html`<div>
      <dt>${name}</dt>
      <dd class="cut ${mono ? 'mono' : ''}" dir="auto">${value}</dd>
    </div>`;
  }

  #earlier(): TemplateResult | typeof nothing {
    const others = this.earlier.filter(({ id }) => id !== this.ticket.id).slice(0, earlierShown);
    if (others.length === 0) return nothing;
    return html`<h3 class="field-name side-gap">${strings().ticket.earlier}</h3>
      <ul class="earlier">
        ${others.map(
          (row) =>
            html`<li>
              <a
                href=${this.desk.paths().ticket(row.reference)}
                data-tip="${row.reference} · ${this.desk.statusName(row.status)}"
              >
                ${statusGlyph(row.status)}<span class="heard">${this.desk.statusName(row.status)}</span>
                <span class="cut grow" dir="auto">${row.subject}</span>
                <db-instant class="meta" at=${row.updatedAt}></db-instant>
              </a>
            </li>`,
        )}
      </ul>`;
  }

  #followers(): TemplateResult {
    const texts = strings().ticket;
    const mayEdit = this.store.allows({ do: 'edit' });
    return html`<section class="side" aria-labelledby="${this.uid}-followers">
      <div class="row">
        <h2 class="field-name grow" id="${this.uid}-followers">${texts.followersLabel}</h2>
        ${mayEdit ? this.#iconButton('plus', texts.addFollower, () => void askFollower(this.store)) : nothing}
      </div>
      ${
        this.ticket.followers.length === 0
          ? html`<p class="meta">${texts.noFollowers}</p>`
          : html`<ul class="followers">
              ${this.ticket.followers.map(
                (person) =>
                  html`<li class="row">
                    ${avatar(nameOf(person))}
                    <span class="grow cut" dir="auto">${nameOf(person)}</span>
                    ${mayEdit ? this.#iconButton('close', texts.removeFollower(nameOf(person)), () => void this.#remove(person)) : nothing}
                  </li>`,
              )}
            </ul>`
      }
    </section>`;
  }

  #iconButton(name: Parameters<typeof icon>[0], label: string, run: () => void): TemplateResult {
    return html`<button
      class="button quiet small icon"
      type="button"
      aria-label=${label}
      data-tip=${label}
      @click=${run}
    >
      ${icon(name)}
    </button>`;
  }

  #maySwap(): boolean {
    return this.ticket.audience === 'customer' && this.store.allows({ do: 'edit' });
  }

  async #swap(): Promise<void> {
    const contact = await askRequester(this.desk);
    if (contact !== undefined) this.tell('edit', { contact });
  }

  async #remove(person: Person): Promise<void> {
    const texts = strings().ticket.removeFollowerAsk;
    const sure = await confirmed({
      heading: texts.heading,
      text: texts.text(nameOf(person)),
      act: texts.act,
      danger: true,
    });
    if (!sure) return;
    const { participantId } = person;
    try {
      await this.store.act((tickets, ref) => tickets.removeFollower.mutate({ ref, participantId }));
    } catch (error) {
      warn(failureText(failureOf(error)));
    }
  }
}

function nameOf({ name, email }: Person): string {
  return name === '' ? (email ?? strings().ticket.thread.nameless) : name;
}

customElements.define('db-requester', RequesterElement);
