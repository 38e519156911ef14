// The closed lists that permission is about: what can be done, by which roles and scopes.

export const memberRoles = ['owner', 'admin', 'agent', 'requester'] as const;
export type MemberRole = (typeof memberRoles)[number];

export const apiScopes = [
  'tickets:read',
  'tickets:write',
  'contacts:read',
  'contacts:write',
  'settings:read',
  'settings:write',
  'outbox:read',
] as const;
export type ApiScope = (typeof apiScopes)[number];

export const ticketActions = [
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
  'ticket.delete',
  'ticket.rate',
  'ticket.confirm',
] as const;
export type TicketAction = (typeof ticketActions)[number];

export const actions = [
  ...ticketActions,
  'contact.list',
  'contact.read',
  'contact.write',
  'contact.merge',
  'contact.delete',
  'label.read',
  'label.write',
  'category.read',
  'category.write',
  'department.read',
  'department.write',
  'member.read',
  'member.invite',
  'member.write',
  'settings.read',
  'settings.write',
  'outbox.read',
  'apikey.read',
  'apikey.write',
  'workspace.delete',
] as const;
export type Action = (typeof actions)[number];
