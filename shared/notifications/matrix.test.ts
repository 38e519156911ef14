import { describe, expect, test } from 'vitest';
import { type Telling, type ToldChange, type ToldEvent, type ToldPeople, whoIsToldWhat } from './matrix.ts';

const people: ToldPeople = {
  members: [
    { id: 'olga', role: 'owner' },
    { id: 'adam', role: 'admin' },
    { id: 'anna', role: 'agent' },
    { id: 'arne', role: 'agent' },
    { id: 'rosa', role: 'requester' },
  ],
  participants: [
    { id: 'p-kim', role: 'requester', contactId: 'kim', memberId: null },
    { id: 'p-lee', role: 'follower', contactId: 'lee', memberId: null },
    { id: 'p-arne', role: 'follower', contactId: null, memberId: 'arne' },
  ],
};
const ticket = { audience: 'customer', assigneeId: 'anna' } as const;

const event = (number: number, kind: string, more: Partial<ToldEvent> = {}): ToldEvent => ({
  number,
  kind,
  data: {},
  side: null,
  automatic: false,
  mentions: [],
  ...more,
});
const by = (kind: ToldChange['actor']['kind'], id: string | null, ...events: ToldEvent[]): ToldChange => ({
  actor: { kind, id },
  events,
});
const told = (change: ToldChange, on: Parameters<typeof whoIsToldWhat>[1] = ticket): string[] =>
  whoIsToldWhat(change, on, people).map(inWords).sort();
const inWords = (telling: Telling): string =>
  telling.to === 'member'
    ? `${telling.memberId} by ${telling.by}: ${telling.occasion} ${telling.number}`
    : `${telling.participantId} by mail: ${telling.occasion} ${telling.number}`;

describe('a new ticket', () => {
  test('tells its customers, also the one who wrote it, and its assignee once although it was assigned as well', () => {
    expect(
      told(
        by('visitor', 'v', event(1, 'created', { side: 'customer' }), event(2, 'assignee', { data: { to: 'anna' } })),
      ),
    ).toEqual([
      'anna by email: created 1',
      'anna by inbox: created 1',
      'p-kim by mail: created 1',
      'p-lee by mail: created 1',
    ]);
  });

  test('does not tell the member who opened it and takes it', () => {
    expect(told(by('member', 'anna', event(1, 'created')))).toEqual([
      'p-kim by mail: created 1',
      'p-lee by mail: created 1',
    ]);
  });
});

describe('a reply', () => {
  const reply = event(5, 'reply', { side: 'team' });
  test('of a member tells every customer by mail, once, although the status changed with it', () => {
    expect(told(by('member', 'anna', reply, event(6, 'status', { data: { from: 'open', to: 'pending' } })))).toEqual([
      'arne by email: team_replied 5',
      'arne by inbox: team_replied 5',
      'p-kim by mail: team_replied 5',
      'p-lee by mail: team_replied 5',
    ]);
  });

  test('of a customer tells the assignee in the inbox and no customer', () => {
    expect(told(by('contact', 'kim', event(5, 'reply', { side: 'customer' })))).toEqual([
      'anna by inbox: customer_replied 5',
      'arne by inbox: customer_replied 5',
    ]);
  });

  test('that reopens mails the other customers of the new status, not the one who wrote', () => {
    const change = by('contact', 'kim', event(5, 'reply', { side: 'customer' }), event(6, 'status'));
    expect(told(change).filter((line) => line.startsWith('p-'))).toEqual(['p-lee by mail: status_changed 6']);
  });

  test('that a machine wrote tells nobody', () => {
    expect(told(by('contact', 'kim', event(5, 'reply', { side: 'customer', automatic: true })))).toEqual([]);
  });
});

describe('a change', () => {
  test('of the assignee tells the new one, and nobody when the ticket is given back', () => {
    expect(told(by('member', 'adam', event(3, 'assignee', { data: { from: null, to: 'anna' } })))).toEqual([
      'anna by email: assigned 3',
      'anna by inbox: assigned 3',
    ]);
    expect(told(by('member', 'adam', event(3, 'assignee', { data: { from: 'anna', to: null } })))).toEqual([]);
  });

  test('of the assignee does not tell who takes a ticket', () => {
    expect(told(by('member', 'anna', event(3, 'assignee', { data: { to: 'anna' } })))).toEqual([]);
  });

  test('of status by the timetable tells the customers', () => {
    expect(told(by('system', null, event(3, 'status')))).toEqual([
      'arne by inbox: status_changed 3',
      'p-kim by mail: status_changed 3',
      'p-lee by mail: status_changed 3',
    ]);
  });

  test('to resolved sends the rating mail and no second one about the status', () => {
    const change = by('member', 'anna', event(7, 'status', { data: { to: 'resolved' } }), event(8, 'resolved'));
    expect(told(change)).toEqual([
      'arne by email: resolved 8',
      'arne by inbox: resolved 8',
      'p-kim by mail: resolved 8',
      'p-lee by mail: resolved 8',
    ]);
  });

  test('that a visitor makes is not told to the requester, who is the visitor', () => {
    expect(told(by('visitor', 'v', event(7, 'status'))).filter((line) => line.startsWith('p-'))).toEqual([
      'p-lee by mail: status_changed 7',
    ]);
  });

  test('of what customers do not see tells no customer', () => {
    const kinds = ['priority', 'labels', 'category', 'department', 'archived', 'follower_added', 'csat'];
    expect(kinds.flatMap((kind) => told(by('member', 'adam', event(3, kind))))).toEqual([]);
  });
});

test('an escalation tells admins and owners in the inbox, but not the one who escalated', () => {
  expect(told(by('member', 'adam', event(4, 'priority'), event(5, 'escalated')))).toEqual([
    'olga by inbox: escalated 5',
  ]);
});

test('a note tells the members whom it names and never a customer or a requester', () => {
  const note = event(4, 'note', { side: 'team', mentions: ['adam', 'rosa', 'anna'] });
  expect(told(by('member', 'anna', note))).toEqual(['adam by inbox: mentioned 4']);
  expect(told(by('member', 'anna', event(4, 'note', { side: 'team' })))).toEqual([]);
});

test('an internal ticket tells the colleague who opened it and never a contact', () => {
  const internal = { audience: 'internal', assigneeId: 'anna' } as const;
  const desk: ToldPeople = {
    ...people,
    participants: [
      { id: 'p-rosa', role: 'requester', contactId: null, memberId: 'rosa' },
      ...people.participants.slice(1, 2),
    ],
  };
  const change = by('member', 'anna', event(5, 'reply', { side: 'team' }));
  expect(whoIsToldWhat(change, internal, desk).map(inWords)).toEqual([
    'rosa by email: team_replied 5',
    'rosa by inbox: team_replied 5',
  ]);
});

test('a member who cannot sign in any more is not told', () => {
  expect(
    told(by('contact', 'kim', event(5, 'reply', { side: 'customer' })), { ...ticket, assigneeId: 'gone' }),
  ).toEqual(['arne by inbox: customer_replied 5']);
});

test('a breach tells assignee and admins, and an admin who is the assignee once by each way', () => {
  expect(told(by('system', null, event(5, 'sla_breached')), { ...ticket, assigneeId: 'adam' })).toEqual([
    'adam by email: sla_breached 5',
    'adam by inbox: sla_breached 5',
    'olga by email: sla_breached 5',
    'olga by inbox: sla_breached 5',
  ]);
});
