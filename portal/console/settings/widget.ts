// The widget: the one line that puts it on a site, how it looks, which sites may use it, who its visitors are.
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import { copyText } from '../elements/copy.ts';
import { icon } from '../elements/icons.ts';
import { strings } from '../shell/language.ts';
import './identity-secret.ts';
import { isOn, SectionElement, textOf } from './section.ts';

type Settings = Answers['workspaces']['settings'];

class WidgetElement extends SectionElement<Settings> {
  protected override read(): Promise<Settings> {
    return this.desk.api.workspaces.settings.query();
  }

  protected override show({ publicKey, settings }: Settings): TemplateResult {
    const texts = strings().settings.widget;
    const snippet = snippetOf(publicKey);
    const { widget } = settings;
    return html`<section class="card stack">
        <h2>${texts.install}</h2>
        <p class="muted">${texts.installText}</p>
        <pre class="snippet scroll" tabindex="0"><code>${snippet}</code></pre>
        <div class="form-foot">
          <button class="button" type="button" @click=${() => void copyText(snippet)}>
            ${icon('copy')}${texts.copySnippet}
          </button>
        </div>
      </section>
      <form class="card stack" novalidate @submit=${this.#submit}>
        <h2>${texts.look}</h2>
        <div class="fields">
          ${this.field('settings.widget.title', texts.title, html`<input class="input" id=${this.idOf('settings.widget.title')} name="title" dir="auto" maxlength="60" placeholder=${texts.ownWords} .value=${widget.title} />`)}
          ${this.field('settings.widget.greeting', texts.greeting, html`<input class="input" id=${this.idOf('settings.widget.greeting')} name="greeting" dir="auto" maxlength="200" placeholder=${texts.ownWords} .value=${widget.greeting} />`)}
          ${this.field('settings.widget.accent', texts.accent, html`<input class="input colour-input" type="color" id=${this.idOf('settings.widget.accent')} name="accent" .value=${widget.accent} />`, texts.accentHint)}
          ${this.field(
            'settings.widget.position',
            texts.position,
            html`<select class="input" id=${this.idOf('settings.widget.position')} name="position">
              ${(['end', 'start'] as const).map((side) => html`<option value=${side} ?selected=${side === widget.position}>${texts.positions[side]}</option>`)}
            </select>`,
          )}
        </div>
        <fieldset class="field">
          <legend>${texts.asks}</legend>
          ${(['category', 'priority', 'phone'] as const).map((name) => this.#check(name, texts.fields[name], widget.fields[name]))}
        </fieldset>
        <h2>${texts.origins}</h2>
        ${this.field(
          'settings.allowedOrigins',
          texts.originsLabel,
          html`<textarea
            class="input mono"
            id=${this.idOf('settings.allowedOrigins')}
            name="origins"
            rows="3"
            dir="ltr"
            spellcheck="false"
            placeholder="https://shop.example"
            .value=${settings.allowedOrigins.join('\n')}
          ></textarea>`,
          texts.originsHint,
        )}
        <h2>${texts.identity}</h2>
        ${this.#check('identityRequired', texts.identityRequired, settings.identityRequired)}
        ${this.#check('identityHashAllowed', texts.identityHashAllowed, settings.identityHashAllowed)}
        <div class="form-foot">
          <button class="button primary" type="submit" ?disabled=${this.busy}>${strings().common.save}</button>
        </div>
      </form>
      <db-identity-secret .desk=${this.desk}></db-identity-secret>`;
  }

  #check(name: string, label: string, checked: boolean): TemplateResult {
    return html`<label class="check"
      ><input type="checkbox" name=${name} ?checked=${checked} /><span>${label}</span></label
    >`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    void this.save(async () => {
      this.data = await this.desk.api.workspaces.update.mutate({
        settings: {
          allowedOrigins: textOf(form, 'origins')
            .split(/[\s,]+/)
            .filter((origin) => origin !== ''),
          identityRequired: isOn(form, 'identityRequired'),
          identityHashAllowed: isOn(form, 'identityHashAllowed'),
          widget: {
            title: textOf(form, 'title'),
            greeting: textOf(form, 'greeting'),
            accent: textOf(form, 'accent'),
            position: textOf(form, 'position') === 'start' ? 'start' : 'end',
            fields: { category: isOn(form, 'category'), priority: isOn(form, 'priority'), phone: isOn(form, 'phone') },
          },
        },
      });
    });
  };
}

/** The line for the site's pages. */
function snippetOf(publicKey: string): string {
  const { origin } = location;
  return `<script async src="${origin}/v1/deskbell.js" data-key="${publicKey}" data-api="${origin}"></script>`;
}

customElements.define('db-settings-widget', WidgetElement);
