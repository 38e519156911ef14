// Labels: coloured words that tickets are tagged with.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import { confirmed } from '../elements/confirm.ts';
import { icon } from '../elements/icons.ts';
import { strings } from '../shell/language.ts';
import { SectionElement, textOf } from './section.ts';

type Label = Answers['labels']['list']['items'][number];

const usualColour = '#0b7a7c';

class LabelsElement extends SectionElement<readonly Label[]> {
  protected override async read(): Promise<readonly Label[]> {
    await this.desk.labels.reload();
    return this.desk.labels.value;
  }

  protected override show(labels: readonly Label[]): TemplateResult {
    const texts = strings().settings.labels;
    return html`<form class="card inline-form" novalidate @submit=${this.#create}>
        ${this.field('name', texts.name, html`<input class="input" id=${this.idOf('name')} name="name" dir="auto" maxlength="60" required />`)}
        ${this.field('colour', texts.colour, html`<input class="input colour-input" type="color" id=${this.idOf('colour')} name="colour" value=${usualColour} />`)}
        <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.add}</button>
      </form>
      <section class="card">
        ${
          labels.length === 0
            ? html`<p class="muted">${texts.empty}</p>`
            : html`<ul class="table">
                ${labels.map((label) => this.#row(label))}
              </ul>`
        }
      </section>`;
  }

  #row({ id, name, colour }: Label): TemplateResult {
    const texts = strings().settings.labels;
    return html`<li>
      <input
        class="input colour-input"
        type="color"
        aria-label=${texts.colourOf(name)}
        .value=${colour}
        @change=${(event: Event) => void this.#change(id, { colour: (event.target as HTMLInputElement).value })}
      />
      <input
        class="input quiet-input grow"
        aria-label=${texts.nameOf(name)}
        dir="auto"
        maxlength="60"
        .value=${name}
        @change=${(event: Event) => void this.#change(id, { name: (event.target as HTMLInputElement).value.trim() })}
      />
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
      await this.desk.api.labels.create.mutate({ name: textOf(form, 'name'), colour: textOf(form, 'colour') });
      form.reset();
      await this.reload();
    });
  };

  async #change(id: string, change: { name?: string; colour?: string }): Promise<void> {
    await this.save(() => this.desk.api.labels.update.mutate({ id, ...change }));
    await this.reload();
  }

  async #remove(id: string, name: string): Promise<void> {
    const texts = strings().settings.labels.removeAsk;
    if (!(await confirmed({ heading: texts.heading(name), text: texts.text, act: texts.act, danger: true }))) return;
    await this.save(() => this.desk.api.labels.delete.mutate({ id }));
    await this.reload();
  }
}

customElements.define('db-settings-labels', LabelsElement);
