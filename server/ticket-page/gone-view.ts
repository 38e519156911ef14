// The page of every link that leads nowhere, whatever the reason, with the way to a new one; and the pages of failures.
import { html } from 'hono/html';
import type { Html } from '../email/nodes-html.ts';
import { framePage } from './frame.ts';
import type { PageWords } from './words.ts';

export interface GonePage {
  words: PageWords;
  nonce: string | null;
  /** The token of the address, so that a new link can be found where it came from; empty when it has no such shape. */
  link: string;
  /** What was sent, and what is wrong with it. */
  refused: { email: string; reference: string; problems: { email?: string; reference?: string } } | null;
}

/** The same for expired, revoked, unknown and malformed links. */
export function gonePage({ words, nonce, link, refused }: GonePage): Html {
  return plainPage(
    { words, nonce, title: words.gone.heading },
    html`<h1 class="big">${words.gone.heading}</h1>
      <p class="next">${words.gone.text}</p>
      <section class="part">${newLinkForm({ words, link, refused })}</section>`,
  );
}

/** Asks for a link by mail. `link` says where to look: a token, or only its start, which is the workspace. */
export function newLinkForm({ words, link, refused }: Omit<GonePage, 'nonce'>): Html {
  const { newLink } = words;
  const problem = (field: 'email' | 'reference'): Html | string => {
    const text = refused?.problems[field];
    return text === undefined ? '' : html`<p class="wrong" id="${field}-problem">${text}</p>`;
  };
  const invalid = (field: 'email' | 'reference'): Html | string =>
    refused?.problems[field] === undefined ? '' : html`aria-invalid="true" aria-describedby="${field}-problem"`;
  return html`<h2>${newLink.heading}</h2>
    <p class="next">${newLink.text}</p>
    <form method="post" action="/t/new-link" class="next">
      <input type="hidden" name="link" value="${link}" />
      <div class="field">
        <label for="link-email">${newLink.email}</label>
        ${problem('email')}
        <input
          type="email"
          id="link-email"
          name="email"
          required
          autocomplete="email"
          value="${refused?.email ?? ''}"
          ${invalid('email')}
        />
      </div>
      <div class="field">
        <label for="link-reference">${newLink.reference}</label>
        ${problem('reference')}
        <input
          type="text"
          id="link-reference"
          name="reference"
          required
          autocomplete="off"
          autocapitalize="characters"
          value="${refused?.reference ?? ''}"
          ${invalid('reference')}
        />
      </div>
      <div class="actions"><button type="submit">${newLink.send}</button></div>
    </form>`;
}

/** The same whether a mail was written or not. */
export function newLinkSentPage({ words, nonce }: { words: PageWords; nonce: string | null }): Html {
  return messagePage({ words, nonce, heading: words.newLink.heading, text: words.newLink.sent });
}

/** A page that says one thing. */
export function messagePage(page: { words: PageWords; nonce: string | null; heading: string; text: string }): Html {
  const { words, nonce, heading, text } = page;
  return plainPage(
    { words, nonce, title: heading },
    html`<h1 class="big">${heading}</h1>
      <p class="next">${text}</p>`,
  );
}

function plainPage(
  { words, nonce, title }: { words: PageWords; nonce: string | null; title: string },
  content: Html,
): Html {
  const frame = { language: words.language, nonce, title, accent: '' };
  return framePage(frame, html`<main class="sheet">${content}</main>`);
}
