// The mails in English.
import { status } from '../ticket/en.ts';
import type { MailTexts } from './texts.ts';

export const en: MailTexts = {
  templates: {
    created: {
      subject: '[{{ticket_id}}] {{ticket_subject}}',
      body: `{{greeting}}

we got your message. You will hear from us by e-mail. Your ticket has the number {{ticket_id}}.

On its own page you can see where it stands, read every answer and add to it:

{{ticket_url}}

The page is private. Whoever has this link can read and answer, so share it only with people who may.`,
    },
    created_unverified: {
      subject: '[{{ticket_id}}] Your message to {{workspace_name}}',
      body: `Hello,

somebody, most likely you, has written to {{workspace_name}} and gave this address. The message arrived and has the number {{ticket_id}}.

On its own page you can see where it stands, read every answer and add to it:

{{ticket_url}}

If it was not you, there is nothing to do. You get at most one mail like this a day.`,
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

your ticket {{ticket_id}} has a new status: {{status}}.

{{ticket_url}}`,
    },
    resolved: {
      subject: 'Re: [{{ticket_id}}] {{ticket_subject}}',
      body: `{{greeting}}

we think that your ticket {{ticket_id}} is solved. How did we do?

{{rating_url}}

Is something still open? Write to us on the ticket’s page, and we go on with it.

{{ticket_url}}`,
    },
    link: {
      subject: '[{{ticket_id}}] Your link',
      body: `Hello,

here is the link to your ticket {{ticket_id}} that was asked for:

{{ticket_url}}

If you did not ask for it, there is nothing to do.`,
    },
    member_created: {
      subject: '[{{ticket_id}}] New: {{ticket_subject}}',
      body: `{{greeting}}

a new ticket came in and is yours: {{ticket_subject}}

From {{customer_name}}.

{{console_url}}`,
    },
    member_assigned: {
      subject: '[{{ticket_id}}] Assigned to you: {{ticket_subject}}',
      body: `{{greeting}}

{{agent_name}} assigned a ticket to you: {{ticket_subject}}

From {{customer_name}}.

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

the ticket {{ticket_id}} was resolved: {{ticket_subject}}

{{console_url}}`,
    },
    sign_in: {
      subject: 'Your sign-in link',
      body: `Hello,

with this button you sign in to Deskbell. It works once and for a few minutes:

{{action_url}}

If you did not ask for it, there is nothing to do: nobody can sign in without this mail.`,
    },
    invitation: {
      subject: '{{workspace_name}}: you are invited',
      body: `Hello,

{{agent_name}} invites you to answer tickets together at {{workspace_name}}:

{{action_url}}

If you do not know what this is about, there is nothing to do.`,
    },
  },
  nameless: 'somebody who gave no name',
  greeting: { named: (name) => `Hello ${name},`, plain: 'Hello,' },
  buttons: {
    ticket_url: 'Open the ticket',
    console_url: 'Open in the console',
    sign_in: 'Sign in',
    invitation: 'Accept the invitation',
  },
  scores: ['Very bad', 'Bad', 'Fair', 'Good', 'Very good'],
  statuses: status,
  statusNote: (status) => `The ticket’s status is now: ${status}.`,
  answerHint: {
    byMail: 'You can answer this mail or write on the ticket’s page.',
    onPage: 'Please answer on the ticket’s page. Nobody reads answers to this mail.',
  },
  plainSubject: '[{{ticket_id}}] Your message to {{workspace_name}}',
  footer: (workspaceName) => `You get this mail because you take part in a ticket at ${workspaceName}.`,
};
