// Tells people of a committed change: inbox rows and mails in one transaction. Can run twice: each row and each mail has
// a key, and what it says is read from the history, not from the clock.
import { mentionedMembers } from '#shared/notifications/mentions.ts';
import { type Telling, type ToldChange, whoIsToldWhat } from '#shared/notifications/matrix.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { type Mail, writeMail } from '../email/outbox.ts';
import { selectTicketOfKey } from '../email/store.ts';
import {
  automaticKinds,
  customerMail,
  mayFlood,
  memberMail,
  type MailTicket,
  unverifiedKey,
} from '../email/ticket-mails.ts';
import { newId } from '../ids.ts';
import type { JobPayloads } from '../queue.ts';
import { type EventRow, selectEvents } from '../tickets/timeline-store.ts';
import { type Workspace, workspaceById } from '../workspaces/load.ts';
import {
  type ActiveMemberRow,
  insertNotifications,
  selectActiveMembers,
  selectToldTicket,
  type ToldTicketRow,
} from './store.ts';

/** What there is to tell. */
interface Told {
  workspace: Workspace;
  ticket: ToldTicketRow;
  members: ActiveMemberRow[];
  /** In order of number; at least one. */
  events: [EventRow, ...EventRow[]];
}

/** A mail with the key that limits how often this mailbox may be written to, where it is limited. */
interface PlannedMail {
  mail: Mail;
  limitKey: string | null;
}

/** Events `from` to `to` of a ticket were committed by one change: writes what the matrix says. */
export async function tellPeople(deps: Deps, change: JobPayloads['ticket-event']): Promise<void> {
  const told = await readTold(deps, change);
  if (told === null) return;
  const { workspace, ticket, members } = told;
  const about = { audience: ticket.audience, assigneeId: assigneeThen(told) };
  const tellings = whoIsToldWhat(changeOf(told), about, { members, participants: ticket.participants });
  if (tellings.length === 0) return;
  const mails = (await Promise.all(tellings.map((telling) => mailOf(deps, told, telling)))).filter(
    (mail) => mail !== null,
  );
  const rows = tellings.flatMap((telling) =>
    telling.to === 'member' && telling.by === 'inbox'
      ? [{ id: newId(), memberId: telling.memberId, eventNumber: telling.number, kind: telling.occasion }]
      : [],
  );
  await deps.sql.begin(async (tx) => {
    await insertNotifications(tx, workspace.id, ticket.id, rows);
    for (const mail of mails) await write(deps, tx, mail);
  });
}

async function readTold(
  deps: Deps,
  { workspaceId, ticketId, from, to }: JobPayloads['ticket-event'],
): Promise<Told | null> {
  const window = { after: from - 1, limit: to - from + 1, publicOnly: false };
  const [workspace, ticket, members, [first, ...more]] = await Promise.all([
    workspaceById(deps, workspaceId),
    selectToldTicket(deps.sql, workspaceId, ticketId),
    selectActiveMembers(deps.sql, workspaceId),
    selectEvents(deps.sql, workspaceId, ticketId, window),
  ]);
  // Erased since.
  if (workspace === null || ticket === null || first === undefined) return null;
  return { workspace, ticket, members, events: [first, ...more] };
}

function changeOf({ events, members }: Told): ToldChange {
  const [first] = events;
  return {
    actor: { kind: first.actorKind, id: first.actorId },
    events: events.map((event) => ({
      number: event.number,
      kind: event.kind,
      data: event.data,
      side: event.side,
      automatic: event.isAutomatic === true,
      mentions: event.messageKind === 'note' ? mentionedMembers(event.body ?? '', members) : [],
    })),
  };
}

/** Whose ticket it was with this change: a job that comes late does not tell tomorrow's assignee of yesterday. */
function assigneeThen({ events, ticket }: Told): string | null {
  const assigned = events.findLast(({ kind }) => kind === 'assignee');
  if (assigned !== undefined) return (assigned.data['to'] as { id: string } | null)?.id ?? null;
  return events[0].kind === 'created' ? null : ticket.assigneeId;
}

async function mailOf(deps: Deps, told: Told, telling: Telling): Promise<PlannedMail | null> {
  const { workspace, ticket, members } = told;
  const about = mailTicketOf(told, telling.number);
  if (telling.to === 'member') {
    const member = telling.by === 'email' ? members.find(({ id }) => id === telling.memberId) : undefined;
    const mail = member && (await memberMail(deps, workspace, about, member, telling.occasion));
    return mail ? { mail, limitKey: null } : null;
  }
  const person = ticket.participants.find(({ id }) => id === telling.participantId);
  if (person?.email == null) return null;
  const to = { ...person, email: person.email };
  const mail = await customerMail(deps, workspace, about, to, telling.occasion);
  if (mail !== null && person.muted && automaticKinds.includes(mail.kind)) return null;
  const limited = telling.occasion === 'created' && mayFlood(ticket, to);
  return mail && { mail, limitKey: limited ? unverifiedKey('created', to.email, told.events[0].createdAt) : null };
}

function mailTicketOf({ ticket, events }: Told, number: number): MailTicket {
  const event = events.find((each) => each.number === number) ?? events[0];
  const requester = ticket.participants.find(({ role }) => role === 'requester');
  return {
    ...ticket,
    number,
    requesterName: requester?.name ?? '',
    actorName: event.actorName,
    nodes: event.nodes ?? [],
    statusChanged: events.some(({ kind }) => kind === 'status'),
  };
}

/** A mailbox that had its mail of the day gets none; the outbox says so. */
async function write(deps: Deps, tx: Tx, { mail, limitKey }: PlannedMail): Promise<void> {
  if (limitKey === null) {
    await writeMail(deps, tx, mail);
    return;
  }
  const written = await writeMail(deps, tx, { ...mail, onceKey: limitKey });
  if (written || (await selectTicketOfKey(tx, mail.workspaceId, limitKey)) === mail.ticketId) return;
  await writeMail(deps, tx, {
    ...mail,
    suppressed: 'Nobody has verified this address, and it had its one mail of the day.',
  });
}
