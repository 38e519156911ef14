// The declared policy of every procedure, for the matrix: who may call it, on whose things, and with what input.
// A procedure that is missing here fails the build.
import { randomUUID } from 'node:crypto';
import type { Things } from './matrix-world.ts';

/** Callers, from nobody to owner; `unscoped` is a program whose key has another scope, `program` one with all. */
export const callers = [
  'nobody',
  'visitor',
  'link',
  'requester',
  'agent',
  'admin',
  'owner',
  'disabled',
  'unscoped',
  'program',
] as const;
export type Caller = (typeof callers)[number];

/** `own`: made by or for the caller; `other`: of the same workspace; `foreign`: of another workspace. */
export const places = ['own', 'other', 'foreign'] as const;
export type Place = (typeof places)[number];

export interface Entry {
  /** Whose surface it is: what a caller must show to be anybody there. */
  tier: 'customer' | 'desk' | 'person';
  own: readonly Caller[];
  /** Absent: the procedure names no thing, so there is one place only. */
  other?: readonly Caller[];
  input?: (things: Things, caller: Caller) => object | Promise<object>;
  /** Steps of an owner that bring the ticket into the state that the procedure needs. */
  before?: readonly string[];
}

const staff = ['agent', 'admin', 'owner', 'program'] as const;
const members = ['requester', 'agent', 'admin', 'owner'] as const;
const admins = ['admin', 'owner', 'program'] as const;
const adminMembers = ['admin', 'owner'] as const;
const desk = [...members, 'program'] as const;
const persons = [...members, 'disabled'] as const;
const customers = ['visitor', 'link'] as const;

const customer = (own: readonly Caller[], more: Partial<Entry> = {}): Entry => ({ tier: 'customer', own, ...more });
const ofDesk = (own: readonly Caller[], more: Partial<Entry> = {}): Entry => ({ tier: 'desk', own, ...more });
type MakeInput = (things: Things) => object | Promise<object>;

/** On a ticket: staff reach all of their workspace, a requester their own. */
const onTicket = (more: MakeInput = () => ({}), entry: Partial<Entry> = {}): Entry =>
  ofDesk(staff, {
    other: staff,
    input: async (things) => ({ ref: await things.ticket(), ...(await more(things)) }),
    ...entry,
  });
const onOwnTicket = (more?: MakeInput): Entry => onTicket(more, { own: desk });
const onThread = (more: object = {}, entry: Partial<Entry> = {}): Entry =>
  customer(customers, {
    other: [],
    input: async (things) => ({ ticketId: await things.ticket(), ...more }),
    ...entry,
  });
/** On a thing of the workspace that has no owner of its own. */
const onThing = (who: readonly Caller[], thing: Exclude<keyof Things, 'ticket'>, more: object = {}): Entry =>
  ofDesk(who, { other: who, input: async (things) => ({ id: await things[thing](), ...more }) });

const text = { subject: 'A question', body: 'May I?' };
const resolve = 'tickets.resolve';

