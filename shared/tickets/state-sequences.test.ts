// Random lives of tickets: what must hold after any sequence of commands, in whatever order they come.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ticketAudiences, ticketPriorities, ticketStatuses } from './schema.ts';
import { decideTicket, refusalOf } from './state.ts';
import type { TicketChanges, TicketCommand, TicketPolicy, TicketState } from './state.ts';

const created: TicketState = {
  status: 'open',
  priority: 'medium',
  audience: 'customer',
  assigneeId: null,
  firstResponseAt: null,
  resolvedAt: null,
  closedAt: null,
  archivedAt: null,
  mergedIntoId: null,
  resolution: null,
  csatScore: null,
};

const status = fc.constantFrom(...ticketStatuses);
const words = fc.constantFrom('', ' ', 'because');
const score = fc.integer({ min: -1, max: 7 });
const command: fc.Arbitrary<TicketCommand> = fc.oneof(
  fc.constantFrom<TicketCommand>(
    { do: 'member_reply' },
    { do: 'customer_reply' },
    { do: 'customer_reply' },
    { do: 'note' },
    { do: 'edit' },
    { do: 'automatic_mail' },
    { do: 'confirm' },
    { do: 'auto_close' },
    { do: 'archive' },
    { do: 'restore' },
    { do: 'merge' },
  ),
  status.map((chosen): TicketCommand => ({ do: 'member_reply', status: chosen })),
  status.map((chosen): TicketCommand => ({ do: 'set_status', status: chosen })),
  words.map((resolution): TicketCommand => ({ do: 'resolve', resolution })),
  fc.tuple(words, score).map(([resolution, csatScore]): TicketCommand => ({ do: 'resolve', resolution, csatScore })),
  score.map((given): TicketCommand => ({ do: 'rate', score: given })),
  words.map((reason): TicketCommand => ({ do: 'escalate', reason })),
);
const policy: fc.Arbitrary<TicketPolicy> = fc.record({
  closedReply: fc.constantFrom('reopen', 'follow_up', 'refuse'),
  reopenDays: fc.nat({ max: 3 }),
  autoCloseDays: fc.nat({ max: 3 }),
});
const life = fc.record({
  start: fc.record({ audience: fc.constantFrom(...ticketAudiences), priority: fc.constantFrom(...ticketPriorities) }),
  policy,
  steps: fc.array(fc.record({ command, hours: fc.nat({ max: 60 }) }), { maxLength: 40 }),
});

interface Step {
  before: TicketState;
  after: TicketState;
  command: TicketCommand;
  decision: ReturnType<typeof decideTicket>;
  now: Date;
}

/** Plays a life as the server does: changes are applied, and merging names the primary. */
function play({ start, policy: rules, steps }: typeof life extends fc.Arbitrary<infer Life> ? Life : never): Step[] {
  let ticket: TicketState = { ...created, ...start };
  let nowMs = Date.parse('2026-01-01T00:00:00Z');
  return steps.map((step) => {
    nowMs += step.hours * 3_600_000;
    const now = new Date(nowMs);
    const before = ticket;
    const decision = decideTicket(before, step.command, rules, now);
    if (decision.ok) ticket = applied(before, decision.changes, step.command);
    return { before, after: ticket, command: step.command, decision, now };
  });
}

function applied(ticket: TicketState, changes: TicketChanges, by: TicketCommand): TicketState {
  const { escalationReason: _, ...columns } = changes;
  return { ...ticket, ...columns, mergedIntoId: by.do === 'merge' ? 'primary' : ticket.mergedIntoId };
}

function always(holds: (step: Step) => void): void {
  fc.assert(
    fc.property(life, (lived) => play(lived).forEach(holds)),
    { numRuns: 500 },
  );
}

test('the times agree with the status', () => {
  always(({ after }) => {
    expect(ticketStatuses).toContain(after.status);
    expect(after.closedAt !== null).toBe(after.status === 'closed');
    if (after.status === 'resolved') expect(after.resolvedAt).not.toBeNull();
    if (after.resolvedAt !== null) expect(['resolved', 'closed']).toContain(after.status);
    if (after.resolvedAt !== null && after.closedAt !== null) {
      expect(after.closedAt.getTime()).toBeGreaterThanOrEqual(after.resolvedAt.getTime());
    }
  });
});

test('the first response is set once, by a member’s reply, and never moves', () => {
  always(({ before, after, command: by, now }) => {
    if (before.firstResponseAt !== null) expect(after.firstResponseAt).toBe(before.firstResponseAt);
    else if (after.firstResponseAt !== null) {
      expect(by.do).toBe('member_reply');
      expect(after.firstResponseAt).toBe(now);
    }
  });
});

test('merged is for good', () => {
  always(({ before, after, decision, command: by }) => {
    if (before.mergedIntoId === null) return;
    expect(after).toEqual(before);
    expect(decision.ok).toBe(by.do === 'automatic_mail');
  });
});

test('a refusal changes nothing, and is what the screens were told', () => {
  fc.assert(
    fc.property(life, (lived) => {
      for (const { before, after, decision, command: by, now } of play(lived)) {
        expect(refusalOf(before, by, lived.policy, now)).toBe(decision.ok ? null : decision.refusal);
        if (!decision.ok) expect(after).toBe(before);
      }
    }),
  );
});

test('a ticket becomes resolved only by Resolve, with words', () => {
  always(({ before, after, command: by }) => {
    if (after.status !== 'resolved' || before.status === 'resolved') return;
    expect(by.do).toBe('resolve');
    expect(after.resolution?.trim()).not.toBe('');
    expect(after.resolution).not.toBeNull();
  });
});

test('an archived ticket is read-only, and restoring gives back what was archived', () => {
  always(({ before, after, command: by }) => {
    if (before.archivedAt !== null) expect({ ...after, archivedAt: null }).toEqual({ ...before, archivedAt: null });
    if (by.do === 'archive' || by.do === 'restore') expect(after.status).toBe(before.status);
  });
});

test('notes, edits and automatic mail change nothing', () => {
  always(({ before, after, command: by }) => {
    if (by.do === 'note' || by.do === 'edit' || by.do === 'automatic_mail') expect(after).toEqual(before);
  });
});

test('a customer’s reply is lost only where the policy refuses it or the ticket was merged', () => {
  fc.assert(
    fc.property(life, (lived) => {
      for (const { before, after, decision, command: by } of play(lived)) {
        if (by.do !== 'customer_reply') continue;
        if (!decision.ok) {
          expect(before.mergedIntoId !== null || lived.policy.closedReply === 'refuse').toBe(true);
        } else if (decision.followUp) {
          expect(after).toEqual(before);
        } else {
          expect(['open', 'in_progress', 'on_hold']).toContain(after.status);
        }
      }
    }),
  );
});

test('scores are whole, 1 to 5', () => {
  always(({ after }) => {
    if (after.csatScore !== null) expect([1, 2, 3, 4, 5]).toContain(after.csatScore);
  });
});
