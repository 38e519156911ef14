// The sidebar of a ticket: what it is set to, who it is about, when things happened.
import { html, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import type { TicketPriority, TicketStatus } from '#shared/tickets/schema.ts';
import type { MemberTicket } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { avatar } from '../elements/avatar.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { fromLocalInput, toLocalInput } from '../elements/dates.ts';
import { priorities, priorityGlyph, statuses, statusGlyph } from '../elements/glyphs.ts';
import { icon } from '../elements/icons.ts';
import { labelChip } from '../elements/label-chip.ts';
import type { PickerElement } from '../elements/picker.ts';
import '../elements/picker.ts';
import { strings } from '../shell/language.ts';
import type { Shortcut } from '../shell/shortcuts.ts';
import { assigneeChoices, labelChoices, maySet } from './choices.ts';
import './facts.ts';
import './people.ts';
import type { Patch, TicketStore } from './ticket-store.ts';

/**
 * `<db-sidebar .desk .store .ticket>`
 *
 * @fires set-status - `detail` is the status.
 * @fires edit - `detail` is the patch.
 */
class SidebarElement extends ConsoleElement {
  static override properties = {
    desk: { attribute: false },
    store: { attribute: false },
    ticket: { attribute: false },
  };
  declare desk: Desk;
  declare store: TicketStore;
  declare ticket: MemberTicket;

  protected override watched() {
    const { members, labels, categories, departments, current } = this.desk;
    return [members, labels, categories, departments, current];
  }

  protected override firstUpdated(): void {
    const { members, labels, categories, departments } = this.desk;
    for (const shelf of [members, labels, categories, departments]) void shelf.ensure().catch(() => undefined);
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    // A native select keeps what was chosen; it must be set back when the edit was refused.
    if (changed.has('ticket'))
      for (const select of this.querySelectorAll('select')) select.value = select.dataset['set'] ?? '';
    return true;
  }

  protected override shortcuts(): readonly Shortcut[] {
    const texts = strings().ticket;
    const open = (name: string) => () => this.find<PickerElement>(`db-picker[name="${name}"]`)?.show();
    return [
      { keys: 'a', label: texts.assign, group: 'ticket', run: open('assignee') },
      { keys: 'l', label: texts.setLabels, group: 'ticket', run: open('labels') },
      { keys: 'i', label: texts.assignToMe, group: 'ticket', run: () => this.#edit({ assignee: this.desk.memberId }) },
    ];
  }

  protected override render() {
    const { ticket } = this;
    return html`<div class="sidebar-scroll scroll" tabindex="-1">
      ${this.#statusButtons()} ${this.#priorityButtons()} ${this.#assignee()}
      <db-requester .desk=${this.desk} .store=${this.store} .ticket=${ticket}></db-requester>
      ${this.#labels()} ${this.#fields()}
      <db-facts .desk=${this.desk} .ticket=${ticket}></db-facts>
    </div>`;
  }

  #statusButtons(): TemplateResult {
    const { ticket } = this;
    return html`<fieldset class="side field">
      <legend>${strings().ticket.statusLabel}</legend>
      <div class="side-buttons">
        ${statuses.map((status) => {
          const isSet = status === ticket.status;
          return html`<button
            class="button small choose status-${status}"
            type="button"
            aria-pressed=${isSet}
            ?disabled=${!isSet && !maySet(this.store, status)}
            @click=${() => !isSet && this.tell('set-status', status satisfies TicketStatus)}
          >
            ${statusGlyph(status)}<span class="cut">${this.desk.statusName(status)}</span>
          </button>`;
        })}
      </div>
    </fieldset>`;
  }

  #priorityButtons(): TemplateResult {
    const { priority } = this.ticket;
    const texts = strings().ticket;
    return html`<fieldset class="side field">
      <legend>${texts.priorityLabel}</legend>
      <div class="side-buttons">
        ${priorities.map(
          (one) =>
            html`<button
              class="button small choose"
              type="button"
              aria-pressed=${one === priority}
              ?disabled=${this.#locked}
              @click=${() => one !== priority && this.#edit({ priority: one satisfies TicketPriority })}
            >
              ${priorityGlyph(one)}<span class="cut">${texts.priority[one]}</span>
            </button>`,
        )}
      </div>
    </fieldset>`;
  }

  #assignee(): TemplateResult {
    const texts = strings().ticket;
    const { assignee } = this.ticket;
    return html`<div class="side field">
      <span class="field-name">${texts.assigneeLabel}</span>
      <db-picker
        name="assignee"
        .label=${assignee === null ? texts.assign : `${texts.assign}: ${assignee.name}`}
        keys="A"
        triggerClass="button side-picker"
        ?disabled=${this.#locked}
        .choices=${assigneeChoices(this.desk)}
        .chosen=${[assignee?.id ?? '']}
        .trigger=${
          assignee === null
            ? html`${icon('person')}<span class="cut muted">${texts.nobody}</span>`
            : html`${avatar(assignee.name)}<span class="cut" dir="auto">${assignee.name}</span>`
        }
        @opened=${() => void this.desk.members.ensure().catch(() => undefined)}
        @pick=${({ detail: [id] }: CustomEvent<string[]>) => this.#edit({ assignee: id === '' ? null : (id ?? null) })}
      ></db-picker>
    </div>`;
  }

  #labels(): TemplateResult {
    const texts = strings().ticket;
    const { labels } = this.ticket;
    return html`<div class="side field">
      <span class="field-name">${texts.labelsLabel}</span>
      <div class="side-labels">
        ${labels.map(labelChip)}
        <db-picker
          name="labels"
          several
          .label=${texts.setLabels}
          keys="L"
          triggerClass="button quiet small ${labels.length === 0 ? '' : 'icon'}"
          ?disabled=${this.#locked}
          .choices=${labelChoices(this.desk)}
          .chosen=${labels.map(({ id }) => id)}
          .trigger=${labels.length === 0 ? html`${icon('plus')}${texts.addLabel}` : icon('plus')}
          @pick=${({ detail }: CustomEvent<string[]>) => this.#edit({ labels: detail })}
        ></db-picker>
      </div>
    </div>`;
  }

  #fields(): TemplateResult {
    const texts = strings().ticket;
    const { ticket, desk } = this;
    const categories = desk.categories.value.filter(({ audience }) => audience === ticket.audience);
    const types = Object.entries(texts.type).map(([id, name]) => ({ id, name }));
    return html`<div class="side side-fields">
      ${this.#select('category', texts.categoryLabel, ticket.category, categories, true)}
      ${this.#select('department', texts.departmentLabel, ticket.department, desk.departments.value, true)}
      ${this.#select('type', texts.typeLabel, { id: ticket.type, name: texts.type[ticket.type] }, types, false)}
      <div class="side-field">
        <label class="field-name" for="${this.uid}-due">${texts.dueLabel}</label>
        <input
          class="input quiet-input ${ticket.dueAt === null ? 'muted' : ''}"
          type="datetime-local"
          id="${this.uid}-due"
          ?disabled=${this.#locked}
          .value=${toLocalInput(ticket.dueAt)}
          @change=${(event: Event) => this.#edit({ dueAt: fromLocalInput((event.target as HTMLInputElement).value) })}
        />
      </div>
    </div>`;
  }

  #select(
    field: 'category' | 'department' | 'type',
    label: string,
    value: { id: string; name: string } | null,
    choices: readonly { id: string; name: string }[],
    mayBeEmpty: boolean,
  ): TemplateResult {
    const known = value === null || choices.some(({ id }) => id === value.id) ? choices : [value, ...choices];
    return html`<div class="side-field">
      <label class="field-name" for="${this.uid}-${field}">${label}</label>
      <select
        class="input quiet-input"
        id="${this.uid}-${field}"
        data-set=${value?.id ?? ''}
        ?disabled=${this.#locked}
        @change=${(event: Event) => this.#edit({ [field]: (event.target as HTMLSelectElement).value || null })}
      >
        ${mayBeEmpty ? html`<option value="" ?selected=${value === null}>${strings().ticket.none}</option>` : nothing}
        ${known.map(({ id, name }) => html`<option value=${id} ?selected=${id === value?.id}>${name}</option>`)}
      </select>
    </div>`;
  }

  get #locked(): boolean {
    return !this.store.allows({ do: 'edit' });
  }

  #edit(patch: Patch): void {
    this.tell('edit', patch);
  }
}

customElements.define('db-sidebar', SidebarElement);
