// What the mails about a ticket say: to its customers, each with their own link, and to members. Where a
// stranger may have written in a customer's name nothing is repeated that they typed: neither subject nor name.
import { mailboxKey } from '#shared/addresses/email.ts';
import { chooseMailLanguage } from '#shared/locales/mail/choose.ts';
import type { MailKind, MailTexts, MailVariable } from '#shared/locales/mail/texts.ts';
import type { Block } from '#shared/messages/nodes.ts';
import type { Occasion } from '#shared/notifications/matrix.ts';
import type { TicketChannel, TicketStatus } from '#shared/tickets/schema.ts';
import type { Deps } from '../deps.ts';
import { makeLinkToken, publicUrl } from '../tickets/link.ts';
import { composeMail, type MailContent } from './compose.ts';
import type { Mail } from './outbox.ts';

export interface MailWorkspace {
  id: string;
  slug: string;
  name: string;
  settings: { locale: string; statusNames: Partial<Record<TicketStatus, string>> };
}

/** The ticket and what happened to it. */
export interface MailTicket {
  id: string;
  reference: string;
  subject: string;
  status: TicketStatus;
  channel: TicketChannel;
  /** Whether whoever opened it had proven who they are. */
  requesterVerified: boolean;
  requesterName: string;
  /** Number of the event that is told. */
  number: number;
  /** Who did it. */
  actorName: string;
  /** What was written, where something was. */
  nodes: readonly Block[];
  /** Whether the status became another one in the same change. */
  statusChanged: boolean;
}

/** A contact's place in the ticket. */
export interface MailParticipant {
  id: string;
  linkVersion: number;
  name: string;
  /** Canonical. */
  email: string;
  verified: boolean;
  locale: string | null;
}

export type MailDeps = Pick<Deps, 'config' | 'keys'>;

const customerKinds: Partial<Record<Occasion, MailKind>> = {
  created: 'created',
  team_replied: 'reply',
  status_changed: 'status',
  resolved: 'resolved',
};
const memberKinds: Partial<Record<Occasion, MailKind>> = {
  created: 'member_created',
  assigned: 'member_assigned',
  team_replied: 'member_replied',
  resolved: 'member_resolved',
};
/** Mails that no person wrote: who does not want them can say so in the mail program. */
export const automaticKinds: readonly MailKind[] = ['created', 'created_unverified', 'status', 'resolved'];
/** Ways in which somebody whom we have not met can open a ticket in another's name. */
const openChannels: readonly TicketChannel[] = ['widget', 'portal', 'email'];

/** The mail to a customer; null when nothing is mailed on this occasion. */
export async function customerMail(
  deps: MailDeps,
  workspace: MailWorkspace,
  ticket: MailTicket,
  to: MailParticipant,
  occasion: Occasion,
): Promise<Mail | null> {
  const kind = customerKinds[occasion];
  if (kind === undefined) return null;
  return mailTo(deps, workspace, ticket, to, {
    kind: kind === 'created' && mayDeceive(ticket, to) ? 'created_unverified' : kind,
    onceKey: `${kind} ${ticket.id} ${ticket.number} ${to.id}`,
  });
}

/** The mail with a fresh look at the link that somebody asked for. */
export async function linkMail(
  deps: MailDeps,
  workspace: MailWorkspace,
  ticket: MailTicket,
  to: MailParticipant,
  onceKey: string,
): Promise<Mail> {
  return mailTo(deps, workspace, ticket, to, { kind: 'link', onceKey });
}

/**
 * The key under which a mailbox that nobody has verified gets one mail a day, whatever is opened in its name and however
 * its address is spelled. The day is UTC's.
 */
export function unverifiedKey(kind: 'created' | 'link', email: string, now: Date): string {
  return `unverified ${kind} ${mailboxKey(email)} ${now.toISOString().slice(0, 10)}`;
}

/** Whether a stranger may have chosen the address, so that its owner must not be flooded. */
export function mayFlood(ticket: Pick<MailTicket, 'channel'>, to: Pick<MailParticipant, 'verified'>): boolean {
  return openChannels.includes(ticket.channel) && !to.verified;
}

