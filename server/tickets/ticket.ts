// What a ticket is inside the server: the row with its neighbours, and the views that leave from it. Pure.
import type { MemberTicket, Person, QueueRow } from '#shared/api/tickets.ts';
import type {
  TicketAudience,
  TicketChannel,
  TicketPriority,
  TicketStatus,
  TicketType,
} from '#shared/tickets/schema.ts';
import type { TicketState } from '#shared/tickets/state.ts';

/** A person of a ticket as SQL brings it. */
export interface ParticipantRow {
  id: string;
  role: 'requester' | 'follower';
  contactId: string | null;
  memberId: string | null;
  name: string;
  email: string | null;
  externalId: string | null;
  linkVersion: number;
}

export interface TicketRow extends TicketState {
  workspaceId: string;
  id: string;
  number: number;
  reference: string;
  subject: string;
  type: TicketType;
  channel: TicketChannel;
  category: { id: string; name: string } | null;
  department: { id: string; name: string } | null;
  assignee: { id: string; name: string } | null;
  labels: { id: string; name: string; colour: string }[];
  participants: ParticipantRow[];
  requesterContactId: string | null;
  requesterMemberId: string | null;
  requesterVerified: boolean;
  visitorId: string | null;
  dueAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  mergedInto: string | null;
  csatComment: string | null;
  escalationReason: string | null;
  context: Record<string, unknown>;
  lastCustomerAt: Date | null;
  lastMemberAt: Date | null;
  lastTeamNumber: number;
  version: number;
  /** The database's clock when the row was read. */
  now: Date;
}

declare const checked: unique symbol;

/** A ticket that a loader gave out after it had checked that this member or program may see it. */
export type TicketForDesk = TicketRow & { readonly [checked]: 'desk' };
/** A ticket that a loader gave out after it had checked that this customer may see it. */
export type TicketForCustomer = TicketRow & { readonly [checked]: 'customer' };

/** @param publicUrlOf Makes the link of a participant. */
export function memberTicketOf(ticket: TicketRow, publicUrlOf: (participant: ParticipantRow) => string): MemberTicket {
  const requester = ticket.participants.find((participant) => participant.role === 'requester');
  return {
    id: ticket.id,
    reference: ticket.reference,
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    type: ticket.type,
    channel: ticket.channel,
    audience: ticket.audience,
    category: ticket.category,
    department: ticket.department,
    requester: personOf(requester, ticket.requesterVerified),
    assignee: ticket.assignee,
    labels: ticket.labels,
    followers: ticket.participants
      .filter((participant) => participant.role === 'follower')
      .map((participant) => personOf(participant, false)),
    dueAt: ticket.dueAt,
    createdAt: ticket.createdAt,
    updatedAt: ticket.updatedAt,
    firstResponseAt: ticket.firstResponseAt,
    resolvedAt: ticket.resolvedAt,
    closedAt: ticket.closedAt,
    archivedAt: ticket.archivedAt,
    mergedInto: ticket.mergedInto,
    resolution: ticket.resolution,
    csat: ticket.csatScore === null ? null : { score: ticket.csatScore, comment: ticket.csatComment },
    escalation: ticket.escalationReason,
    context: ticket.context,
    publicUrl: ticket.audience === 'customer' && requester ? publicUrlOf(requester) : null,
    version: ticket.version,
  };
}

function personOf(participant: ParticipantRow | undefined, verified: boolean): Person {
  return {
    kind: participant?.memberId == null ? 'contact' : 'member',
    id: participant?.memberId ?? participant?.contactId ?? '',
    participantId: participant?.id ?? '',
    name: participant?.name ?? '',
    email: participant?.email ?? null,
    externalId: participant?.externalId ?? null,
    verified,
  };
}

/** A queue row as SQL brings it. */
export interface QueueSqlRow {
  id: string;
  reference: string;
  subject: string;
  snippet: string;
  status: TicketStatus;
  priority: TicketPriority;
  type: TicketType;
  channel: TicketChannel;
  audience: TicketAudience;
  requesterName: string;
  assignee: { id: string; name: string } | null;
  labels: { id: string; name: string; colour: string }[];
  dueAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
  lastCustomerAt: Date | null;
  lastMemberAt: Date | null;
  version: number;
}

/** The row as the queue shows it. */
export function queueRowOf({ lastCustomerAt, lastMemberAt, ...row }: QueueSqlRow): QueueRow {
  return { ...row, waitsForUs: lastCustomerAt !== null && (lastMemberAt === null || lastMemberAt < lastCustomerAt) };
}
