import { describe, expect, test } from 'vitest';
import { chooseMailLanguage } from './choose.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { mailKinds, type MailTexts, mailVariables } from './texts.ts';

const namesIn = (text: string): string[] => [...text.matchAll(/\{\{(.*?)\}\}/g)].map((match) => match[1] ?? '');

describe.each([
  ['English', en],
  ['German', de],
] satisfies [string, MailTexts][])('the mails in %s', (_language, texts) => {
  test.each(mailKinds)('%s names only variables that exist, and its subject none that spans lines', (kind) => {
    const { subject, body } = texts.templates[kind];
    expect(mailVariables).toEqual(expect.arrayContaining(namesIn(subject + body)));
    expect(namesIn(subject)).not.toContain('reply');
    expect(subject).not.toContain('\n');
  });

  test('give a link in every mail to a customer', () => {
    for (const kind of ['created', 'created_unverified', 'reply', 'status', 'resolved', 'link'] as const) {
      expect(texts.templates[kind].body).toContain('{{ticket_url}}');
    }
  });

  test('show an unverified address nothing that a visitor typed', () => {
    const { subject, body } = texts.templates.created_unverified;
    for (const typed of ['ticket_subject', 'customer_name', 'greeting', 'reply']) {
      expect(namesIn(`${subject} ${body} ${texts.plainSubject} ${texts.templates.link.body}`)).not.toContain(typed);
    }
  });
});

describe('the language of a mail', () => {
  test('is the first that we write, whatever its region', () => {
    expect(chooseMailLanguage(['de-AT', 'en']).language).toBe('de');
    expect(chooseMailLanguage([null, 'fr', 'DE']).language).toBe('de');
  });

  test('is English when none of them is written', () => {
    expect(chooseMailLanguage(['fr', null, '__proto__']).language).toBe('en');
  });
});
