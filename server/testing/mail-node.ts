// A node with a way out of its own, and mails to send by it.
import { randomUUID } from 'node:crypto';
import type { MailTarget } from '../config/mail-url.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import type { MailContent } from '../email/compose.ts';
import { createMailSender, type MailSender } from '../email/jobs.ts';
import { type Mail, writeMail } from '../email/outbox.ts';

export interface MailNode {
  deps: Deps;
  sender: MailSender;
}

/** The same database and keys, another transport. */
export function openMailNode(deps: Deps, mail: MailTarget): MailNode {
  const config = {
    ...deps.config,
    mail,
    mailFrom: 'Help <help@fernweh.example>',
    mailReplyDomain: 'tickets.fernweh.example',
  };
  const node = { ...deps, config };
  return { deps: node, sender: createMailSender(node) };
}

export const testContent: MailContent = {
  subject: 'Re: [TKT-0001] Zelt',
  text: 'Grüße\n.\nEnde',
  html: '<p>Grüße</p>',
};

/** A ticket to write mails about. */
export async function insertMailTicket(deps: Deps, workspaceId: string): Promise<string> {
  const id = newId();
  await deps.sql`insert into contact (workspace_id, id) values (${workspaceId}, ${id})`;
  await deps.sql`
    insert into ticket (workspace_id, id, number, reference, subject, channel, audience, requester_contact_id, version)
    values (${workspaceId}, ${id}, 1, 'TKT-0001', 'Tent', 'widget', 'customer', ${id}, 1)`;
  return id;
}

/** Writes a mail as a room would. @returns what its job carries. */
export async function writeTestMail(
  deps: Deps,
  workspaceId: string,
  over: Partial<Mail> = {},
): Promise<{ workspaceId: string; mailId: string }> {
  const onceKey = randomUUID();
  const mail: Mail = {
    workspaceId,
    kind: 'reply',
    onceKey,
    ticketId: null,
    participantId: null,
    to: { address: 'kim@customer.example', name: 'Kim' },
    content: testContent,
    ...over,
  };
  await deps.sql.begin((tx) => writeMail(deps, tx, mail));
  const [row] = await deps.sql<{ id: string }[]>`select id from mail where once_key = ${onceKey}`;
  return { workspaceId, mailId: row?.id ?? '' };
}

/** How a mail stands. */
export async function mailState(deps: Deps, { mailId }: { mailId: string }) {
  const rows = await deps.sql<
    { state: string; attempts: number; error: string | null; isSent: boolean; textBody: string; messageId: string }[]
  >`select state, attempts, error, sent_at is not null as is_sent, text_body, message_id from mail where id = ${mailId}`;
  return rows[0];
}
