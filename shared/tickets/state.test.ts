import { describe, expect, test } from 'vitest';
import type { TicketStatus } from './schema.ts';
import { ticketStatuses } from './schema.ts';
import { decideTicket, isOpenStatus, refusalOf } from './state.ts';
import type { TicketChanges, TicketCommand, TicketPolicy, TicketRefusal, TicketState } from './state.ts';

const now = new Date('2026-03-10T12:00:00Z');
const before = new Date('2026-03-01T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);

const policy: TicketPolicy = { closedReply: 'reopen', reopenDays: 30, autoCloseDays: 7 };

/** A ticket as it is when it got to this status the usual way, answered once. */
function ticketIn(status: TicketStatus, rest: Partial<TicketState> = {}): TicketState {
  const resolved = status === 'resolved' || status === 'closed';
  return {
    status,
    priority: 'medium',
    audience: 'customer',
    assigneeId: null,
    firstResponseAt: status === 'open' ? null : before,
    resolvedAt: resolved ? before : null,
    closedAt: status === 'closed' ? before : null,
    archivedAt: null,
    mergedIntoId: null,
    resolution: resolved ? 'Done.' : null,
    csatScore: null,
    ...rest,
  };
}

const changes = (ticket: TicketState, command: TicketCommand, rules = policy): TicketChanges | TicketRefusal => {
  const decision = decideTicket(ticket, command, rules, now);
  return decision.ok ? decision.changes : decision.refusal;
};

const reopened = { status: 'open', resolvedAt: null, closedAt: null } as const;
const closed = { status: 'closed', closedAt: now } as const;
const resolution = { do: 'resolve', resolution: 'Restarted it.' } as const;
const resolvedNow = { status: 'resolved', resolvedAt: now, closedAt: null, resolution: 'Restarted it.' } as const;

type Row = [name: string, ticket: TicketState, command: TicketCommand, expected: TicketChanges | TicketRefusal];

describe('a member replies', () => {
  test.each<Row>([
    [
      'first, to an open ticket',
      ticketIn('open'),
      { do: 'member_reply' },
      { ...reopened, status: 'in_progress', firstResponseAt: now },
    ],
    [
      'again, to a ticket that the customer reopened',
      ticketIn('open', { firstResponseAt: before }),
      { do: 'member_reply' },
      { ...reopened, status: 'in_progress' },
    ],
    ['to one in progress', ticketIn('in_progress'), { do: 'member_reply' }, {}],
    [
      'first, to one that is on hold',
      ticketIn('on_hold', { firstResponseAt: null }),
      { do: 'member_reply' },
      { firstResponseAt: now },
    ],
    ['to a closed one, which stays closed', ticketIn('closed'), { do: 'member_reply' }, {}],
    [
      'and waits for the customer',
      ticketIn('in_progress'),
      { do: 'member_reply', status: 'pending' },
      { ...reopened, status: 'pending' },
    ],
    [
      'first, and keeps it open by choice',
      ticketIn('open'),
      { do: 'member_reply', status: 'open' },
      { firstResponseAt: now },
    ],
    ['and would resolve without notes', ticketIn('open'), { do: 'member_reply', status: 'resolved' }, 'use_resolve'],
    ['to a resolved one that stays resolved', ticketIn('resolved'), { do: 'member_reply', status: 'resolved' }, {}],
  ])('%s', (_, ticket, command, expected) => {
    expect(changes(ticket, command)).toEqual(expected);
  });
});

describe('a customer replies', () => {
  test.each<[TicketStatus, TicketChanges]>([
    ['open', {}],
    ['in_progress', {}],
    ['pending', reopened],
    ['on_hold', {}],
    ['resolved', reopened],
    ['closed', reopened],
  ])('to one that is %s', (status, expected) => {
    expect(changes(ticketIn(status), { do: 'customer_reply' })).toEqual(expected);
  });

  test.each<[string, TicketState, Partial<TicketPolicy>, ReturnType<typeof decideTicket>]>([
    ['reopens on the last day', ticketIn('closed', { closedAt: daysAgo(30) }), {}, { ok: true, changes: reopened }],
    [
      'starts a follow-up after that',
      ticketIn('closed', { closedAt: new Date(daysAgo(30).getTime() - 1) }),
      {},
      { ok: true, changes: {}, followUp: true },
    ],
    [
      'starts a follow-up at once when no day is left for it',
      ticketIn('closed'),
      { reopenDays: 0 },
      { ok: true, changes: {}, followUp: true },
    ],
    [
      'starts a follow-up by policy',
      ticketIn('closed'),
      { closedReply: 'follow_up' },
      { ok: true, changes: {}, followUp: true },
    ],
    [
      'is refused by policy',
      ticketIn('closed'),
      { closedReply: 'refuse' },
      { ok: false, refusal: 'closed_for_replies' },
    ],
    [
      'to a resolved one is never refused',
      ticketIn('resolved'),
      { closedReply: 'refuse' },
      { ok: true, changes: reopened },
    ],
    [
      'to an archived one starts a follow-up',
      ticketIn('pending', { archivedAt: before }),
      {},
      { ok: true, changes: {}, followUp: true },
    ],
  ])('%s', (_, ticket, rules, expected) => {
    expect(decideTicket(ticket, { do: 'customer_reply' }, { ...policy, ...rules }, now)).toEqual(expected);
  });
});

describe('a member sets the status', () => {
  const reached = ticketStatuses.flatMap((from) => ticketStatuses.map((to) => [from, to] as const));
  test.each(reached)('from %s to %s', (from, to) => {
    const expected = (): TicketChanges | TicketRefusal => {
      if (from === to) return {};
      if (to === 'resolved') return 'use_resolve';
      return to === 'closed' ? closed : { status: to, resolvedAt: null, closedAt: null };
    };
    expect(changes(ticketIn(from), { do: 'set_status', status: to })).toEqual(expected());
  });
});

describe('resolve', () => {
  test.each<Row>([
    ...ticketStatuses.map((status): Row => [
      `one that is ${status}`,
      ticketIn(status),
      resolution,
      isOpenStatus(status) ? resolvedNow : 'already_resolved',
    ]),
    ['without notes', ticketIn('open'), { do: 'resolve', resolution: ' \n' }, 'resolution_missing'],
    [
      'with a score given by phone',
      ticketIn('pending'),
      { ...resolution, csatScore: 5 },
      { ...resolvedNow, csatScore: 5 },
    ],
    ['with a score that is none', ticketIn('pending'), { ...resolution, csatScore: 6 }, 'score_out_of_range'],
  ])('%s', (_, ticket, command, expected) => {
    expect(changes(ticket, command)).toEqual(expected);
  });
});

describe('the requester', () => {
  test.each<Row>([
    ...ticketStatuses.map((status): Row => [
      `confirms one that is ${status}`,
      ticketIn(status),
      { do: 'confirm' },
      status === 'resolved' ? closed : 'not_resolved',
    ]),
    ['rates a resolved ticket', ticketIn('resolved'), { do: 'rate', score: 4 }, { csatScore: 4 }],
    ['rates a closed ticket', ticketIn('closed'), { do: 'rate', score: 1 }, { csatScore: 1 }],
    ['rates again', ticketIn('closed', { csatScore: 1 }), { do: 'rate', score: 5 }, { csatScore: 5 }],
    ['rates an open ticket', ticketIn('open'), { do: 'rate', score: 4 }, 'not_resolved'],
    ['rates with 0', ticketIn('resolved'), { do: 'rate', score: 0 }, 'score_out_of_range'],
    ['rates with 4.5', ticketIn('resolved'), { do: 'rate', score: 4.5 }, 'score_out_of_range'],
    [
      'rates an internal ticket',
      ticketIn('resolved', { audience: 'internal' }),
      { do: 'rate', score: 4 },
      'not_for_internal_tickets',
    ],
  ])('%s', (_, ticket, command, expected) => {
    expect(changes(ticket, command)).toEqual(expected);
  });
});

describe('closing by itself', () => {
  const waited = (ms: number) => ticketIn('resolved', { resolvedAt: new Date(now.getTime() - ms) });
  const week = 7 * 86_400_000;
  test.each<[string, TicketState, number, TicketChanges | TicketRefusal]>([
    ['after seven days', waited(week), 7, closed],
    ['not a moment before', waited(week - 1), 7, 'not_due_for_closing'],
    ['never, where the workspace says never', waited(week * 100), 0, 'not_due_for_closing'],
    ['not when it was reopened meanwhile', ticketIn('open'), 7, 'not_resolved'],
    ['not twice', ticketIn('closed'), 7, 'not_resolved'],
  ])('%s', (_, ticket, autoCloseDays, expected) => {
    expect(changes(ticket, { do: 'auto_close' }, { ...policy, autoCloseDays })).toEqual(expected);
  });
});

describe('escalate', () => {
  const escalate = { do: 'escalate', reason: 'Production is down.' } as const;
  test.each<Row>([
    ...ticketStatuses.map((status): Row => [
      `one that is ${status}`,
      ticketIn(status),
      escalate,
      isOpenStatus(status) ? { priority: 'urgent', escalationReason: 'Production is down.' } : 'already_resolved',
    ]),
    ['one that is urgent', ticketIn('open', { priority: 'urgent' }), escalate, 'already_urgent'],
    ['without a reason', ticketIn('open'), { do: 'escalate', reason: '  ' }, 'reason_missing'],
  ])('%s', (_, ticket, command, expected) => {
    expect(changes(ticket, command)).toEqual(expected);
  });
});

describe('merged and archived tickets', () => {
  const every: TicketCommand[] = [
    { do: 'member_reply' },
    { do: 'note' },
    { do: 'customer_reply' },
    { do: 'set_status', status: 'open' },
    { do: 'edit' },
    resolution,
    { do: 'confirm' },
    { do: 'rate', score: 5 },
    { do: 'auto_close' },
    { do: 'escalate', reason: 'x' },
    { do: 'merge' },
    { do: 'archive' },
    { do: 'restore' },
  ];

  test.each(every)('a merged ticket refuses $do', (command) => {
    const merged = ticketIn('closed', { mergedIntoId: 'primary' });
    expect(refusalOf(merged, command, policy, now)).toBe('merged');
  });

  const readable = ['restore', 'customer_reply'];
  test.each(every.filter((command) => !readable.includes(command.do)))('an archived ticket refuses $do', (command) => {
    expect(refusalOf(ticketIn('resolved', { archivedAt: before }), command, policy, now)).toBe('archived');
  });

  test.each<Row>([
    ['archiving keeps the status', ticketIn('pending'), { do: 'archive' }, { archivedAt: now }],
    [
      'restoring keeps the status',
      ticketIn('pending', { archivedAt: before }),
      { do: 'restore' },
      { archivedAt: null },
    ],
    ['restoring what is not archived', ticketIn('pending'), { do: 'restore' }, 'not_archived'],
    ['merging closes', ticketIn('pending'), { do: 'merge' }, closed],
    ['merging a closed one', ticketIn('closed'), { do: 'merge' }, {}],
    ['notes and edits change no status', ticketIn('closed'), { do: 'note' }, {}],
    ['automatic mail to a closed one', ticketIn('closed'), { do: 'automatic_mail' }, {}],
    ['automatic mail to a pending one', ticketIn('pending'), { do: 'automatic_mail' }, {}],
    ['automatic mail to an archived one', ticketIn('open', { archivedAt: before }), { do: 'automatic_mail' }, {}],
    ['automatic mail to a merged one', ticketIn('closed', { mergedIntoId: 'primary' }), { do: 'automatic_mail' }, {}],
  ])('%s', (_, ticket, command, expected) => {
    expect(changes(ticket, command)).toEqual(expected);
  });
});
