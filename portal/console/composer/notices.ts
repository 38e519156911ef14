// What stands above the box: somebody wrote meanwhile, or the reply could not be sent.
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Failure, MemberTicket, TimelineEntry } from '../api.ts';
import { icon } from '../elements/icons.ts';
import { failureText } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import { authorOf } from '../ticket/author.ts';

/** What others wrote since the draft was begun. The region stays, so that a screen reader hears it fill. */
export function newerNotice(
  arrived: readonly TimelineEntry[],
  ticket: MemberTicket,
  haveRead: () => void,
): TemplateResult {
  const texts = strings().composer;
  const last = arrived.at(-1);
  return html`<div role="status">
    ${
      last === undefined
        ? nothing
        : html`<div class="composer-notice warning">
            ${icon('warning')}
            <span class="grow">${texts.newer(authorOf(last, ticket).name, arrived.length)}</span>
            <button class="button small" type="button" @click=${haveRead}>${texts.haveRead}</button>
          </div>`
    }
  </div>`;
}

/** Why the last try failed, with the way to try again. */
export function failedNotice(failure: Failure | null, again: () => void): TemplateResult | typeof nothing {
  if (failure === null) return nothing;
  const texts = strings().composer;
  return html`<div class="composer-notice danger" role="alert">
    ${icon('warning')}
    <span class="grow">${texts.failed} ${failureText(failure)}</span>
    <button class="button small" type="button" @click=${again}>${texts.again}</button>
  </div>`;
}
