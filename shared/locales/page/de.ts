// The words of the public ticket page in German.
import type { TicketStatus } from '../../tickets/schema.ts';
import { errors } from '../errors/de.ts';
import { pluralsIn } from '../plural.ts';
import { status } from '../ticket/de.ts';
import type { PageMessages } from './en.ts';

const plural = pluralsIn('de');

const sentence: Record<TicketStatus, string> = {
  open: 'Ihre Nachricht ist da. Wir sehen sie uns an.',
  in_progress: 'Wir arbeiten daran.',
  pending: 'Wir haben eine Frage an Sie.',
  on_hold: 'Wir warten auf jemand anderen und behalten es im Blick.',
  resolved: 'Wir denken, das ist gelöst. Stimmt das?',
  closed: 'Diese Anfrage ist geschlossen.',
};

export const page: PageMessages = {
  sentence,
  lastAnswer: (when) => `Letzte Antwort: ${when}.`,
  noAnswerYet: 'Noch keine Antwort. Sobald es eine gibt, bekommen Sie eine E-Mail.',
  reference: 'Nummer',
  opened: 'Eröffnet',
  history: 'Verlauf',
  you: 'Sie',
  team: 'Team',
  automatic: 'Automatische Nachricht',
  statusChanged: (from, to) => `Status von ${from} auf ${to} geändert`,
  earlier: (count) => plural(count, { one: '1 früheren Eintrag zeigen', other: `${count} frühere Einträge zeigen` }),
  attachments: (count) => plural(count, { one: '1 Datei', other: `${count} Dateien` }),
  reply: {
    heading: 'Ihre Antwort',
    attach: 'Dateien anhängen',
    send: 'Antwort senden',
    sent: 'Ihre Antwort ist unterwegs zu uns.',
    reopens: 'Eine Antwort öffnet die Anfrage wieder.',
    followUp: (reference) =>
      `Diese Anfrage ist geschlossen; für Ihre Nachricht haben wir ${reference} eröffnet. Sie hat eine eigene Seite.`,
    closed:
      'Diese Anfrage ist geschlossen und nimmt keine Antworten mehr an. Ihr Text steht noch im Formular: Kopieren Sie ihn und schreiben Sie uns neu.',
  },
  confirm: {
    yes: 'Ja, es ist gelöst',
    no: 'Nein, ich brauche noch Hilfe',
    done: 'Das freut uns. Wir haben die Anfrage geschlossen.',
  },
  rating: {
    heading: 'Wie war unsere Hilfe?',
    scores: ['Sehr schlecht', 'Schlecht', 'Mittel', 'Gut', 'Sehr gut'],
    comment: 'Was können wir besser machen?',
    send: 'Bewertung senden',
    done: 'Danke für Ihre Rückmeldung.',
    current: (score) => `Ihre Bewertung: ${score}`,
  },
  private: 'Diese Seite ist privat: Wer ihre Adresse hat, kann mitlesen und antworten.',
  print: 'Drucken',
  live: 'Neue Einträge erscheinen von selbst.',
  gone: {
    heading: 'Hier ist nichts.',
    text: 'Vielleicht ist die Adresse abgeschnitten, oder die Seite wurde zurückgezogen. Nehmen Sie den Link aus unserer letzten E-Mail oder schreiben Sie uns.',
  },
  errors,
  status,
};
