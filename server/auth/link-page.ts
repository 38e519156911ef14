// The page that a mailed sign-in link leads to. Looking at it changes nothing, since mail scanners look too; the button
// does.
import { html } from 'hono/html';
import {
  type EntranceLanguage,
  type EntrancePage,
  entranceLanguage,
  entrancePage,
  type Html,
} from './entrance-page.ts';

interface Words {
  title: string;
  as: string;
  button: string;
  hint: string;
  usedTitle: string;
  used: string;
  again: string;
}

const words: Record<EntranceLanguage, Words> = {
  en: {
    title: 'Sign in',
    as: 'You sign in as',
    button: 'Sign in',
    hint: 'The link works once. Did you not ask for it? Then close this page: nothing has happened.',
    usedTitle: 'This link is used up',
    used: 'A sign-in link works once and only for a short time. Ask for a new one.',
    again: 'Go to sign-in',
  },
  de: {
    title: 'Anmelden',
    as: 'Sie melden sich an als',
    button: 'Anmelden',
    hint: 'Der Link gilt einmal. Sie haben ihn nicht angefordert? Dann schließen Sie diese Seite: Es ist nichts geschehen.',
    usedTitle: 'Dieser Link ist verbraucht',
    used: 'Ein Anmelde-Link gilt einmal und nur für kurze Zeit. Fordern Sie einen neuen an.',
    again: 'Zur Anmeldung',
  },
};

/** @param page.to The path of the console to go on to; checked again when it comes back. */
export function linkPage(page: EntrancePage & { email: string; token: string; to: string }): Html {
  const text = words[entranceLanguage(page.language)];
  return entrancePage(
    page,
    text.title,
    html`<h1>${text.title}</h1>
      <p>
        ${text.as}<br /><strong><bdi>${page.email}</bdi></strong>
      </p>
      <form method="post" action="/api/auth/magic-link/verify">
        <input type="hidden" name="token" value="${page.token}" />
        <input type="hidden" name="to" value="${page.to}" />
        <button type="submit">${text.button}</button>
      </form>
      <p class="hint">${text.hint}</p>`,
  );
}

/** The same for a link that was used, is too old, or never was one. */
export function usedLinkPage(page: EntrancePage): Html {
  const text = words[entranceLanguage(page.language)];
  return entrancePage(
    page,
    text.usedTitle,
    html`<h1>${text.usedTitle}</h1>
      <p>${text.used}</p>
      <a class="button" href="/console/sign-in">${text.again}</a>`,
  );
}
