// The words of the page in the reader's language: those that all customers' surfaces share, and those of forms without a
// script.
import { page as pageDe } from '#shared/locales/page/de.ts';
import { page as pageEn, type PageMessages } from '#shared/locales/page/en.ts';
import type { TicketStatus } from '#shared/tickets/schema.ts';

export type PageLanguage = 'en' | 'de';

export interface PageWords extends PageMessages {
  language: PageLanguage;
  /** What happens next, below the sentence about the status. Days 0: nothing closes by itself. */
  next: Record<Exclude<TicketStatus, 'resolved'>, string> & { resolved: (closesInDays: number) => string };
  earlierEntries: string;
  newest: string;
  createdNotice: string;
  sentNotice: string;
  followUpNotice: string;
  changedRating: string;
  mails: { heading: string; on: string; off: string; turnOff: string; turnOn: string; back: string };
  problems: {
    heading: string;
    missing: string;
    tooLong: (max: number) => string;
    email: string;
    score: string;
    file: string;
  };

  newLink: {
    already: string;
    heading: string;
    text: string;
    email: string;
    reference: string;
    send: string;
    sent: string;
  };
}

const en: PageWords = {
  ...pageEn,
  language: 'en',
  next: {
    open: 'Somebody reads it next. You get an e-mail as soon as there is an answer.',
    in_progress: 'You get an e-mail with every answer.',
    pending: 'Answer at the end of this page, and we go on.',
    on_hold: 'There is nothing that you need to do. We write to you as soon as we know more.',
    resolved: (days) =>
      days === 0
        ? 'Tell us below. If something is still open, just write to us.'
        : `Tell us below. If we hear nothing, we close it after ${days === 1 ? 'a day' : `${days} days`}.`,
    closed: 'Thank you for writing to us.',
  },
  earlierEntries: 'Show earlier entries',
  newest: 'Go to the newest entries',
  createdNotice: 'We got it. You will hear from us by e-mail, and this page shows where it stands. Keep its address.',
  sentNotice: 'We got your answer.',
  followUpNotice: 'The ticket before this one was closed, so we opened a new one for your message. This is its page.',
  changedRating: 'Change the rating',
  mails: {
    heading: 'Mails about this ticket',
    on: 'You get a mail when your ticket arrives, when its status changes and when somebody answers.',
    off: 'You only get a mail when somebody answers you.',
    turnOff: 'Only mail me answers',
    turnOn: 'Mail me changes of status, too',
    back: 'Go to the ticket',
  },
  problems: {
    heading: 'This was not sent yet.',
    missing: 'Write something here.',
    tooLong: (max) => `Shorten this to at most ${max} characters.`,
    email: 'Write an e-mail address, such as ana@example.com.',
    score: 'Choose one of the five.',
    file: 'A file could not be sent. It may be bigger than 10 MB, or there are more than ten.',
  },
  newLink: {
    already: 'Did you write to us already?',
    heading: 'Get a new link',
    text: 'Tell us your e-mail address and the number of your ticket, and we mail you a link that works.',
    email: 'E-mail',
    reference: 'Number, such as TKT-0042',
    send: 'Send me the link',
    sent: 'If the two belong together, a mail with the link is on its way to you.',
  },
};

const de: PageWords = {
  ...pageDe,
  language: 'de',
  next: {
    open: 'Als Nächstes liest es jemand. Sobald es eine Antwort gibt, bekommen Sie eine E-Mail.',
    in_progress: 'Jede Antwort bekommen Sie auch per E-Mail.',
    pending: 'Antworten Sie unten auf dieser Seite, dann machen wir weiter.',
    on_hold: 'Sie müssen nichts tun. Wir schreiben Ihnen, sobald wir mehr wissen.',
    resolved: (days) =>
      days === 0
        ? 'Sagen Sie es uns unten. Ist noch etwas offen, schreiben Sie uns einfach.'
        : `Sagen Sie es uns unten. Hören wir nichts, schließen wir nach ${days === 1 ? 'einem Tag' : `${days} Tagen`}.`,
    closed: 'Danke, dass Sie uns geschrieben haben.',
  },
  earlierEntries: 'Frühere Einträge zeigen',
  newest: 'Zu den neuesten Einträgen',
  createdNotice:
    'Ihre Nachricht ist da. Sie hören per E-Mail von uns, und diese Seite zeigt, wie es steht. Behalten Sie ihre Adresse.',
  sentNotice: 'Ihre Antwort ist angekommen.',
  followUpNotice:
    'Die vorige Anfrage war geschlossen; für Ihre Nachricht haben wir eine neue eröffnet. Das ist ihre Seite.',
  changedRating: 'Bewertung ändern',
  mails: {
    heading: 'Mails zu dieser Anfrage',
    on: 'Sie bekommen eine Mail, wenn Ihre Anfrage ankommt, wenn sich ihr Status ändert und wenn jemand antwortet.',
    off: 'Sie bekommen nur eine Mail, wenn Ihnen jemand antwortet.',
    turnOff: 'Nur Antworten schicken',
    turnOn: 'Auch Änderungen des Status schicken',
    back: 'Zur Anfrage',
  },
  problems: {
    heading: 'Das wurde noch nicht gesendet.',
    missing: 'Schreiben Sie hier etwas.',
    tooLong: (max) => `Kürzen Sie das auf höchstens ${max} Zeichen.`,
    email: 'Schreiben Sie eine E-Mail-Adresse wie ana@example.com.',
    score: 'Wählen Sie eine der fünf.',
    file: 'Eine Datei konnte nicht gesendet werden. Vielleicht ist sie größer als 10 MB, oder es sind mehr als zehn.',
  },
  newLink: {
    already: 'Haben Sie uns schon geschrieben?',
    heading: 'Neuen Link anfordern',
    text: 'Nennen Sie uns Ihre E-Mail-Adresse und die Nummer Ihrer Anfrage, dann schicken wir Ihnen einen Link, der gilt.',
    email: 'E-Mail',
    reference: 'Nummer, zum Beispiel TKT-0042',
    send: 'Link schicken',
    sent: 'Wenn beides zusammengehört, ist eine Mail mit dem Link unterwegs zu Ihnen.',
  },
};

const words: Readonly<Record<PageLanguage, PageWords>> = { en, de };

/**
 * The words in the first language that we speak.
 * @param locales BCP 47 tags in the order of preference; null for what is not known.
 */
export function pageWords(locales: readonly (string | null | undefined)[]): PageWords {
  for (const locale of locales) {
    const language = locale?.slice(0, 2).toLowerCase();
    if (language === 'en' || language === 'de') return words[language];
  }
  return en;
}

const headerCharactersMax = 500;

/** The tags of an `accept-language` header, most wanted first. */
export function acceptedLanguages(header: string | undefined): string[] {
  return (header ?? '')
    .slice(0, headerCharactersMax)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = /^q=([\d.]+)$/.exec(parameters.join('').trim())?.[1];
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => /^[a-z]{2,3}(-|$)/i.test(tag) && quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}
