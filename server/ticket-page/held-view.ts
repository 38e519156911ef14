// The page of a moment in which nothing can be read: what was typed is held, and can be sent again.
import { html } from 'hono/html';
import type { Html } from '../email/nodes-html.ts';
import { textBox } from './forms-view.ts';
import { framePage } from './frame.ts';
import type { PageWords } from './words.ts';

export interface HeldPage {
  words: PageWords;
  nonce: string | null;
  path: string;
  /** The same as in the form that failed: what it made after all is not made twice. */
  clientId: string;
  message: string;
  body: string;
}

/** The text in a form of its own. */
export function heldPage({ words, nonce, path, clientId, message, body }: HeldPage): Html {
  const title = words.problems.heading;
  return framePage(
    { language: words.language, nonce, title, accent: '' },
    html`<main class="sheet">
      <h1>${title}</h1>
      <p class="next">${message}</p>
      <form method="post" action="${path}/reply" class="part">
        <input type="hidden" name="clientId" value="${clientId}" />
        <div class="field">
          <label for="body">${words.reply.heading}</label>
          ${textBox(body)}
        </div>
        <div class="actions"><button type="submit">${words.reply.send}</button></div>
      </form>
    </main>`,
  );
}
