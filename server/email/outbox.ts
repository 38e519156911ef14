// The one way in which a mail comes to be: a row that is written in the transaction of its cause, and a job that
// delivers it. Written once for its key, however often the cause's job runs.
import type { MailKind } from '#shared/locales/mail/texts.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import type { MailContent } from './compose.ts';
import { makeMessageId } from './message-id.ts';
import { senderOf } from './sender.ts';
import { insertMail } from './store.ts';

export interface Mail {
  workspaceId: string;
  kind: MailKind;
  /** What this mail is about and to whom: the same key is written once in a workspace. */
  onceKey: string;
  ticketId: string | null;
  /** The contact's place in the ticket: when they leave it or lose the address, the mail is not sent any more. */
  participantId: string | null;
  /** `address` is canonical. */
  to: { address: string; name: string };
  content: MailContent;
  /** Why it is kept without being sent; absent for a mail that is to be sent. */
  suppressed?: string;
}

/**
 * Writes the mail and enqueues its delivery; with no transport configured it stays in the outbox.
 * @returns whether it was written now; false when its key had been used.
 */
export async function writeMail(deps: Pick<Deps, 'config' | 'jobs' | 'keys'>, tx: Tx, mail: Mail): Promise<boolean> {
  const { workspaceId, ticketId, content } = mail;
  const id = newId();
  const written = await insertMail(tx, {
    workspaceId,
    id,
    onceKey: mail.onceKey,
    kind: mail.kind,
    ticketId,
    participantId: mail.participantId,
    toAddress: mail.to.address,
    toName: mail.to.name,
    subject: content.subject,
    textBody: content.text,
    htmlBody: content.html,
    messageId: makeMessageId(deps.keys, { workspaceId, ticketId, mailId: id }, senderOf(deps.config).domain),
    state: mail.suppressed === undefined ? 'queued' : 'suppressed',
    error: mail.suppressed ?? null,
  });
  const leaves = written && mail.suppressed === undefined && deps.config.mail.kind !== 'outbox';
  if (leaves) await deps.jobs.enqueue(tx, 'mail-send', [{ workspaceId, mailId: id }]);
  return written;
}
