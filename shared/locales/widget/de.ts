// The widget's words in German.
import { errors } from '../errors/de.ts';
import { pluralsIn } from '../plural.ts';
import { priority, status } from '../ticket/de.ts';
import type { WidgetMessages } from './en.ts';

const plural = pluralsIn('de');

export const messages: WidgetMessages = {
  panel: {
    title: 'Hilfe',
    greeting: 'Wie können wir helfen?',
    close: 'Schließen',
    back: 'Zurück',
    loading: 'Lädt',
    unread: (count) => plural(count, { one: '1 neue Antwort', other: `${count} neue Antworten` }),
  },
  home: {
    write: 'Nachricht schreiben',
    mine: 'Ihre Nachrichten',
    none: 'Hier steht später, was Sie uns geschickt haben, mit unseren Antworten.',
    more: 'Ältere zeigen',
    unread: 'Neu',
  },
  form: {
    heading: 'Nachricht schreiben',
    subject: 'Betreff',
    message: 'Nachricht',
    name: 'Name',
    email: 'E-Mail',
    emailReason: 'Damit unsere Antwort Sie erreicht.',
    phone: 'Telefon',
    category: 'Thema',
    categoryNone: 'Thema wählen',
    priority: 'Wie dringend ist es?',
    optional: 'freiwillig',
    attach: 'Dateien anhängen',
    removeFile: (name) => `${name} entfernen`,
    send: 'Senden',
    sending: 'Wird gesendet',
    problems: (count) => plural(count, { one: 'Eine Angabe fehlt noch:', other: `${count} Angaben fehlen noch:` }),
  },
  sent: {
    heading: 'Ist angekommen.',
    byEmail: 'Sie hören hier und per E-Mail von uns.',
    here: 'Unsere Antwort finden Sie hier.',
    reference: (reference) => `Ihre Nummer ist ${reference}.`,
    follow: 'Nachricht ansehen',
  },
  thread: {
    you: 'Sie',
    team: 'Team',
    automatic: 'Automatische Nachricht',
    older: 'Frühere Nachrichten zeigen',
    reply: 'Antwort schreiben',
    send: 'Senden',
    sending: 'Wird gesendet',
    notSent: 'Nicht gesendet.',
    retry: 'Noch einmal versuchen',
    statusChanged: (name) => `Jetzt: ${name}`,
    newMessage: (author) => `Neue Nachricht von ${author}`,
    followUp: (reference) => `Diese Anfrage ist geschlossen; für Ihre Nachricht haben wir ${reference} eröffnet.`,
    noReply: 'Diese Anfrage ist geschlossen. Schicken Sie uns bitte eine neue Nachricht.',
    attachment: (name, size) => `${name}, ${size}`,
  },
  finish: {
    confirm: 'Ja, das ist gelöst',
    reopen: 'Nein, ich brauche noch Hilfe',
    confirmed: 'Das freut uns. Wir haben die Anfrage geschlossen.',
    rate: 'Wie war unsere Hilfe?',
    scores: ['Sehr schlecht', 'Schlecht', 'Mittel', 'Gut', 'Sehr gut'],
    comment: 'Was können wir besser machen?',
    sendRating: 'Bewertung senden',
    rated: 'Danke für Ihre Rückmeldung.',
  },
  problems: {
    missing: 'Bitte ausfüllen.',
    email: 'Schreiben Sie eine E-Mail-Adresse, zum Beispiel ana@example.com.',
    tooLong: (max) => `Kürzen Sie das auf höchstens ${max} Zeichen.`,
    fileTooBig: (name, megabytes) => `${name} ist größer als ${megabytes} MB.`,
    tooManyFiles: (max) => `Senden Sie höchstens ${max} Dateien auf einmal.`,
    offline: 'Sie sind offline. Wir senden es, sobald Sie wieder online sind.',
    again: 'Noch einmal versuchen',
    portal: 'Support-Seite öffnen',
  },
  errors,
  status,
  priority,
};
