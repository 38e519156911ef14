// Sign-in: e-mail and password, or a one-time link by mail.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { go } from '../app/place.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import { strings } from '../shell/language.ts';
import { wantedPath } from './after-sign-in.ts';
import { signInProblem } from './problem.ts';
import { mailSignInLink, signIn } from './sign-in-calls.ts';

class SignInElement extends ConsoleElement {
  static override properties = { busy: { state: true }, problem: { state: true }, mailed: { state: true } };
  declare busy: boolean;
  declare problem: string;
  /** The address that a link was sent to. */
  declare mailed: string;

  constructor() {
    super();
    this.busy = false;
    this.problem = '';
    this.mailed = '';
  }

  protected override firstUpdated(): void {
    this.find('input')?.focus();
  }

  protected override render() {
    return this.mailed === '' ? this.#form() : this.#sent();
  }

  #form(): TemplateResult {
    const texts = strings().session;
    return html`<form class="stack" novalidate @submit=${this.#submit}>
      <h1>${texts.heading}</h1>
      ${this.problem === '' ? nothing : html`<p class="composer-notice danger" role="alert">${icon('warning')}<span>${this.problem}</span></p>`}
      <div class="field">
        <label for="${this.uid}-email">${texts.email}</label>
        <input
          class="input"
          type="email"
          id="${this.uid}-email"
          name="email"
          autocomplete="username"
          autocapitalize="off"
          required
        />
      </div>
      <div class="field">
        <label for="${this.uid}-password">${texts.password}</label>
        <input
          class="input"
          type="password"
          id="${this.uid}-password"
          name="password"
          autocomplete="current-password"
          required
        />
      </div>
      <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.signIn}</button>
      <p class="session-or"><span>${texts.or}</span></p>
      <button class="button" type="button" ?disabled=${this.busy} @click=${() => void this.#mail()}>
        ${icon('mail')}${texts.mailLink}
      </button>
    </form>`;
  }

  #sent(): TemplateResult {
    const texts = strings().session;
    return html`<div class="stack" role="status">
      <h1>${texts.sentHeading}</h1>
      <p>${texts.sentText(this.mailed)}</p>
      <p class="muted">${texts.sentHint}</p>
      <button class="button" type="button" @click=${() => (this.mailed = '')}>${texts.back}</button>
    </div>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#signIn();
  };

  #value(name: string): string {
    return this.find<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '';
  }

  async #signIn(): Promise<void> {
    const texts = strings().session;
    const password = this.find<HTMLInputElement>('[name=password]')?.value ?? '';
    if (this.#value('email') === '' || password === '') {
      this.problem = texts.bothMissing;
      this.find(this.#value('email') === '' ? '[name=email]' : '[name=password]')?.focus();
      return;
    }
    this.busy = true;
    this.problem = '';
    const outcome = await signIn(this.#value('email'), password);
    this.busy = false;
    if (!outcome.ok) this.problem = signInProblem(outcome, texts.wrong);
    else if (outcome.second) go(`/console/two-factor?to=${encodeURIComponent(wantedPath())}`);
    else go(wantedPath(), { replace: true });
  }

  async #mail(): Promise<void> {
    const texts = strings().session;
    const email = this.#value('email');
    if (!/^\S+@\S+$/.test(email)) {
      this.problem = texts.emailMissing;
      this.find('[name=email]')?.focus();
      return;
    }
    this.busy = true;
    this.problem = '';
    const outcome = await mailSignInLink(email, wantedPath());
    this.busy = false;
    if (outcome.ok) this.mailed = email;
    else this.problem = signInProblem(outcome, texts.notMailed);
  }
}

customElements.define('db-sign-in', SignInElement);
