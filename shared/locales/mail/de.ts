// The mails in German.
import { status } from '../ticket/de.ts';
import type { MailTexts } from './texts.ts';

export const de: MailTexts = {
  templates: {
    created: {
      subject: '[{{ticket_id}}] {{ticket_subject}}',
      body: `{{greeting}}

Ihre Nachricht ist angekommen. Sie hören per E-Mail von uns. Ihre Anfrage hat die Nummer {{ticket_id}}.

Auf einer eigenen Seite sehen Sie, wie es steht, lesen alle Antworten und können etwas ergänzen:

{{ticket_url}}

Die Seite ist privat. Wer diesen Link hat, kann mitlesen und antworten; geben Sie ihn nur an Menschen weiter, die das dürfen.`,
    },
    created_unverified: {
      subject: '[{{ticket_id}}] Ihre Nachricht an {{workspace_name}}',
      body: `Guten Tag,

jemand, vermutlich Sie, hat an {{workspace_name}} geschrieben und diese Adresse angegeben. Die Nachricht ist angekommen und hat die Nummer {{ticket_id}}.

Auf einer eigenen Seite sehen Sie, wie es steht, lesen alle Antworten und können etwas ergänzen:

{{ticket_url}}

Wenn Sie es nicht waren, müssen Sie nichts tun. Eine solche Mail bekommen Sie höchstens einmal am Tag.`,
    },
    reply: {
      subject: 'Re: [{{ticket_id}}] {{ticket_subject}}',
      body: `{{reply}}

{{agent_name}}

{{status_note}}

{{ticket_url}}

{{answer_hint}}`,
    },
    status: {
      subject: 'Re: [{{ticket_id}}] {{ticket_subject}}',
      body: `{{greeting}}

Ihre Anfrage {{ticket_id}} hat einen neuen Status: {{status}}.

{{ticket_url}}`,
    },
    resolved: {
      subject: 'Re: [{{ticket_id}}] {{ticket_subject}}',
      body: `{{greeting}}

wir denken, dass Ihre Anfrage {{ticket_id}} gelöst ist. Wie zufrieden sind Sie?

{{rating_url}}

Ist noch etwas offen? Schreiben Sie uns auf der Seite der Anfrage, dann machen wir weiter.

{{ticket_url}}`,
    },
    link: {
      subject: '[{{ticket_id}}] Ihr Link',
      body: `Guten Tag,

hier ist der angeforderte Link zu Ihrer Anfrage {{ticket_id}}:

{{ticket_url}}

Wenn Sie ihn nicht angefordert haben, müssen Sie nichts tun.`,
    },
    member_created: {
      subject: '[{{ticket_id}}] Neu: {{ticket_subject}}',
      body: `{{greeting}}

eine neue Anfrage ist da und gehört dir: {{ticket_subject}}

Von {{customer_name}}.

{{console_url}}`,
    },
    member_assigned: {
      subject: '[{{ticket_id}}] Dir zugewiesen: {{ticket_subject}}',
      body: `{{greeting}}

{{agent_name}} hat dir eine Anfrage zugewiesen: {{ticket_subject}}

Von {{customer_name}}.

{{console_url}}`,
    },
    member_replied: {
      subject: 'Re: [{{ticket_id}}] {{ticket_subject}}',
      body: `{{reply}}

{{agent_name}}

{{console_url}}`,
    },
    member_resolved: {
      subject: 'Re: [{{ticket_id}}] {{ticket_subject}}',
      body: `{{greeting}}

die Anfrage {{ticket_id}} wurde gelöst: {{ticket_subject}}

{{console_url}}`,
    },
    sign_in: {
      subject: 'Dein Link zum Anmelden',
      body: `Guten Tag,

mit diesem Knopf meldest du dich bei Deskbell an. Er gilt einmal und nur für einige Minuten:

{{action_url}}

Wenn du das nicht angefordert hast, musst du nichts tun: Ohne diese Mail kann sich niemand anmelden.`,
    },
    invitation: {
      subject: '{{workspace_name}}: Einladung',
      body: `Guten Tag,

{{agent_name}} lädt Sie ein, bei {{workspace_name}} gemeinsam Anfragen zu beantworten:

{{action_url}}

Wenn Sie nicht wissen, worum es geht, müssen Sie nichts tun.`,
    },
  },
  nameless: 'jemandem ohne Namen',
  greeting: { named: (name) => `Hallo ${name},`, plain: 'Guten Tag,' },
  buttons: {
    ticket_url: 'Anfrage öffnen',
    console_url: 'In der Konsole öffnen',
    sign_in: 'Anmelden',
    invitation: 'Einladung annehmen',
  },
  scores: ['Sehr schlecht', 'Schlecht', 'Mittel', 'Gut', 'Sehr gut'],
  statuses: status,
  statusNote: (status) => `Der Status der Anfrage ist jetzt: ${status}.`,
  answerHint: {
    byMail: 'Antworten Sie einfach auf diese Mail oder schreiben Sie auf der Seite der Anfrage.',
    onPage: 'Bitte antworten Sie auf der Seite der Anfrage. Antworten auf diese Mail liest niemand.',
  },
  plainSubject: '[{{ticket_id}}] Ihre Nachricht an {{workspace_name}}',
  footer: (workspaceName) => `Sie bekommen diese Mail, weil Sie an einer Anfrage bei ${workspaceName} beteiligt sind.`,
};
