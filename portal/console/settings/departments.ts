// Departments: groups of members that tickets can be directed to.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import { avatar } from '../elements/avatar.ts';
import { confirmed } from '../elements/confirm.ts';
import { icon } from '../elements/icons.ts';
import '../elements/picker.ts';
import { strings } from '../shell/language.ts';
import { SectionElement, textOf } from './section.ts';

type Department = Answers['departments']['list']['items'][number];

class DepartmentsElement extends SectionElement<readonly Department[]> {
  protected override async read(): Promise<readonly Department[]> {
    await Promise.all([this.desk.departments.reload(), this.desk.members.ensure()]);
    return this.desk.departments.value;
  }

  protected override show(departments: readonly Department[]): TemplateResult {
    const texts = strings().settings.departments;
    return html`<form class="card inline-form" novalidate @submit=${this.#create}>
        ${this.field('name', texts.name, html`<input class="input" id=${this.idOf('name')} name="name" dir="auto" maxlength="120" required />`)}
        <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.add}</button>
      </form>
      <section class="card">
        ${
          departments.length === 0
            ? html`<p class="muted">${texts.empty}</p>`
            : html`<ul class="table">
                ${departments.map((department) => this.#row(department))}
              </ul>`
        }
      </section>`;
  }

  #row({ id, name, members }: Department): TemplateResult {
    const texts = strings().settings.departments;
    const able = this.desk.members.value.filter(({ disabled, role }) => !disabled && role !== 'requester');
    return html`<li>
      <input
        class="input quiet-input grow"
        aria-label=${texts.nameOf(name)}
        dir="auto"
        maxlength="120"
        .value=${name}
        @change=${(event: Event) => void this.#change(id, { name: (event.target as HTMLInputElement).value.trim() })}
      />
      <db-picker
        several
        triggerClass="button quiet small"
        .label=${texts.membersOf(name)}
        .choices=${able.map((member) => ({ id: member.id, label: member.name, detail: member.email, glyph: avatar(member.name) }))}
        .chosen=${members.map((member) => member.id)}
        .trigger=${html`${icon('people')}${texts.count(members.length)}`}
        @pick=${({ detail }: CustomEvent<string[]>) => void this.#change(id, { memberIds: detail })}
      ></db-picker>
      <button
        class="button quiet small icon"
        type="button"
        aria-label=${texts.remove(name)}
        data-tip=${texts.remove(name)}
        @click=${() => void this.#remove(id, name)}
      >
        ${icon('close')}
      </button>
    </li>`;
  }

  #create = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.save(async () => {
      await this.desk.api.departments.create.mutate({ name: textOf(form, 'name') });
      form.reset();
      await this.reload();
    });
  };

  async #change(id: string, change: { name?: string; memberIds?: string[] }): Promise<void> {
    await this.save(() => this.desk.api.departments.update.mutate({ id, ...change }));
    await this.reload();
  }

  async #remove(id: string, name: string): Promise<void> {
    const texts = strings().settings.departments.removeAsk;
    if (!(await confirmed({ heading: texts.heading(name), text: texts.text, act: texts.act, danger: true }))) return;
    await this.save(() => this.desk.api.departments.delete.mutate({ id }));
    await this.reload();
  }
}

customElements.define('db-settings-departments', DepartmentsElement);