/** Whether the ticket's words may be a stranger's, written to be read by the owner of this address. */
function mayDeceive(ticket: MailTicket, to: MailParticipant): boolean {
  return openChannels.includes(ticket.channel) && (!to.verified || !ticket.requesterVerified);
}

/** What a member is mailed; null when nothing is on this occasion. */
export async function memberMail(
  deps: MailDeps,
  workspace: MailWorkspace,
  ticket: MailTicket,
  to: { id: string; name: string; email: string },
  occasion: Occasion,
): Promise<Mail | null> {
  const kind = memberKinds[occasion];
  if (kind === undefined) return null;
  const { language, texts } = chooseMailLanguage([workspace.settings.locale]);
  const content = await composeMail({
    kind,
    language,
    texts,
    nodes: ticket.nodes,
    workspaceName: workspace.name,
    footer: false,
    values: {
      ...ticketValues(workspace, ticket),
      greeting: greetingOf(texts, to.name),
      customer_name: ticket.requesterName === '' ? texts.nameless : ticket.requesterName,
      console_url: `${deps.config.publicUrl}/console/${workspace.slug}/t/${encodeURIComponent(ticket.reference)}`,
    },
  });
  const onceKey = `${kind} ${ticket.id} ${ticket.number} ${to.id}`;
  return mail(workspace, ticket, {
    kind,
    onceKey,
    content,
    participantId: null,
    to: { address: to.email, name: to.name },
  });
}

async function mailTo(
  deps: MailDeps,
  workspace: MailWorkspace,
  ticket: MailTicket,
  to: MailParticipant,
  { kind, onceKey }: { kind: MailKind; onceKey: string },
): Promise<Mail> {
  const { language, texts } = chooseMailLanguage([to.locale, workspace.settings.locale]);
  const stranger = mayDeceive(ticket, to);
  const name = stranger ? '' : to.name;
  const { id: participantId, linkVersion } = to;
  const link = { workspaceId: workspace.id, ticketId: ticket.id, participantId, linkVersion };
  const url = publicUrl(deps.config, makeLinkToken(deps.keys, link));
  const status = workspace.settings.statusNames[ticket.status] ?? texts.statuses[ticket.status];
  const values: Partial<Record<MailVariable, string>> = {
    ...ticketValues(workspace, ticket),
    greeting: greetingOf(texts, name),
    customer_name: name,
    ticket_url: url,
    rating_url: url,
    status,
    status_note: ticket.statusChanged ? texts.statusNote(status) : '',
    answer_hint: deps.config.mailReplyDomain === null ? texts.answerHint.onPage : texts.answerHint.byMail,
    ...(stranger ? { ticket_subject: '' } : {}),
  };
  const content = await composeMail({
    kind,
    language,
    texts,
    values,
    nodes: kind === 'reply' ? ticket.nodes : [],
    workspaceName: workspace.name,
    footer: kind !== 'created_unverified',
    ...(stranger ? { subject: texts.plainSubject } : {}),
  });
  return mail(workspace, ticket, { kind, onceKey, content, participantId, to: { address: to.email, name } });
}

function ticketValues(workspace: MailWorkspace, ticket: MailTicket): Partial<Record<MailVariable, string>> {
  return {
    workspace_name: workspace.name,
    ticket_id: ticket.reference,
    ticket_subject: ticket.subject,
    agent_name: ticket.actorName === '' ? workspace.name : ticket.actorName,
  };
}

function greetingOf({ greeting }: MailTexts, name: string): string {
  return name === '' ? greeting.plain : greeting.named(name);
}

function mail(
  workspace: MailWorkspace,
  ticket: MailTicket,
  parts: { kind: MailKind; onceKey: string; content: MailContent; participantId: string | null; to: Mail['to'] },
): Mail {
  return { workspaceId: workspace.id, ticketId: ticket.id, ...parts };
}
