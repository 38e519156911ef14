// An invitation: what one is invited to, and the button that accepts it. Looking changes nothing.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { pathsOf } from '../app/routes.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import { threadSkeleton } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import type { Invitation } from './invitation-calls.ts';
import { acceptInvitation, readInvitation } from './invitation-calls.ts';

const passwordMin = 10;

/** `<db-invitation .token>` */
class InvitationElement extends ConsoleElement {
  static override properties = {
    token: {},
    invitation: { state: true },
    gone: { state: true },
    busy: { state: true },
    problem: { state: true },
  };
  declare token: string;
  declare invitation: Invitation | null;
  declare gone: boolean;
  declare busy: boolean;
  declare problem: string;

  constructor() {
    super();
    this.invitation = null;
    this.gone = false;
    this.busy = false;
    this.problem = '';
  }

  protected override firstUpdated(): void {
    void this.#read();
  }

  async #read(): Promise<void> {
    const outcome = await readInvitation(this.token);
    if (outcome.ok) this.invitation = outcome.value;
    else this.gone = true;
  }

  protected override render() {
    const texts = strings().session.invitation;
    if (this.gone) {
      return html`<div class="stack">
        <h1>${texts.goneHeading}</h1>
        <p>${texts.goneText}</p>
        <a class="button" href="/console/sign-in">${strings().session.heading}</a>
      </div>`;
    }
    return this.invitation === null ? threadSkeleton() : this.#form(this.invitation);
  }

  #form(invitation: Invitation): TemplateResult {
    const texts = strings().session.invitation;
    return html`<form class="stack" novalidate @submit=${this.#submit}>
      <h1>${texts.heading(invitation.workspaceName)}</h1>
      <p class="muted">${texts.text(invitation.email)}</p>
      ${this.problem === '' ? nothing : html`<p class="composer-notice danger" role="alert">${icon('warning')}<span>${this.problem}</span></p>`}
      ${
        invitation.hasAccount
          ? html`<p>${texts.hasAccount(invitation.email)}</p>`
          : html`<div class="field">
                <label for="${this.uid}-name">${texts.name}</label>
                <input class="input" id="${this.uid}-name" name="name" autocomplete="name" maxlength="120" />
              </div>
              <div class="field">
                <label for="${this.uid}-password">${texts.password}</label>
                <input
                  class="input"
                  type="password"
                  id="${this.uid}-password"
                  name="password"
                  autocomplete="new-password"
                  minlength=${passwordMin}
                  aria-describedby="${this.uid}-hint"
                />
                <p class="hint" id="${this.uid}-hint">${texts.passwordHint}</p>
              </div>`
      }
      <button class="button primary" type="submit" ?disabled=${this.busy}>${texts.accept}</button>
    </form>`;
  }

  #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void this.#accept();
  };

  async #accept(): Promise<void> {
    const { invitation } = this;
    if (invitation === null || this.busy) return;
    const value = (name: string): string => this.find<HTMLInputElement>(`[name=${name}]`)?.value ?? '';
    const name = value('name').trim();
    const password = value('password');
    if (password !== '' && password.length < passwordMin) {
      this.problem = strings().session.invitation.passwordHint;
      return;
    }
    this.busy = true;
    const outcome = await acceptInvitation({
      token: this.token,
      ...(name === '' ? {} : { name }),
      ...(password === '' ? {} : { password }),
    });
    this.busy = false;
    // A full load, so that the new session is read afresh.
    if (outcome.ok) location.assign(pathsOf(invitation.workspaceSlug).queue);
    else if (outcome.status === 401) location.assign(`/console/sign-in?to=${encodeURIComponent(location.pathname)}`);
    else this.problem = outcome.message === '' ? strings().failure.unknown : outcome.message;
  }
}

customElements.define('db-invitation', InvitationElement);
