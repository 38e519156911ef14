import { describe, expect, test } from 'vitest';
import { actions, apiScopes, memberRoles } from './actions.ts';
import type { Action } from './actions.ts';
import { isGranted, may } from './policy.ts';
import type { PolicyObject } from './policy.ts';
import type { Principal } from './principal.ts';

const home = 'w1';
const principals = {
  anonymous: { kind: 'anonymous' },
  visitor: { kind: 'visitor', workspaceId: home, visitorId: 'v1', contactId: null },
  identified: { kind: 'visitor', workspaceId: home, visitorId: null, contactId: 'c1' },
  link: { kind: 'link', workspaceId: home, ticketId: 't1', participantId: 'p1' },
  customer: { kind: 'customer', workspaceId: home, contactId: 'c1' },
  requester: { kind: 'member', workspaceId: home, memberId: 'm1', role: 'requester' },
  agent: { kind: 'member', workspaceId: home, memberId: 'm1', role: 'agent' },
  admin: { kind: 'member', workspaceId: home, memberId: 'm1', role: 'admin' },
  owner: { kind: 'member', workspaceId: home, memberId: 'm1', role: 'owner' },
} as const satisfies Record<string, Principal>;
type Name = keyof typeof principals;

// A ticket that is each one's own: what is refused here is refused on every ticket.
const ownTicket: Record<Name, PolicyObject> = {
  anonymous: { workspaceId: home, audience: 'customer' },
  visitor: { workspaceId: home, ticketId: 't1', audience: 'customer', visitorId: 'v1', requesterContactId: null },
  identified: { workspaceId: home, ticketId: 't1', audience: 'customer', visitorId: null, requesterContactId: 'c1' },
  link: { workspaceId: home, ticketId: 't1', audience: 'customer' },
  customer: { workspaceId: home, ticketId: 't1', audience: 'customer', requesterContactId: 'c1' },
  requester: { workspaceId: home, ticketId: 't1', audience: 'internal', requesterMemberId: 'm1' },
  agent: { workspaceId: home, ticketId: 't1', audience: 'customer', requesterContactId: 'c9' },
  admin: { workspaceId: home, ticketId: 't1', audience: 'customer', requesterContactId: 'c9' },
  owner: { workspaceId: home, ticketId: 't1', audience: 'customer', requesterContactId: 'c9' },
};

const columns = [
  'anonymous',
  'visitor',
  'identified',
  'link',
  'customer',
  'requester',
  'agent',
  'admin',
  'owner',
] as const;
const matrix: Record<Action, string> = {
  //                   an vi id li cu re ag ad ow
  'ticket.list': '     -  y  y  -  y  y  y  y  y',
  'ticket.read': '     -  y  y  y  y  y  y  y  y',
  'ticket.create': '   y  y  y  -  y  y  y  y  y',
  'ticket.reply': '    -  y  y  y  y  y  y  y  y',
  'ticket.note': '     -  -  -  -  -  -  y  y  y',
  'ticket.edit': '     -  -  -  -  -  -  y  y  y',
  'ticket.status': '   -  -  -  -  -  -  y  y  y',
  'ticket.assign': '   -  -  -  -  -  -  y  y  y',
  'ticket.label': '    -  -  -  -  -  -  y  y  y',
  'ticket.resolve': '  -  -  -  -  -  -  y  y  y',
  'ticket.escalate': ' -  -  -  -  -  -  y  y  y',
  'ticket.merge': '    -  -  -  -  -  -  y  y  y',
  'ticket.archive': '  -  -  -  -  -  -  y  y  y',
  'ticket.delete': '   -  -  -  -  -  -  -  y  y',
  'ticket.rate': '     -  y  y  y  y  -  -  -  -',
  'ticket.confirm': '  -  y  y  y  y  y  -  -  -',
  'contact.list': '    -  -  -  -  -  -  y  y  y',
  'contact.read': '    -  -  -  -  -  -  y  y  y',
  'contact.write': '   -  -  -  -  -  -  y  y  y',
  'contact.merge': '   -  -  -  -  -  -  y  y  y',
  'contact.delete': '  -  -  -  -  -  -  -  y  y',
  'label.read': '      -  -  -  -  -  -  y  y  y',
  'label.write': '     -  -  -  -  -  -  -  y  y',
  'category.read': '   -  -  -  -  -  y  y  y  y',
  'category.write': '  -  -  -  -  -  -  -  y  y',
  'department.read': ' -  -  -  -  -  y  y  y  y',
  'department.write': '-  -  -  -  -  -  -  y  y',
  'member.read': '     -  -  -  -  -  -  y  y  y',
  'member.invite': '   -  -  -  -  -  -  -  y  y',
  'member.write': '    -  -  -  -  -  -  -  y  y',
  'settings.read': '   -  -  -  -  -  -  -  y  y',
  'settings.write': '  -  -  -  -  -  -  -  y  y',
  'outbox.read': '     -  -  -  -  -  -  -  y  y',
  'apikey.read': '     -  -  -  -  -  -  -  y  y',
  'apikey.write': '    -  -  -  -  -  -  -  y  y',
  'workspace.delete': '-  -  -  -  -  -  -  -  y',
};

