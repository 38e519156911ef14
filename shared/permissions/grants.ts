// Who may do what at all, as data: the table of roles and the table of scopes. Which rows it holds for is in rows.ts.
import type { Action, ApiScope, MemberRole } from './actions.ts';

/** Everybody who acts without being a member or a program. */
export const customerKinds = ['anonymous', 'visitor', 'link', 'customer'] as const;
export type CustomerKind = (typeof customerKinds)[number];

const ownTickets = ['ticket.read', 'ticket.reply', 'ticket.rate', 'ticket.confirm'] as const;

const agent = [
  'ticket.list',
  'ticket.read',
  'ticket.create',
  'ticket.reply',
  'ticket.note',
  'ticket.edit',
  'ticket.status',
  'ticket.assign',
  'ticket.label',
  'ticket.resolve',
  'ticket.escalate',
  'ticket.merge',
  'ticket.archive',
  'contact.list',
  'contact.read',
  'contact.write',
  'contact.merge',
  'label.read',
  'category.read',
  'department.read',
  'member.read',
] as const;

const admin = [
  ...agent,
  'ticket.delete',
  'contact.delete',
  'label.write',
  'category.write',
  'department.write',
  'member.invite',
  'member.write',
  'settings.read',
  'settings.write',
  'outbox.read',
  'apikey.read',
  'apikey.write',
] as const;

/** Rating and confirming are the requester's own words, so no colleague does them. */
export const roleGrants: Readonly<Record<MemberRole, readonly Action[]>> = {
  requester: [
    'ticket.list',
    'ticket.read',
    'ticket.create',
    'ticket.reply',
    'ticket.confirm',
    'category.read',
    'department.read',
  ],
  agent,
  admin,
  owner: [...admin, 'workspace.delete'],
};

export const customerGrants: Readonly<Record<CustomerKind, readonly Action[]>> = {
  anonymous: ['ticket.create'],
  visitor: ['ticket.list', 'ticket.create', ...ownTickets],
  link: ownTickets,
  customer: ['ticket.list', 'ticket.create', ...ownTickets],
};

/** A program cannot make keys, delete for good, or speak as the requester who rates. */
export const scopeGrants: Readonly<Record<ApiScope, readonly Action[]>> = {
  'tickets:read': ['ticket.list', 'ticket.read', 'label.read', 'category.read', 'department.read'],
  'tickets:write': [
    'ticket.create',
    'ticket.reply',
    'ticket.note',
    'ticket.edit',
    'ticket.status',
    'ticket.assign',
    'ticket.label',
    'ticket.resolve',
    'ticket.escalate',
    'ticket.merge',
    'ticket.archive',
  ],
  'contacts:read': ['contact.list', 'contact.read'],
  'contacts:write': ['contact.write', 'contact.merge'],
  'settings:read': ['settings.read', 'label.read', 'category.read', 'department.read', 'member.read'],
  'settings:write': [
    'settings.write',
    'label.write',
    'category.write',
    'department.write',
    'member.invite',
    'member.write',
  ],
  'outbox:read': ['outbox.read'],
};
