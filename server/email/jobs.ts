// Delivers written mails. Can run twice: a mail that is no longer queued is left alone, and an attempt whose end was
// never noted goes out again under the same Message-ID.
import type { Deps } from '../deps.ts';
import type { JobPayloads } from '../queue.ts';
import { makeLinkToken, publicUrl } from '../tickets/link.ts';
import { DeliveryError, type OutgoingMail, type Transport } from './delivery.ts';
import { makeMessageId } from './message-id.ts';
import { makeReplyAddress } from './reply-address.ts';
import { senderOf } from './sender.ts';
import { type MailToSend, markSent, noteFailure, selectMailToSend } from './store.ts';
import { automaticKinds } from './ticket-mails.ts';
import { createTransport } from './transport.ts';

type MailDeps = Pick<Deps, 'config' | 'keys' | 'log' | 'sql'>;

export interface MailSender {
  /** @throws Error when a mail is to be tried again; the queue calls again, later and later. */
  deliver(payloads: readonly JobPayloads['mail-send'][]): Promise<void>;
  /** Ends the pooled connections. */
  close(): void;
}

// With the queue's growing pauses about ten hours; after that an admin sees the mail as failed.
const attemptsMax = 14;
const reasonCharactersMax = 500;
/** Their links sign somebody in, so that nobody may read them here later. */
const secretKinds = ['sign_in', 'invitation'];

/** One for each worker node: it holds the connections to the mail server. */
export function createMailSender(deps: MailDeps): MailSender {
  const transport = createTransport(deps.config.mail);
  return {
    deliver: async (payloads) => {
      const failures: unknown[] = [];
      for (const { workspaceId, mailId } of payloads) {
        try {
          await deliver(deps, transport, workspaceId, mailId);
        } catch (cause) {
          failures.push(cause);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} mails are to be tried again`);
    },
    close: () => transport?.close(),
  };
}

async function deliver(
  deps: MailDeps,
  transport: Transport | null,
  workspaceId: string,
  mailId: string,
): Promise<void> {
  const mail = await selectMailToSend(deps.sql, workspaceId, mailId);
  if (mail === null || mail.state !== 'queued' || transport === null) return;
  const unwanted = reasonAgainst(mail);
  if (unwanted !== null) {
    await noteFailure(deps.sql, workspaceId, mailId, { state: 'suppressed', error: unwanted });
    return;
  }
  try {
    await transport.send(outgoing(deps, workspaceId, mail));
  } catch (cause) {
    if (!(cause instanceof DeliveryError)) throw cause;
    await keepFailure(deps, workspaceId, mail, cause);
    return;
  }
  await markSent(deps.sql, workspaceId, mailId, secretKinds.includes(mail.kind));
}

/** What happened since the mail was written and speaks against sending it. */
function reasonAgainst({ kind, reachable, muted }: MailToSend): string | null {
  if (!reachable) return 'The recipient left the ticket.';
  return muted && isAutomatic(kind) ? 'The recipient wants no automatic mails about this ticket.' : null;
}

/** @throws DeliveryError when another attempt follows. */
async function keepFailure(
  deps: MailDeps,
  workspaceId: string,
  mail: MailToSend,
  failure: DeliveryError,
): Promise<void> {
  const last = failure.kind === 'permanent' || mail.attempts + 1 >= attemptsMax;
  const error = failure.message.slice(0, reasonCharactersMax);
  await noteFailure(deps.sql, workspaceId, mail.id, { state: last ? 'failed' : 'queued', error });
  if (!last) throw failure;
  deps.log.warn({ err: failure, workspaceId, mailId: mail.id }, 'mail not delivered');
}

/** The mail with the headers that keep machines from answering it and mail programs from scattering its thread. */
function outgoing({ config, keys }: MailDeps, workspaceId: string, mail: MailToSend): OutgoingMail {
  const { ticketId } = mail;
  const { address, domain } = senderOf(config);
  const answers = ticketId !== null && config.mailReplyDomain !== null;
  return {
    id: mail.id,
    from: { name: mail.workspaceName, address },
    to: { name: mail.toName, address: mail.toAddress },
    replyTo: answers ? makeReplyAddress(keys, { workspaceId, ticketId }, config.mailReplyDomain ?? '') : null,
    subject: mail.subject,
    text: mail.textBody,
    html: mail.htmlBody,
    messageId: mail.messageId,
    references: ticketId === null ? [] : [makeMessageId(keys, { workspaceId, ticketId, mailId: null }, domain)],
    headers: {
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      ...unsubscribeHeaders({ config, keys }, workspaceId, mail),
    },
  };
}

/** The way out of automatic mails, for the button of mail programs. It is the participant's own link and nobody else's. */
function unsubscribeHeaders(
  { config, keys }: Pick<MailDeps, 'config' | 'keys'>,
  workspaceId: string,
  { kind, ticketId, participantId, linkVersion }: MailToSend,
): Record<string, string> {
  if (!isAutomatic(kind) || ticketId === null || participantId === null || linkVersion === null) return {};
  const url = publicUrl(config, makeLinkToken(keys, { workspaceId, ticketId, participantId, linkVersion }));
  return { 'List-Unsubscribe': `<${url}/mails>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}

function isAutomatic(kind: string): boolean {
  return (automaticKinds as readonly string[]).includes(kind);
}
