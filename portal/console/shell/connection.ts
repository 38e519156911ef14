// Says that the live connection is lost, and that it is back.
import { html, nothing } from 'lit';
import { ConsoleElement } from '../elements/console-element.ts';
import { icon } from '../elements/icons.ts';
import type { Desk } from '../app/desk.ts';
import { strings } from './language.ts';

class ConnectionElement extends ConsoleElement {
  static override properties = { desk: { attribute: false } };
  declare desk: Desk;

  protected override watched() {
    return [this.desk.streams.lost];
  }

  protected override render() {
    return html`<div role="status">
      ${
        this.desk.streams.lost.value
          ? html`<p class="banner">${icon('offline')}${strings().shell.connectionLost}</p>`
          : nothing
      }
    </div>`;
  }
}

customElements.define('db-connection', ConnectionElement);
