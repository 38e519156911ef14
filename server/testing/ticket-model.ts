// What a ticket should be after each step, told by the pure rules alone: the other half of the random lives that tests
// lead against the real actions.
import fc from 'fast-check';
import { type TicketPriority, type TicketStatus, ticketPriority, ticketStatus } from '#shared/tickets/schema.ts';
import {
  decideTicket,
  type TicketCommand,
  type TicketPolicy,
  type TicketRefusal,
  type TicketState,
} from '#shared/tickets/state.ts';

/** Something that somebody does to a ticket. `twice`: the same call comes a second time at the same moment. */
export type Step =
  | { do: 'customer_reply'; twice: boolean }
  | { do: 'member_reply'; status: TicketStatus | null; twice: boolean }
  | { do: 'note'; twice: boolean }
  | { do: 'set_status'; status: TicketStatus; twice: boolean }
  | { do: 'set_priority'; priority: TicketPriority; twice: boolean }
  | { do: 'resolve'; csat: number | null; twice: boolean }
  | { do: 'escalate'; twice: boolean }
  | { do: 'archive'; twice: boolean }
  | { do: 'restore'; twice: boolean }
  | { do: 'confirm' }
  | { do: 'rate'; score: number }
  | { do: 'timetable' }
  | { do: 'days_pass'; days: number };

export interface ModelTicket {
  state: TicketState;
  /** Kinds of all events, in order. */
  events: string[];
  /** Bodies of all messages, in order. */
  messages: string[];
  /** How many calls changed something. */
  changes: number;
}

export interface Expectation {
  refusal: TicketRefusal | null;
  followUp: boolean;
}

const twice = fc.boolean();
const status = fc.constantFrom(...ticketStatus.options);
const nullable = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: null });

/** Any step, the ones that move a ticket on more often than the others. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('customer_reply' as const), twice }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('member_reply' as const), status: nullable(status), twice }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('resolve' as const),
      csat: nullable(fc.integer({ min: 1, max: 5 })),
      twice,
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('set_status' as const), status, twice }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('confirm' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rate' as const), score: fc.integer({ min: 1, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('timetable' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('days_pass' as const), days: fc.constantFrom(3, 8, 31) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('note' as const), twice }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('set_priority' as const),
      priority: fc.constantFrom(...ticketPriority.options),
      twice,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('escalate' as const), twice }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('archive' as const), twice }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restore' as const), twice }) },
);

/** A ticket of a customer as it begins, with its first message. */
export function newModel(body: string): ModelTicket {
  const state: TicketState = {
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
  return { state, events: ['created'], messages: [body], changes: 1 };
}

/**
 * Does the step to the model.
 * @param body What the step writes, where it writes.
 */
export function stepModel(model: ModelTicket, step: Step, body: string, policy: TicketPolicy): Expectation {
  const nothing: Expectation = { refusal: null, followUp: false };
  const { state } = model;
  if (step.do === 'days_pass') {
    const earlier = (at: Date | null) => at && new Date(at.getTime() - step.days * 86_400_000);
    Object.assign(state, { resolvedAt: earlier(state.resolvedAt), closedAt: earlier(state.closedAt) });
    return nothing;
  }
  // Said twice, confirmed is confirmed.
  if (step.do === 'confirm' && state.status === 'closed') return nothing;
  const decision = decideTicket(state, commandOf(step, body), policy, new Date());
  if (!decision.ok) return step.do === 'timetable' ? nothing : { refusal: decision.refusal, followUp: false };
  if (decision.followUp === true) return { refusal: null, followUp: true };
  const before = { ...state };
  Object.assign(state, decision.changes);
  if (step.do === 'set_priority') state.priority = step.priority;
  const kinds = [
    ...(writes(step) ? [step.do === 'note' ? 'note' : 'reply'] : []),
    ...(state.status === before.status ? [] : ['status']),
    ...(state.priority === before.priority ? [] : ['priority']),
    ...extraKinds(step, before),
  ];
  model.events.push(...kinds);
  if (writes(step)) model.messages.push(body);
  if (kinds.length > 0) model.changes += 1;
  return nothing;
}

function writes(step: Step): boolean {
  return step.do === 'customer_reply' || step.do === 'member_reply' || step.do === 'note';
}

function extraKinds(step: Step, before: TicketState): string[] {
  switch (step.do) {
    case 'resolve':
      return ['resolved'];
    case 'escalate':
      return ['escalated'];
    case 'archive':
      return ['archived'];
    case 'restore':
      return ['restored'];
    case 'rate':
      return before.csatScore === step.score ? [] : ['csat'];
    default:
      return [];
  }
}

function commandOf(step: Exclude<Step, { do: 'days_pass' }>, body: string): TicketCommand {
  switch (step.do) {
    case 'member_reply':
      return step.status === null ? { do: 'member_reply' } : { do: 'member_reply', status: step.status };
    case 'set_priority':
      return { do: 'edit' };
    case 'resolve':
      return { do: 'resolve', resolution: body, ...(step.csat === null ? {} : { csatScore: step.csat }) };
    case 'escalate':
      return { do: 'escalate', reason: body };
    case 'timetable':
      return { do: 'auto_close' };
    default:
      return step;
  }
}
