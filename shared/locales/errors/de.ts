// What a customer reads in German when a call fails.
import type { ErrorCode } from '../../errors.ts';

export const errors: Record<ErrorCode, string> = {
  bad_request: 'Im Formular stimmt etwas nicht. Prüfen Sie die markierten Felder.',
  unauthorized: 'Ihre Sitzung ist abgelaufen. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  forbidden: 'Von dieser Seite aus geht das nicht. Schreiben Sie uns bitte eine E-Mail.',
  not_found: 'Das finden wir nicht. Vielleicht wurde es entfernt.',
  conflict: 'Das hat sich inzwischen geändert. Laden Sie es neu und versuchen Sie es noch einmal.',
  too_large: 'Das ist zu groß. Kürzen Sie es oder lassen Sie eine Datei weg.',
  unsupported_media_type: 'Diese Art von Datei können wir nicht annehmen.',
  unprocessable: 'Das geht gerade nicht. Laden Sie es neu, um zu sehen, warum.',
  rate_limited: 'Das war viel auf einmal. Warten Sie eine Minute und versuchen Sie es noch einmal.',
  internal: 'Das hat nicht geklappt, und es liegt an uns. Versuchen Sie es gleich noch einmal.',
  unavailable: 'Wir sind gerade nicht erreichbar. Versuchen Sie es gleich noch einmal.',
};
