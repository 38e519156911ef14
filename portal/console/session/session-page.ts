// What is seen before a workspace is open: sign-in and the second step.
import { html } from 'lit';
import type { Route } from '../app/routes.ts';
import { ConsoleElement } from '../elements/console-element.ts';
import { strings } from '../shell/language.ts';
import './sign-in.ts';
import './two-factor.ts';

/** `<db-session .route>` */
class SessionElement extends ConsoleElement {
  static override properties = { route: { attribute: false } };
  declare route: Route;

  protected override render() {
    document.title = `${strings().session.heading} · Deskbell`;
    return html`<main class="session">
      <div class="session-card">
        <p class="session-brand"><span class="workspace-mark" aria-hidden="true">D</span>Deskbell</p>
        ${this.route.screen === 'two-factor' ? html`<db-two-factor></db-two-factor>` : html`<db-sign-in></db-sign-in>`}
      </div>
    </main>`;
  }
}

customElements.define('db-session', SessionElement);