export const table: Readonly<Record<string, Entry>> = {
  'customer.settings': customer(customers),
  'customer.tickets': customer(customers, { input: () => ({}) }),
  'customer.thread': onThread(),
  'customer.create': customer(['visitor'], { input: () => ({ clientId: randomUUID(), ...text }) }),
  'customer.reply': customer(customers, {
    other: [],
    input: async (things) => ({ clientId: randomUUID(), ticketId: await things.ticket(), body: 'And this.' }),
  }),
  'customer.seen': onThread({ number: 1 }),
  'customer.rate': onThread({ score: 4 }, { before: [resolve] }),
  'customer.confirm': onThread(undefined, { before: [resolve] }),
  'customer.forget': customer(['visitor']),
  'customer.updates': onThread({ lastEventId: '0' }),
  'customer.inbox': customer(['visitor']),

  'tickets.list': ofDesk(desk, { input: () => ({}) }),
  'tickets.counts': ofDesk(desk),
  'tickets.get': onOwnTicket(),
  'tickets.timeline': onOwnTicket(),
  'tickets.create': ofDesk(desk, {
    input: (_, caller) => ({
      ...text,
      // A colleague's own is internal; staff write down a customer's.
      ...(caller === 'requester' ? { audience: 'internal' } : { requester: { email: `${randomUUID()}@call.example` } }),
    }),
  }),
  'tickets.update': onTicket(() => ({ priority: 'high' })),
  'tickets.reply': onOwnTicket(() => ({ body: 'An answer.' })),
  'tickets.note': onTicket(() => ({ body: 'Between us.' })),
  'tickets.resolve': onTicket(() => ({ resolution: 'Sewn.' })),
  'tickets.escalate': onTicket(() => ({ reason: 'It burns.' })),
  'tickets.archive': onTicket(),
  'tickets.restore': onTicket(undefined, { before: ['tickets.archive'] }),
  'tickets.addFollower': onTicket(() => ({ email: `${randomUUID()}@friends.example` })),
  'tickets.removeFollower': onTicket(async (things) => ({ participantId: await things.follower() })),
  'tickets.replaceLink': onTicket(async (things) => ({ participantId: await things.requester() })),
  'tickets.changes': onOwnTicket(() => ({ lastEventId: '0' })),
  'tickets.queue': ofDesk(desk),

  'contacts.list': ofDesk(staff, { input: () => ({}) }),
  'contacts.get': onThing(staff, 'contact'),
  'contacts.create': ofDesk(staff, { input: () => ({ firstName: 'Nora' }) }),
  'contacts.update': onThing(staff, 'contact', { lastName: 'Changed' }),
  'contacts.put': ofDesk(staff, { input: () => ({ externalId: randomUUID(), firstName: 'Nora' }) }),
  'contacts.tickets': onThing(staff, 'contact'),

  'labels.list': ofDesk(staff),
  'labels.create': ofDesk(admins, { input: () => ({ name: randomUUID(), colour: '#aa0000' }) }),
  'labels.update': onThing(admins, 'label', { colour: '#00aa00' }),
  'labels.delete': onThing(admins, 'label'),

  'categories.list': ofDesk(desk),
  'categories.create': ofDesk(admins, { input: () => ({ name: randomUUID(), audience: 'customer' }) }),
  'categories.update': onThing(admins, 'category', { roundRobin: true }),
  'categories.delete': onThing(admins, 'category'),

  'departments.list': ofDesk(desk),
  'departments.create': ofDesk(admins, { input: () => ({ name: randomUUID() }) }),
  'departments.update': onThing(admins, 'department', { memberIds: [] }),
  'departments.delete': onThing(admins, 'department'),

  'team.me': { tier: 'person', own: persons },
  'team.rename': { tier: 'person', own: persons, input: () => ({ name: 'Somebody Else' }) },
  'team.members': ofDesk(staff),
  'team.list': ofDesk(staff),
  'team.invite': ofDesk(admins, { input: () => ({ email: `${randomUUID()}@new.example`, role: 'agent' }) }),
  'team.update': onThing(admins, 'member', { role: 'requester' }),
  'team.disable': onThing(admins, 'member'),
  'team.invitations': ofDesk(adminMembers),
  'team.revokeInvitation': onThing(adminMembers, 'invitation'),

  'workspaces.settings': ofDesk(admins),
  'workspaces.update': ofDesk(admins, { input: () => ({ settings: { autoCloseDays: 9 } }) }),
  'workspaces.revealSecret': ofDesk(adminMembers, { input: () => ({ kind: 'inbound' }) }),
  'workspaces.rotateSecret': ofDesk(adminMembers, { input: () => ({ kind: 'inbound' }) }),

  'apiKeys.list': ofDesk(adminMembers),
  'apiKeys.create': ofDesk(adminMembers, { input: () => ({ name: 'Key', scopes: ['tickets:read'] }) }),
  'apiKeys.revoke': onThing(adminMembers, 'apiKey'),

  'email.outbox': ofDesk(admins, { input: () => ({}) }),

  'notifications.list': ofDesk(members, { input: () => ({}) }),
  'notifications.markRead': ofDesk(members, { input: () => ({ all: true }) }),
};
