// The second step of sign-in: the code of an authenticator app, or one of the recovery codes.
import { html, nothing } from 'lit';
import { go } from '../app/place.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import { strings } from '../shell/language.ts';
import { wantedPath } from './after-sign-in.ts';
import { signInProblem } from './problem.ts';
import { verifyBackupCode, verifyCode } from './sign-in-calls.ts';

class TwoFactorElement extends ConsoleElement {
  static override properties = { busy: { state: true }, problem: { state: true }, recovery: { state: true } };
  declare busy: boolean;
  declare problem: string;
  declare recovery: boolean;

  constructor() {
    super();
    this.busy = false;
    this.problem = '';
    this.recovery = false;
  }

  protected override firstUpdated(): void {
    this.find('input')?.focus();
  }

  protected override render() {
    const texts = strings().session;
    return html`<form class="stack" novalidate @submit=${this.#submit}>
      <h1>${texts.twoFactor}</h1>
      <p class="muted">${this.recovery ? texts.recoveryText : texts.twoFactorText}</p>
      ${this.problem === '' ? nothing : html`<p class="composer-notice danger" role="alert">${icon('warning')}<span>${this.problem}</span></p>`}
      <div class="field">
        <label for="${this.uid}-code">${this.recovery ? texts.recoveryCode : texts.code}</label>
        <input
          class="input code-input"
          id="${this.uid}-code"
          name="code"
          inputmode=${this.recovery ? 'text' : 'numeric'}
          autocomplete="one-time-code"
          spellcheck="false"
          required
        />
      </div>
      <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.goOn}</button>
      <button class="button quiet" type="button" @click=${() => (this.recovery = !this.recovery)}>
        ${this.recovery ? texts.useCode : texts.useRecovery}
      </button>
    </form>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#verify();
  };

  async #verify(): Promise<void> {
    const code = this.find('input')?.value.replace(/\s/g, '') ?? '';
    if (code === '') return;
    this.busy = true;
    this.problem = '';
    const outcome = await (this.recovery ? verifyBackupCode(code) : verifyCode(code));
    this.busy = false;
    if (outcome.ok) go(wantedPath(), { replace: true });
    else this.problem = signInProblem(outcome, strings().session.wrongCode);
  }
}

customElements.define('db-two-factor', TwoFactorElement);
