// What a catalogue of mails holds: one template a kind of mail, and the words around them.
import type { TicketStatus } from '../../tickets/schema.ts';

/** Mails to customers, to members, and to whoever signs in. */
export const mailKinds = [
  'created',
  'created_unverified',
  'reply',
  'status',
  'resolved',
  'link',
  'member_created',
  'member_assigned',
  'member_replied',
  'member_resolved',
  'sign_in',
  'invitation',
] as const;
export type MailKind = (typeof mailKinds)[number];

/** The closed list of what a template may name as `{{name}}`. */
export const mailVariables = [
  'greeting',
  'customer_name',
  'agent_name',
  'workspace_name',
  'ticket_id',
  'ticket_subject',
  'ticket_url',
  'rating_url',
  'console_url',
  'action_url',
  'status',
  'status_note',
  'answer_hint',
  'reply',
] as const;
export type MailVariable = (typeof mailVariables)[number];

/**
 * A subject of one line and a body of paragraphs with empty lines between them. A paragraph that is one variable and
 * nothing else becomes a button (addresses), five scores (`rating_url`) or a formatted message (`reply`); a paragraph
 * that comes out empty is left out.
 */
export interface MailTemplate {
  subject: string;
  body: string;
}

export interface MailTexts {
  templates: Readonly<Record<MailKind, MailTemplate>>;
  /** Stands for a customer who gave no name. */
  nameless: string;
  greeting: { named: (name: string) => string; plain: string };
  buttons: { ticket_url: string; console_url: string; sign_in: string; invitation: string };
  /** For scores 1 to 5. */
  scores: readonly [string, string, string, string, string];
  /** What a customer reads for a status, unless the workspace has words of its own. */
  statuses: Readonly<Record<TicketStatus, string>>;
  statusNote: (status: string) => string;
  answerHint: { byMail: string; onPage: string };
  /** The subject to an address that nobody has verified: without a word that a visitor typed. */
  plainSubject: string;
  footer: (workspaceName: string) => string;
}