const cells = actions.flatMap((action) => {
  const marks = matrix[action].trim().split(/\s+/);
  return columns.map((name, index) => [name, action, marks[index] === 'y'] as const);
});

describe('who may do what, on their own', () => {
  test.each(cells)('%s %s: %s', (name, action, expected) => {
    expect(may(principals[name], action, ownTicket[name])).toBe(expected);
    expect(isGranted(principals[name], action)).toBe(expected);
  });

  test.each(cells.filter(([name, , yes]) => yes && name !== 'anonymous'))(
    '%s %s in another workspace: no',
    (name, action) => {
      expect(may(principals[name], action, { ...ownTicket[name], workspaceId: 'w2' })).toBe(false);
    },
  );
});

describe('which tickets', () => {
  const customerTicket = { workspaceId: home, ticketId: 't2', audience: 'customer' } as const;
  const internalTicket = { workspaceId: home, ticketId: 't3', audience: 'internal' } as const;
  test.each<[string, Name, PolicyObject, boolean]>([
    ['a browser reads what another browser opened', 'visitor', { ...customerTicket, visitorId: 'v2' }, false],
    [
      'a browser without a contact reads a ticket without a contact',
      'visitor',
      { ...customerTicket, visitorId: null, requesterContactId: null },
      false,
    ],
    [
      'an identified visitor reads a ticket that no browser opened',
      'identified',
      { ...customerTicket, visitorId: null, requesterContactId: 'c2' },
      false,
    ],
    [
      'an identified visitor reads their own ticket that came by mail',
      'identified',
      { ...customerTicket, visitorId: null, requesterContactId: 'c1' },
      true,
    ],
    [
      'a customer reads a ticket of another contact',
      'customer',
      { ...customerTicket, requesterContactId: 'c2' },
      false,
    ],
    [
      'a customer reads an internal ticket with their contact',
      'customer',
      { ...internalTicket, requesterContactId: 'c1' },
      false,
    ],
    ['a link reads the next ticket of the same person', 'link', { ...customerTicket, requesterContactId: 'c1' }, false],
    [
      'a requester reads a colleague’s internal ticket',
      'requester',
      { ...internalTicket, requesterMemberId: 'm2' },
      false,
    ],
    ['a requester reads a customer ticket', 'requester', { ...customerTicket, requesterContactId: 'c1' }, false],
    [
      'a requester reads a ticket of unknown audience',
      'requester',
      { workspaceId: home, requesterMemberId: 'm1' },
      false,
    ],
    ['an agent reads a colleague’s internal ticket', 'agent', { ...internalTicket, requesterMemberId: 'm2' }, true],
  ])('%s (%s)', (_, name, ticket, expected) => {
    expect(may(principals[name], 'ticket.read', ticket)).toBe(expected);
  });

  test.each<[string, Name, PolicyObject, boolean]>([
    ['a requester opens an internal ticket', 'requester', internalTicket, true],
    ['a requester opens one in a colleague’s name', 'requester', { ...internalTicket, requesterMemberId: 'm2' }, false],
    ['a requester opens one in a customer’s name', 'requester', { ...internalTicket, requesterContactId: 'c1' }, false],
    ['a requester opens a customer ticket', 'requester', customerTicket, false],
    ['an agent opens one in a customer’s name', 'agent', { ...customerTicket, requesterContactId: 'c1' }, true],
    ['a visitor opens an internal ticket', 'visitor', internalTicket, false],
    ['a visitor opens one in a contact’s name', 'visitor', { ...customerTicket, requesterContactId: 'c1' }, false],
    ['a visitor opens one in another browser’s name', 'visitor', { ...customerTicket, visitorId: 'v2' }, false],
    [
      'an identified visitor opens one for their contact',
      'identified',
      { ...customerTicket, requesterContactId: 'c1' },
      true,
    ],
    ['anybody opens an internal ticket', 'anonymous', internalTicket, false],
    ['anybody opens one in a contact’s name', 'anonymous', { ...customerTicket, requesterContactId: 'c1' }, false],
  ])('%s (%s)', (_, name, ticket, expected) => {
    expect(may(principals[name], 'ticket.create', ticket)).toBe(expected);
  });

  test('without an object the answer is about every row', () => {
    expect(may(principals.agent, 'ticket.read')).toBe(true);
    for (const name of ['visitor', 'identified', 'link', 'customer', 'requester'] as const) {
      expect(may(principals[name], 'ticket.read')).toBe(false);
      expect(may(principals[name], 'ticket.create')).toBe(false);
    }
    expect(may(principals.requester, 'ticket.list')).toBe(true);
  });
});

