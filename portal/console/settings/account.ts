// One's own account: name, password, second step, other browsers.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Me } from '../app/desk.ts';
import { icon } from '../elements/icons.ts';
import type { Outcome, SecondStep } from '../session/account-calls.ts';
import {
  confirmSecondStep,
  endSecondStep,
  setPassword,
  signOutOthers,
  startSecondStep,
} from '../session/account-calls.ts';
import { strings } from '../shell/language.ts';
import { say, warn } from '../shell/toasts.ts';
import { SectionElement, textOf } from './section.ts';

class AccountElement extends SectionElement<Me['person']> {
  static override properties = { ...SectionElement.properties, secondStep: { state: true } };
  /** The second step while it is set up. */
  declare secondStep: SecondStep | null;

  constructor() {
    super();
    this.secondStep = null;
  }

  protected override async read(): Promise<Me['person']> {
    return (await this.desk.api.team.me.query()).person;
  }

  protected override show(person: Me['person']): TemplateResult {
    const texts = strings().settings.account;
    return html`<form class="card stack" novalidate @submit=${this.#rename}>
        ${this.field(
          'name',
          texts.name,
          html`<input
            class="input"
            id=${this.idOf('name')}
            name="name"
            dir="auto"
            maxlength="120"
            autocomplete="name"
            .value=${person.name}
          />`,
          person.email,
        )}
        <div class="form-foot">
          <button class="button primary" type="submit" ?disabled=${this.busy}>${strings().common.save}</button>
        </div>
      </form>
      <form class="card stack" novalidate @submit=${this.#changePassword}>
        <h2>${texts.password}</h2>
        <input type="hidden" name="username" autocomplete="username" .value=${person.email} />
        <div class="fields">
          ${person.hasPassword ? this.field('current', texts.current, this.#password('current', 'current-password')) : nothing}
          ${this.field('next', texts.next, this.#password('next', 'new-password'), texts.passwordHint)}
        </div>
        <div class="form-foot">
          <button class="button" type="submit" ?disabled=${this.busy}>
            ${person.hasPassword ? texts.changePassword : texts.setPassword}
          </button>
        </div>
      </form>
      ${this.#secondStepCard(person)}
      <section class="card stack">
        <h2>${texts.sessions}</h2>
        <p class="muted">${texts.sessionsText}</p>
        <div class="form-foot">
          <button
            class="button"
            type="button"
            ?disabled=${this.busy}
            @click=${() => void this.#call(signOutOthers(), texts.signedOut)}
          >
            ${texts.signOutOthers}
          </button>
        </div>
      </section>`;
  }

  #secondStepCard(person: Me['person']): TemplateResult {
    const texts = strings().settings.account;
    const { secondStep } = this;
    if (secondStep !== null) return this.#setUp(secondStep);
    const explained = person.twoFactor
      ? texts.twoFactorOn
      : person.hasPassword
        ? texts.twoFactorOff
        : texts.needsPassword;
    return html`<form
      class="card stack"
      novalidate
      @submit=${(event: SubmitEvent) => this.#switchSecondStep(event, person)}
    >
      <h2>${texts.twoFactor}</h2>
      <p class="muted">${explained}</p>
      ${
        person.hasPassword
          ? html`${this.field('password', texts.current, this.#password('password', 'current-password'))}
              <div class="form-foot">
                <button class="button ${person.twoFactor ? 'danger' : ''}" type="submit" ?disabled=${this.busy}>
                  ${person.twoFactor ? texts.turnOff : texts.turnOn}
                </button>
              </div>`
          : nothing
      }
    </form>`;
  }

  #setUp({ totpURI, backupCodes }: SecondStep): TemplateResult {
    const texts = strings().settings.account;
    const key = new URL(totpURI).searchParams.get('secret') ?? '';
    return html`<form class="card stack" novalidate @submit=${this.#confirm}>
      <h2>${texts.twoFactor}</h2>
      <p>${texts.setUp}</p>
      <div class="row">
        <code class="token grow">${key}</code>
        <a class="button small" href=${totpURI}>${icon('key')}${texts.openApp}</a>
      </div>
      <p>${texts.recovery}</p>
      <pre class="snippet">${backupCodes.join('\n')}</pre>
      ${this.field(
        'code',
        texts.code,
        html`<input
          class="input code-input"
          id=${this.idOf('code')}
          name="code"
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength="10"
        />`,
      )}
      <div class="form-foot">
        <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.confirm}</button>
        <button class="button" type="button" @click=${() => (this.secondStep = null)}>
          ${strings().common.cancel}
        </button>
      </div>
    </form>`;
  }

  #password(name: string, autocomplete: 'current-password' | 'new-password'): TemplateResult {
    return html`<input
      class="input"
      type="password"
      id=${this.idOf(name)}
      name=${name}
      autocomplete=${autocomplete}
    />`;
  }

  #rename = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = textOf(event.target as HTMLFormElement, 'name');
    void this.save(() => this.desk.api.team.rename.mutate({ name }));
  };

  #changePassword = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.target as HTMLFormElement;
    const fields = new FormData(form);
    const [next, current] = [fields.get('next'), fields.get('current')].map((value) =>
      typeof value === 'string' ? value : '',
    );
    void this.#call(setPassword(next ?? '', current ?? ''), strings().settings.account.passwordSaved).then((value) => {
      if (value === null) return;
      form.reset();
      void this.reload();
    });
  };

  #switchSecondStep(event: SubmitEvent, { twoFactor }: Me['person']): void {
    event.preventDefault();
    const texts = strings().settings.account;
    const value = new FormData(event.target as HTMLFormElement).get('password');
    const password = typeof value === 'string' ? value : '';
    if (twoFactor) void this.#call(endSecondStep(password), texts.turnedOff).then(() => this.reload());
    else void this.#call(startSecondStep(password), '').then((secondStep) => (this.secondStep = secondStep));
  }

  #confirm = (event: SubmitEvent): void => {
    event.preventDefault();
    const code = textOf(event.target as HTMLFormElement, 'code').replace(/\s/g, '');
    void this.#call(confirmSecondStep(code), strings().settings.account.turnedOn).then((value) => {
      if (value === null) return;
      this.secondStep = null;
      void this.reload();
    });
  };

  /** What the call answered, told in a line; null when it was refused. */
  async #call<T>(calling: Promise<Outcome<T>>, done: string): Promise<T | null> {
    this.busy = true;
    const outcome = await calling;
    this.busy = false;
    if (!outcome.ok) {
      warn(outcome.status === 0 ? strings().failure.offline : outcome.message || strings().failure.unknown);
      return null;
    }
    if (done !== '') say(done);
    return outcome.value;
  }
}

customElements.define('db-settings-account', AccountElement);
