// Who is told of what, and how: the matrix as data, and the one pure function that reads it. Jobs write what it says;
// settings pages show it.
import type { MemberRole } from '../permissions/actions.ts';
import type { TicketAudience } from '../tickets/schema.ts';

/** What somebody may be told of, the weightiest first: one change tells a person once, of the first that fits. */
export const occasions = [
  'created',
  'resolved',
  'assigned',
  'team_replied',
  'customer_replied',
  'escalated',
  'sla_breached',
  'sla_warning',
  'mentioned',
  'status_changed',
] as const;
export type Occasion = (typeof occasions)[number];

export type MemberWay = 'email' | 'inbox';

/** `colleagues`: members who take part in the ticket as its requester or as followers. */
export type MemberGroup = 'assignee' | 'admins' | 'mentioned' | 'colleagues';

export interface MatrixLine {
  members: Readonly<Partial<Record<MemberGroup, readonly MemberWay[]>>>;
  /** Whether the contacts of a customer ticket get a mail. */
  customers: boolean;
  /** Whether it may be posted to the workspace's channel. */
  slack: boolean;
}

export const matrix: Readonly<Record<Occasion, MatrixLine>> = {
  created: { members: { assignee: ['email', 'inbox'] }, customers: true, slack: true },
  assigned: { members: { assignee: ['email', 'inbox'] }, customers: false, slack: false },
  team_replied: { members: { colleagues: ['email', 'inbox'] }, customers: true, slack: false },
  customer_replied: { members: { assignee: ['inbox'], colleagues: ['inbox'] }, customers: false, slack: true },
  status_changed: { members: { colleagues: ['inbox'] }, customers: true, slack: false },
  escalated: { members: { admins: ['inbox'] }, customers: false, slack: false },
  resolved: { members: { colleagues: ['email', 'inbox'] }, customers: true, slack: true },
  sla_warning: { members: { assignee: ['email', 'inbox'] }, customers: false, slack: false },
  sla_breached: {
    members: { assignee: ['email', 'inbox'], admins: ['email', 'inbox'] },
    customers: false,
    slack: false,
  },
  mentioned: { members: { mentioned: ['inbox'] }, customers: false, slack: false },
};

/** What was committed at once: events in order of number, all by one actor. */
export interface ToldChange {
  actor: { kind: 'member' | 'contact' | 'visitor' | 'program' | 'system'; id: string | null };
  events: readonly ToldEvent[];
}

export interface ToldEvent {
  number: number;
  kind: string;
  data: Readonly<Record<string, unknown>>;
  /** Of the message that the event holds; null for changes. */
  side: 'customer' | 'team' | null;
  /** An out-of-office answer or a bounce: kept in the thread, nobody is told. */
  automatic: boolean;
  /** Members whom a note names. */
  mentions: readonly string[];
}

export interface ToldTicket {
  audience: TicketAudience;
  assigneeId: string | null;
}

export interface ToldPeople {
  /** Members of the workspace who can sign in. */
  members: readonly { id: string; role: MemberRole }[];
  participants: readonly {
    id: string;
    role: 'requester' | 'follower';
    contactId: string | null;
    memberId: string | null;
  }[];
}

export type Telling =
  | { to: 'member'; memberId: string; by: MemberWay; occasion: Occasion; number: number }
  | { to: 'customer'; participantId: string; occasion: Occasion; number: number };

/**
 * Says who is to be told of a change. Nobody is told of their own deed, but for the receipt of a customer's new ticket;
 * nobody is told twice of one change; contacts never hear of internal tickets, nor requesters of what only the team sees.
 */
export function whoIsToldWhat(change: ToldChange, ticket: ToldTicket, people: ToldPeople): Telling[] {
  const found = new Map(change.events.flatMap((event) => occasionOf(event).map((name) => [name, event] as const)));
  const ordered = occasions.flatMap((name) => {
    const event = found.get(name);
    return event === undefined ? [] : [{ name, event }];
  });
  return [
    ...memberTellings(ordered, change, ticket, people),
    ...(ticket.audience === 'customer' ? customerTellings(ordered, change, people) : []),
  ];
}

type Found = { name: Occasion; event: ToldEvent };

function memberTellings(found: Found[], change: ToldChange, ticket: ToldTicket, people: ToldPeople): Telling[] {
  const told = new Map<string, Telling>();
  for (const { name, event } of found) {
    for (const [group, ways] of Object.entries(matrix[name].members) as [MemberGroup, MemberWay[]][]) {
      for (const memberId of membersOf(group, event, ticket, people)) {
        if (change.actor.kind === 'member' && change.actor.id === memberId) continue;
        for (const by of ways) {
          const key = `${memberId} ${by}`;
          if (!told.has(key)) told.set(key, { to: 'member', memberId, by, occasion: name, number: event.number });
        }
      }
    }
  }
  return [...told.values()];
}

function customerTellings(found: Found[], change: ToldChange, people: ToldPeople): Telling[] {
  const first = found.find(({ name }) => matrix[name].customers);
  if (first === undefined) return [];
  const { name: occasion, event } = first;
  return people.participants
    .filter((person) => person.contactId !== null && (occasion === 'created' || !didIt(change, person)))
    .map((person) => ({ to: 'customer', participantId: person.id, occasion, number: event.number }));
}

/** A visitor acts as the requester: nobody else holds the secret that the ticket was opened with. */
function didIt({ actor }: ToldChange, person: ToldPeople['participants'][number]): boolean {
  return actor.kind === 'visitor'
    ? person.role === 'requester'
    : actor.kind === 'contact' && actor.id === person.contactId;
}

function membersOf(group: MemberGroup, event: ToldEvent, ticket: ToldTicket, people: ToldPeople): string[] {
  const team = people.members.filter(({ role }) => role !== 'requester').map(({ id }) => id);
  switch (group) {
    case 'assignee':
      return team.filter((id) => id === ticket.assigneeId);
    case 'admins':
      return people.members.filter(({ role }) => role === 'owner' || role === 'admin').map(({ id }) => id);
    case 'mentioned':
      return team.filter((id) => event.mentions.includes(id));
    case 'colleagues': {
      const taking = new Set(people.participants.map(({ memberId }) => memberId));
      return people.members.filter(({ id }) => taking.has(id)).map(({ id }) => id);
    }
  }
}

function occasionOf(event: ToldEvent): Occasion[] {
  if (event.automatic) return [];
  switch (event.kind) {
    case 'reply':
      return [event.side === 'team' ? 'team_replied' : 'customer_replied'];
    case 'note':
      return event.mentions.length > 0 ? ['mentioned'] : [];
    case 'assignee':
      return event.data.to === null ? [] : ['assigned'];
    case 'status':
      return ['status_changed'];
    case 'created':
    case 'resolved':
    case 'escalated':
    case 'sla_warning':
    case 'sla_breached':
      return [event.kind];
    default:
      return [];
  }
}
