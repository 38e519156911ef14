// An instant that stays right while the page is open.
import { html } from 'lit';
import { ConsoleElement } from './console-element.ts';
import { exactDate, shortDate } from './dates.ts';
import { minute } from './minute.ts';

/** `<db-instant at="2026-11-21T12:04:05Z">`: short, with the exact instant and zone on hover and for screen readers. */
class InstantElement extends ConsoleElement {
  static override properties = { at: {} };
  declare at: string;

  protected override watched() {
    return [minute];
  }

  protected override render() {
    return html`<time class="number" datetime=${this.at} data-tip=${exactDate(this.at)}>${shortDate(this.at)}</time>`;
  }
}

customElements.define('db-instant', InstantElement);
