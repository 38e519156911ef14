// Categories: what tickets are about, and where each kind is sent.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import { confirmed } from '../elements/confirm.ts';
import { icon } from '../elements/icons.ts';
import { strings } from '../shell/language.ts';
import { SectionElement, textOf } from './section.ts';

type Category = Answers['categories']['list']['items'][number];
type Change = Omit<Parameters<SectionElement<never>['desk']['api']['categories']['update']['mutate']>[0], 'id'>;

const audiences = ['customer', 'internal'] as const;
/** Of "who gets it": the department's members take turns. */
const turns = 'turns';

class CategoriesElement extends SectionElement<readonly Category[]> {
  protected override async read(): Promise<readonly Category[]> {
    const { desk } = this;
    await Promise.all([desk.categories.reload(), desk.members.ensure(), desk.departments.ensure()]);
    return desk.categories.value;
  }

  protected override show(categories: readonly Category[]): TemplateResult {
    const texts = strings().settings.categories;
    return html`<form class="card inline-form" novalidate @submit=${this.#create}>
        ${this.field('name', texts.name, html`<input class="input" id=${this.idOf('name')} name="name" dir="auto" maxlength="120" required />`)}
        ${this.field(
          'audience',
          texts.audience,
          html`<select class="input" id=${this.idOf('audience')} name="audience">
            ${audiences.map((audience) => html`<option value=${audience}>${strings().newTicket.audiences[audience]}</option>`)}
          </select>`,
        )}
        <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.add}</button>
      </form>
      ${audiences.map((audience) =>
        this.#list(
          audience,
          categories.filter((category) => category.audience === audience),
        ),
      )}`;
  }

  #list(audience: (typeof audiences)[number], categories: readonly Category[]): TemplateResult | typeof nothing {
    if (categories.length === 0) return nothing;
    const texts = strings().settings.categories;
    return html`<section class="card">
      <h2>${strings().newTicket.audiences[audience]}</h2>
      <p class="muted">${texts.hint}</p>
      <ul class="table routing">
        ${categories.map((category) => this.#row(category))}
      </ul>
    </section>`;
  }

  #row(category: Category): TemplateResult {
    const texts = strings().settings.categories;
    const { id, name, department, defaultAssignee, roundRobin } = category;
    const able = this.desk.members.value.filter(({ disabled, role }) => !disabled && role !== 'requester');
    return html`<li>
      <input
        class="input quiet-input grow"
        aria-label=${texts.nameOf(name)}
        dir="auto"
        maxlength="120"
        .value=${name}
        @change=${(event: Event) => void this.#change(id, { name: valueOf(event) })}
      />
      <select
        class="input"
        aria-label=${texts.departmentOf(name)}
        @change=${(event: Event) => void this.#change(id, { departmentId: valueOf(event) || null, ...(valueOf(event) === '' ? { roundRobin: false } : {}) })}
      >
        <option value="" ?selected=${department === null}>${texts.noDepartment}</option>
        ${this.desk.departments.value.map((one) => html`<option value=${one.id} ?selected=${one.id === department?.id}>${one.name}</option>`)}
      </select>
      <select
        class="input"
        aria-label=${texts.assigneeOf(name)}
        @change=${(event: Event) => void this.#change(id, assigneeChange(valueOf(event)))}
      >
        <option value="" ?selected=${!roundRobin && defaultAssignee === null}>${texts.nobody}</option>
        <option value=${turns} ?selected=${roundRobin} ?disabled=${department === null}>${texts.turns}</option>
        ${able.map((member) => html`<option value=${member.id} ?selected=${!roundRobin && member.id === defaultAssignee?.id}>${member.name}</option>`)}
      </select>
      <button
        class="button quiet small icon"
        type="button"
        aria-label=${texts.remove(name)}
        data-tip=${texts.remove(name)}
        @click=${() => void this.#remove(id, name)}
      >
        ${icon('archive')}
      </button>
    </li>`;
  }

  #create = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const audience = audiences.find((one) => one === textOf(form, 'audience')) ?? 'customer';
    void this.save(async () => {
      await this.desk.api.categories.create.mutate({ name: textOf(form, 'name'), audience });
      form.reset();
      await this.reload();
    });
  };

  async #change(id: string, change: Change): Promise<void> {
    await this.save(() => this.desk.api.categories.update.mutate({ id, ...change }));
    await this.reload();
  }

  async #remove(id: string, name: string): Promise<void> {
    const texts = strings().settings.categories.removeAsk;
    if (!(await confirmed({ heading: texts.heading(name), text: texts.text, act: texts.act, danger: true }))) return;
    await this.save(() => this.desk.api.categories.delete.mutate({ id }));
    await this.reload();
  }
}

function assigneeChange(choice: string): Change {
  return choice === turns
    ? { roundRobin: true, defaultAssigneeId: null }
    : { roundRobin: false, defaultAssigneeId: choice || null };
}

function valueOf(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value.trim();
}

customElements.define('db-settings-categories', CategoriesElement);
