// The page that an invitation leads to. Looking at it changes nothing; its form does.
import { html } from 'hono/html';
import {
  type EntranceLanguage,
  type EntrancePage,
  entranceLanguage,
  entrancePage,
  type Html,
} from '../auth/entrance-page.ts';
import { passwordMin } from '../auth/password.ts';

interface Words {
  title: (workspace: string) => string;
  by: (inviter: string) => string;
  address: string;
  name: string;
  password: string;
  passwordHint: string;
  join: string;
  signInFirst: string;
  signIn: string;
  usedTitle: string;
  used: string;
}

const words: Record<EntranceLanguage, Words> = {
  en: {
    title: (workspace) => `Join ${workspace}`,
    by: (inviter) => `${inviter} invites you to answer tickets together.`,
    address: 'You come in as',
    name: 'Your name',
    password: 'Password (optional)',
    passwordHint: `At least ${passwordMin} characters. Without one, you sign in by a mailed link.`,
    join: 'Join',
    signInFirst: 'You have an account with this address. Sign in with it, then open the invitation again.',
    signIn: 'Go to sign-in',
    usedTitle: 'This invitation is used up',
    used: 'It was accepted, taken back, or is too old. Sign in, or ask for a new invitation.',
  },
  de: {
    title: (workspace) => `${workspace} beitreten`,
    by: (inviter) => `${inviter} lädt Sie ein, gemeinsam Tickets zu beantworten.`,
    address: 'Sie kommen herein als',
    name: 'Ihr Name',
    password: 'Passwort (freiwillig)',
    passwordHint: `Mindestens ${passwordMin} Zeichen. Ohne Passwort melden Sie sich mit einem Link per E-Mail an.`,
    join: 'Beitreten',
    signInFirst:
      'Mit dieser Adresse haben Sie schon ein Konto. Melden Sie sich an und öffnen Sie die Einladung noch einmal.',
    signIn: 'Zur Anmeldung',
    usedTitle: 'Diese Einladung ist verbraucht',
    used: 'Sie wurde angenommen, zurückgenommen oder ist zu alt. Melden Sie sich an oder bitten Sie um eine neue.',
  },
};

export interface InvitationPage extends EntrancePage {
  token: string;
  workspaceName: string;
  email: string;
  invitedBy: string | null;
  /** `new`: a person to be made; `self`: they are signed in; `other`: they must sign in first. */
  visitor: 'new' | 'self' | 'other';
  /** What was wrong with the form that was sent, and what they had typed. */
  problem?: string;
  name?: string;
}

/** The invitation with the form to accept it. */
export function invitationPage(page: InvitationPage): Html {
  const text = words[entranceLanguage(page.language)];
  const title = text.title(page.workspaceName);
  return entrancePage(
    page,
    title,
    html`<h1>${title}</h1>
      ${page.invitedBy === null ? '' : html`<p>${text.by(page.invitedBy)}</p>`}
      <p>
        ${text.address}<br /><strong><bdi>${page.email}</bdi></strong>
      </p>
      ${page.problem === undefined ? '' : html`<p class="problem" role="alert">${page.problem}</p>`}
      ${
        page.visitor === 'other'
          ? html`<p>${text.signInFirst}</p>
              <a class="button" href="/console/sign-in">${text.signIn}</a>`
          : html`<form method="post" action="/api/auth/invitation/accept">
              <input type="hidden" name="token" value="${page.token}" />
              ${page.visitor === 'new' ? newPersonFields(text, page.name ?? '') : ''}
              <button type="submit">${text.join}</button>
            </form>`
      }`,
  );
}

function newPersonFields(text: Words, name: string): Html {
  return html`<div class="field">
      <label for="name">${text.name}</label>
      <input id="name" name="name" value="${name}" autocomplete="name" maxlength="120" required />
    </div>
    <div class="field">
      <label for="password">${text.password}</label>
      <input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="hint" />
      <p class="hint" id="hint">${text.passwordHint}</p>
    </div>`;
}

/** The same for an invitation that was accepted, taken back, is too old, or never was one. */
export function usedInvitationPage(page: EntrancePage): Html {
  const text = words[entranceLanguage(page.language)];
  return entrancePage(
    page,
    text.usedTitle,
    html`<h1>${text.usedTitle}</h1>
      <p>${text.used}</p>
      <a class="button" href="/console/sign-in">${text.signIn}</a>`,
  );
}
