// SQL of the page: the reader's language, whose link to hand out.
import type { Db } from '../db/connect.ts';
import type { TicketChannel } from '#shared/tickets/schema.ts';
import type { MailParticipant, MailTicket } from '../email/ticket-mails.ts';
import type { PublicLink } from '../tickets/link.ts';

/** The language that the contact behind a link asked for. */
export async function selectReaderLocale(db: Db, link: PublicLink): Promise<string | null> {
  const rows = await db<{ locale: string | null }[]>`
    select c.locale from participant p
    join contact c on c.workspace_id = p.workspace_id and c.id = p.contact_id
    where p.workspace_id = ${link.workspaceId} and p.ticket_id = ${link.ticketId} and p.id = ${link.participantId}`;
  return rows[0]?.locale ?? null;
}

/** Turns mails that nobody wrote by hand off or on for one participant. */
export async function setMuted(db: Db, link: PublicLink, muted: boolean): Promise<void> {
  await db`
    update participant set muted_at = ${muted ? db`coalesce(muted_at, now())` : null}
    where workspace_id = ${link.workspaceId} and ticket_id = ${link.ticketId} and id = ${link.participantId}`;
}

/** Whether they are off. */
export async function selectMuted(db: Db, link: PublicLink): Promise<boolean> {
  const rows = await db<{ muted: boolean }[]>`
    select muted_at is not null as muted from participant
    where workspace_id = ${link.workspaceId} and ticket_id = ${link.ticketId} and id = ${link.participantId}`;
  return rows[0]?.muted === true;
}

/** The link of a ticket's requester. */
export async function selectRequesterLink(db: Db, workspaceId: string, ticketId: string): Promise<PublicLink | null> {
  const rows = await db<PublicLink[]>`
    select workspace_id, ticket_id, id as participant_id, link_version from participant
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and role = 'requester' and removed_at is null`;
  return rows[0] ?? null;
}

/** The one workspace of an installation that has no more. */
export async function selectOnlyWorkspace(db: Db): Promise<string | null> {
  const rows = await db<{ id: string }[]>`select id from workspace limit 2`;
  return rows.length === 1 ? (rows[0]?.id ?? null) : null;
}

export interface LinkClaim {
  ticket: Pick<MailTicket, 'id' | 'reference' | 'subject' | 'status' | 'requesterVerified'> & {
    channel: TicketChannel;
  };
  participant: MailParticipant;
}

/**
 * The participant with this address on the ticket with this number, where the team has not ended their link. A link that
 * expired starts anew when it is mailed to its owner.
 */
export async function selectLinkClaim(
  db: Db,
  workspaceId: string,
  { number, email }: { number: number; email: string },
): Promise<LinkClaim | null> {
  const rows = await db<LinkClaim[]>`
    select
      json_build_object('id', t.id, 'reference', t.reference, 'subject', t.subject, 'status', t.status,
        'channel', t.channel, 'requesterVerified', t.requester_verified) as ticket,
      json_build_object('id', p.id, 'linkVersion', p.link_version, 'email', e.address,
        'name', trim(c.first_name || ' ' || c.last_name), 'verified', e.verified_at is not null,
        'locale', c.locale) as participant
    from ticket t
    join participant p on p.workspace_id = t.workspace_id and p.ticket_id = t.id
    join contact c on c.workspace_id = p.workspace_id and c.id = p.contact_id
    join contact_email e on e.workspace_id = c.workspace_id and e.contact_id = c.id and e.address = ${email}
    where t.workspace_id = ${workspaceId} and t.number = ${number} and t.audience = 'customer'
      and p.removed_at is null and p.link_revoked_at is null
    limit 1`;
  return rows[0] ?? null;
}

/** Gives an expired link another span; one that has not expired stays as it is. */
export async function renewExpiredLink(
  db: Db,
  workspaceId: string,
  ticketId: string,
  participantId: string,
  days: number,
): Promise<void> {
  await db`
    update participant set link_expires_at = now() + make_interval(days => ${days})
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and id = ${participantId} and link_expires_at <= now()`;
}
