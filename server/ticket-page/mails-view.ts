// Where a participant chooses which mails come. Looking at it changes nothing; mail programs send the form by themselves
// when somebody presses their button to unsubscribe.
import { html } from 'hono/html';
import type { Html } from '../email/nodes-html.ts';
import { framePage } from './frame.ts';
import type { PageWords } from './words.ts';

export interface MailsPage {
  words: PageWords;
  nonce: string | null;
  /** `/t/<token>` */
  path: string;
  accent: string;
  muted: boolean;
}

/** One sentence about how it is, one button to change it. */
export function mailsPage({ words, nonce, path, accent, muted }: MailsPage): Html {
  const { mails, language } = words;
  return framePage(
    { language, nonce, title: mails.heading, accent },
    html`<main class="sheet">
      <h1 class="big">${mails.heading}</h1>
      <p class="next">${muted ? mails.off : mails.on}</p>
      <form method="post" action="${path}/mails" class="ask">
        ${muted ? html`<input type="hidden" name="mails" value="all" />` : ''}
        <div class="actions">
          <button type="submit">${muted ? mails.turnOn : mails.turnOff}</button>
          <a class="button quiet" href="${path}">${mails.back}</a>
        </div>
      </form>
    </main>`,
  );
}
