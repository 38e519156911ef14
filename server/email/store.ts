// SQL of written mails.
import type { Db } from '../db/connect.ts';
import type { Place } from '../db/cursor.ts';

export type MailState = 'queued' | 'sent' | 'suppressed' | 'failed';

export interface MailRecord {
  workspaceId: string;
  id: string;
  /** The same key is written once. */
  onceKey: string;
  kind: string;
  ticketId: string | null;
  participantId: string | null;
  toAddress: string;
  toName: string;
  subject: string;
  textBody: string;
  htmlBody: string;
  messageId: string;
  state: 'queued' | 'suppressed';
  /** Why it was suppressed. */
  error: string | null;
}

/** @returns whether the mail was written now; false when its key had been used. */
export async function insertMail(db: Db, mail: MailRecord): Promise<boolean> {
  const rows = await db`
    insert into mail (
      workspace_id, id, once_key, kind, ticket_id, participant_id, to_address, to_name, subject, text_body, html_body,
      message_id, state, error)
    values (
      ${mail.workspaceId}, ${mail.id}, ${mail.onceKey}, ${mail.kind}, ${mail.ticketId}, ${mail.participantId},
      ${mail.toAddress}, ${mail.toName}, ${mail.subject}, ${mail.textBody}, ${mail.htmlBody}, ${mail.messageId},
      ${mail.state}, ${mail.error})
    on conflict (workspace_id, once_key) do nothing
    returning id`;
  return rows.length === 1;
}

/** The ticket of the mail that used a key; null when no mail did. */
export async function selectTicketOfKey(db: Db, workspaceId: string, onceKey: string): Promise<string | null> {
  const rows = await db<{ ticketId: string | null }[]>`
    select ticket_id from mail where workspace_id = ${workspaceId} and once_key = ${onceKey}`;
  return rows[0]?.ticketId ?? null;
}

export interface MailToSend {
  workspaceName: string;
  id: string;
  kind: string;
  ticketId: string | null;
  toAddress: string;
  toName: string;
  subject: string;
  textBody: string;
  htmlBody: string;
  messageId: string;
  state: MailState;
  attempts: number;
  /** Whether the address is still one of the participant's: they may have left, been merged or erased meanwhile. */
  reachable: boolean;
  /** Whether the participant wants no mails that nobody wrote by hand. */
  muted: boolean;
  participantId: string | null;
  /** Of the participant's public link now. */
  linkVersion: number | null;
}

/** A mail with all that its delivery needs. */
export async function selectMailToSend(db: Db, workspaceId: string, id: string): Promise<MailToSend | null> {
  const rows = await db<MailToSend[]>`
    select w.name as workspace_name, m.id, m.kind, m.ticket_id, m.to_address, m.to_name, m.subject, m.text_body,
      m.html_body, m.message_id, m.state, m.attempts, m.participant_id, p.link_version,
      p.muted_at is not null as muted,
      m.participant_id is null or exists (
        select 1 from contact_email e
        where e.workspace_id = p.workspace_id and e.contact_id = p.contact_id and e.address = m.to_address
          and p.removed_at is null) as reachable
    from mail m
    join workspace w on w.id = m.workspace_id
    left join participant p
      on p.workspace_id = m.workspace_id and p.ticket_id = m.ticket_id and p.id = m.participant_id
    where m.workspace_id = ${workspaceId} and m.id = ${id}`;
  return rows[0] ?? null;
}

/** @param blank Whether the bodies are forgotten: they held a link that signs somebody in. */
export async function markSent(db: Db, workspaceId: string, id: string, blank: boolean): Promise<void> {
  await db`
    update mail set state = 'sent', sent_at = now(), attempts = attempts + 1, error = null
      ${blank ? db`, text_body = '', html_body = ''` : db``}
    where workspace_id = ${workspaceId} and id = ${id} and state = 'queued'`;
}

/** Notes a failed attempt; `state` says whether another one follows. */
export async function noteFailure(
  db: Db,
  workspaceId: string,
  id: string,
  { state, error }: { state: 'queued' | 'failed' | 'suppressed'; error: string },
): Promise<void> {
  await db`
    update mail set state = ${state}, attempts = attempts + ${state === 'suppressed' ? 0 : 1}, error = ${error}
    where workspace_id = ${workspaceId} and id = ${id} and state = 'queued'`;
}

export interface OutboxRow {
  id: string;
  kind: string;
  to: string;
  toName: string;
  subject: string;
  text: string;
  html: string;
  state: MailState;
  error: string | null;
  createdAt: Date;
  sentAt: Date | null;
  ticket: { id: string; reference: string } | null;
  cursorAt: string;
}

/** Newest first. */
export async function selectOutbox(
  db: Db,
  workspaceId: string,
  { after, limit }: { after: Place | null; limit: number },
): Promise<OutboxRow[]> {
  return db<OutboxRow[]>`
    select m.id, m.kind, m.to_address as "to", m.to_name, m.subject, m.text_body as "text", m.html_body as "html",
      m.state, m.error, m.created_at, m.sent_at,
      case when t.id is null then null else json_build_object('id', t.id, 'reference', t.reference) end as ticket,
      m.created_at::text as cursor_at
    from mail m
    left join ticket t on t.workspace_id = m.workspace_id and t.id = m.ticket_id
    where m.workspace_id = ${workspaceId}
      ${after === null ? db`` : db`and (m.created_at, m.id) < (${after.at}::text::timestamptz, ${after.id})`}
    order by m.created_at desc, m.id desc
    limit ${limit}`;
}
