// The secret with which the site's own server signs who its visitors are: shown on request, replaced with an overlap.
import { html, nothing } from 'lit';
import type { Desk } from '../app/desk.ts';
import { failureOf } from '../api.ts';
import { confirmed } from '../elements/confirm.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { copyText } from '../elements/copy.ts';
import { icon } from '../elements/icons.ts';
import { failureText } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import { say, warn } from '../shell/toasts.ts';

const overlapHours = 24;

class IdentitySecretElement extends ConsoleElement {
  static override properties = { desk: { attribute: false }, secret: { state: true }, busy: { state: true } };
  declare desk: Desk;
  declare secret: string;
  declare busy: boolean;

  constructor() {
    super();
    this.secret = '';
    this.busy = false;
  }

  protected override render() {
    const texts = strings().settings.widget;
    return html`<section class="card stack">
      <h2>${texts.secret}</h2>
      <p class="muted">${texts.secretText}</p>
      ${
        this.secret === ''
          ? nothing
          : html`<div class="row">
              <code class="token grow">${this.secret}</code>
              <button class="button small" type="button" @click=${() => void copyText(this.secret)}>
                ${icon('copy')}${strings().common.copy}
              </button>
            </div>`
      }
      <div class="form-foot">
        ${
          this.secret === ''
            ? html`<button class="button" type="button" ?disabled=${this.busy} @click=${() => void this.#reveal()}>
                ${texts.reveal}
              </button>`
            : html`<button class="button" type="button" @click=${() => (this.secret = '')}>${texts.hide}</button>`
        }
        <button class="button danger" type="button" ?disabled=${this.busy} @click=${() => void this.#rotate()}>
          ${texts.rotate}
        </button>
      </div>
    </section>`;
  }

  #reveal(): Promise<void> {
    return this.#fetch(() => this.desk.api.workspaces.revealSecret.mutate({ kind: 'identity' }));
  }

  async #rotate(): Promise<void> {
    const texts = strings().settings.widget.rotateAsk;
    if (!(await confirmed({ heading: texts.heading, text: texts.text(overlapHours), act: texts.act, danger: true })))
      return;
    await this.#fetch(() => this.desk.api.workspaces.rotateSecret.mutate({ kind: 'identity', overlapHours }));
    if (this.secret !== '') say(texts.done);
  }

  async #fetch(call: () => Promise<{ secret: string }>): Promise<void> {
    this.busy = true;
    try {
      this.secret = (await call()).secret;
    } catch (error) {
      warn(failureText(failureOf(error)));
    } finally {
      this.busy = false;
    }
  }
}

customElements.define('db-identity-secret', IdentitySecretElement);