describe('roles of members', () => {
  const program: Principal = { kind: 'program', workspaceId: home, apiKeyId: 'k1', scopes: ['settings:write'] };
  test.each(memberRoles)('an owner makes and changes members with role %s', (memberRole) => {
    expect(may(principals.owner, 'member.invite', { workspaceId: home, memberRole })).toBe(true);
    expect(may(principals.owner, 'member.write', { workspaceId: home, memberRole })).toBe(true);
  });
  test.each([
    ['an admin makes an admin', principals.admin, 'admin', true],
    ['an admin makes an owner', principals.admin, 'owner', false],
    ['a program makes an agent', program, 'agent', true],
    ['a program makes an admin', program, 'admin', false],
    ['a program makes an owner', program, 'owner', false],
  ] as const)('%s', (_, principal, memberRole, expected) => {
    expect(may(principal, 'member.invite', { workspaceId: home, memberRole })).toBe(expected);
    expect(may(principal, 'member.write', { workspaceId: home, memberRole })).toBe(expected);
  });
});

describe('programs', () => {
  const never: Action[] = [
    'ticket.delete',
    'ticket.rate',
    'ticket.confirm',
    'contact.delete',
    'apikey.read',
    'apikey.write',
    'workspace.delete',
  ];

  test('without scopes may do nothing', () => {
    const program: Principal = { kind: 'program', workspaceId: home, apiKeyId: 'k1', scopes: [] };
    for (const action of actions) expect(may(program, action, { workspaceId: home })).toBe(false);
  });

  test('with every scope may neither delete for good nor make keys nor speak as the requester', () => {
    const program: Principal = { kind: 'program', workspaceId: home, apiKeyId: 'k1', scopes: apiScopes };
    for (const action of actions) {
      expect(may(program, action, { workspaceId: home })).toBe(!never.includes(action));
    }
  });

  test('that may read may not write', () => {
    const scopes = apiScopes.filter((scope) => scope.endsWith(':read'));
    const program: Principal = { kind: 'program', workspaceId: home, apiKeyId: 'k1', scopes };
    for (const action of actions) {
      if (may(program, action, { workspaceId: home })) expect(action).toMatch(/\.(read|list)$/);
    }
  });
});
