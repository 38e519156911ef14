// API keys: how programs come in. A key's token is shown once, when it is made.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Answers } from '../api.ts';
import { confirmed } from '../elements/confirm.ts';
import { copyText } from '../elements/copy.ts';
import { icon } from '../elements/icons.ts';
import '../elements/instant.ts';
import { strings } from '../shell/language.ts';
import { SectionElement, textOf } from './section.ts';

type Key = Answers['apiKeys']['list']['items'][number];
type Scope = Key['scopes'][number];

class ApiKeysElement extends SectionElement<readonly Key[]> {
  static override properties = { ...SectionElement.properties, token: { state: true } };
  /** The token of the key that was just made. */
  declare token: string;

  constructor() {
    super();
    this.token = '';
  }

  protected override async read(): Promise<readonly Key[]> {
    return (await this.desk.api.apiKeys.list.query()).items;
  }

  protected override show(keys: readonly Key[]): TemplateResult {
    const texts = strings().settings.apiKeys;
    const scopes = Object.entries(texts.scopes) as [Scope, string][];
    return html`<form class="card stack" novalidate @submit=${this.#create}>
        ${this.field('name', texts.name, html`<input class="input" id=${this.idOf('name')} name="name" maxlength="120" required autocomplete="off" />`, texts.nameHint)}
        <fieldset class="field">
          <legend>${texts.mayDo}</legend>
          <div class="fields checks">
            ${scopes.map(
              ([scope, label]) =>
                html`<label class="check"
                  ><input type="checkbox" name="scopes" value=${scope} /><span>${label}</span></label
                >`,
            )}
          </div>
          <p class="wrong" role="alert" ?hidden=${this.wrong['scopes'] === undefined}>
            ${icon('warning')}${this.wrong['scopes']}
          </p>
        </fieldset>
        <div class="form-foot">
          <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.add}</button>
        </div>
      </form>
      <div role="status">
        ${
          this.token === ''
            ? nothing
            : html`<section class="card stack token-card">
                <p>${texts.once}</p>
                <div class="row">
                  <code class="token grow">${this.token}</code>
                  <button class="button small" type="button" @click=${() => void copyText(this.token)}>
                    ${icon('copy')}${strings().common.copy}
                  </button>
                </div>
              </section>`
        }
      </div>
      <section class="card">
        ${
          keys.length === 0
            ? html`<p class="muted">${texts.empty}</p>`
            : html`<ul class="table">
                ${keys.map((key) => this.#row(key))}
              </ul>`
        }
      </section>`;
  }

  #row(key: Key): TemplateResult {
    const texts = strings().settings.apiKeys;
    return html`<li>
      <span class="list-names">
        <span class="cut" dir="auto">${key.name}</span>
        <span class="meta">${key.scopes.map((scope) => texts.scopes[scope]).join(', ')}</span>
        <span class="meta">
          ${key.lastUsedAt === null ? texts.neverUsed : html`${texts.used} <db-instant at=${key.lastUsedAt}></db-instant>`}
        </span>
      </span>
      ${
        key.revokedAt === null
          ? html`<button
              class="button small danger"
              type="button"
              ?disabled=${this.busy}
              @click=${() => void this.#revoke(key)}
            >
              ${texts.revoke}
            </button>`
          : html`<span class="badge">${texts.revoked}</span>`
      }
    </li>`;
  }

  #create = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const scopes = new FormData(form).getAll('scopes') as Scope[];
    void this.save(async () => {
      const { token } = await this.desk.api.apiKeys.create.mutate({ name: textOf(form, 'name'), scopes });
      this.token = token;
      form.reset();
      await this.reload();
    });
  };

  async #revoke({ id, name }: Key): Promise<void> {
    const texts = strings().settings.apiKeys.revokeAsk;
    if (!(await confirmed({ heading: texts.heading(name), text: texts.text, act: texts.act, danger: true }))) return;
    await this.save(() => this.desk.api.apiKeys.revoke.mutate({ id }));
    await this.reload();
  }
}

customElements.define('db-settings-api-keys', ApiKeysElement);
