// Random lives of tickets: the real actions on a real database against the pure rules, then the invariants that hold
// whatever happened. FUZZ_SEED runs one life again; FUZZ_SECONDS makes the run longer.
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import type { TicketPolicy } from '#shared/tickets/state.ts';
import {
  addMember,
  asCustomer,
  asDesk,
  changeSettings,
  type TestCaller,
  testDesk,
  visitorHeaders,
} from '../testing/desk.ts';
import {
  anyStep,
  type Expectation,
  type ModelTicket,
  newModel,
  type Step,
  stepModel,
} from '../testing/ticket-model.ts';
import { closeSilentTickets } from './jobs.ts';
import { refusalError } from './refusals.ts';

interface Life {
  model: ModelTicket;
  ticketId: string;
  visitor: TestCaller;
}

const { deps, workspace } = await testDesk();
const agent = await addMember(deps, workspace.id, 'agent');
const seconds = Number(process.env['FUZZ_SECONDS'] ?? 8);
const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 2 ** 31);
let lives = 0;

const anyPolicy: fc.Arbitrary<TicketPolicy> = fc.record({
  closedReply: fc.constantFrom('reopen', 'follow_up', 'refuse'),
  reopenDays: fc.constant(30),
  autoCloseDays: fc.constantFrom(0, 7),
});

async function begin(): Promise<Life> {
  lives += 1;
  const headers = visitorHeaders(workspace.publicKey);
  const visitor = asCustomer(deps, headers, `10.${(lives >> 16) & 255}.${(lives >> 8) & 255}.${lives & 255}`);
  const body = 'The zip broke.';
  const { ticketId } = await visitor.customer.create({ clientId: randomUUID(), subject: 'Zip', body });
  return { model: newModel(body), ticketId, visitor };
}

/** Does the step for real. @returns whether it opened a follow-up. */
async function act({ ticketId: ref, visitor }: Life, step: Step, body: string): Promise<boolean> {
  const key = randomUUID();
  const desk = () => asDesk(deps, agent, key).tickets;
  const status = step.do === 'member_reply' && step.status !== null ? { status: step.status } : {};
  switch (step.do) {
    case 'customer_reply': {
      const reply = () => visitor.customer.reply({ clientId: key, ticketId: ref, body });
      return (await perform(step, reply)).followUp !== null;
    }
    case 'member_reply':
      await perform(step, () => desk().reply({ ref, body, ...status }));
      return false;
    case 'note':
      await perform(step, () => desk().note({ ref, body }));
      return false;
    case 'set_status':
      await perform(step, () => desk().update({ ref, status: step.status }));
      return false;
    case 'set_priority':
      await perform(step, () => desk().update({ ref, priority: step.priority }));
      return false;
    case 'resolve':
      await perform(step, () =>
        desk().resolve({ ref, resolution: body, ...(step.csat === null ? {} : { csat: step.csat }) }),
      );
      return false;
    case 'escalate':
      await perform(step, () => desk().escalate({ ref, reason: body }));
      return false;
    case 'archive':
      await perform(step, () => desk().archive({ ref }));
      return false;
    case 'restore':
      await perform(step, () => desk().restore({ ref }));
      return false;
    case 'confirm':
      await visitor.customer.confirm({ ticketId: ref });
      return false;
    case 'rate':
      await visitor.customer.rate({ ticketId: ref, score: step.score });
      return false;
    case 'timetable':
      await closeSilentTickets(deps, new AbortController().signal);
      return false;
    case 'days_pass':
      await deps.sql`
        update ticket set resolved_at = resolved_at - make_interval(days => ${step.days}),
          closed_at = closed_at - make_interval(days => ${step.days})
        where workspace_id = ${workspace.id} and id = ${ref}`;
      return false;
  }
}

/** Once, or twice in the same moment: then both must come out alike. */
async function perform<Result>(step: { twice: boolean }, call: () => Promise<Result>): Promise<Result> {
  if (!step.twice) return call();
  const [first, second] = await Promise.allSettled([call(), call()]);
  expect(second.status).toBe(first.status);
  if (first.status === 'rejected') throw first.reason;
  return first.value;
}

async function live(life: Life, step: Step, at: number, policy: TicketPolicy): Promise<void> {
  const body = `step ${at}`;
  const expected: Expectation = stepModel(life.model, step, body, policy);
  const outcome = await act(life, step, body).then(
    (followUp) => ({ followUp, refused: null }),
    (cause: unknown) => ({ followUp: false, refused: refusalOf(cause) }),
  );
  expect(outcome).toEqual({
    followUp: expected.followUp,
    refused: expected.refusal === null ? null : refusalError(expected.refusal).message,
  });
}

function refusalOf(cause: unknown): string {
  const error = cause instanceof Error ? (cause.cause ?? cause) : cause;
  if (error instanceof AppError) return error.message;
  throw cause;
}

async function expectInvariants({ model, ticketId }: Life): Promise<void> {
  const { state } = model;
  const ticket = await asDesk(deps, agent).tickets.get({ ref: ticketId });
  expect({ ...ticket, firstResponseAt: ticket.firstResponseAt !== null }).toMatchObject({
    status: state.status,
    priority: state.priority,
    resolution: state.resolution,
    csat: state.csatScore === null ? null : { score: state.csatScore },
    firstResponseAt: state.firstResponseAt !== null,
  });
  const times = ['resolvedAt', 'closedAt', 'archivedAt'] as const;
  expect(times.map((name) => ticket[name] !== null)).toEqual(times.map((name) => state[name] !== null));

  const { sql } = deps;
  const which = sql`workspace_id = ${workspace.id} and ticket_id = ${ticketId}`;
  const events = await sql<{ number: number; kind: string; data: { from?: string; to?: string } }[]>`
    select number, kind, data from event where ${which} order by number`;
  expect(events.map(({ number }) => number)).toEqual(events.map((_, index) => index + 1));
  expect(ticket.version).toBe(events.length);
  expect(events.map(({ kind }) => kind)).toEqual(model.events);

  const messages = await sql<{ body: string }[]>`select body from message where ${which} order by number`;
  expect(messages.map(({ body }) => body)).toEqual(model.messages);

  // The history of the status is a path: each step leaves from where the one before arrived.
  let at = 'open';
  for (const { data } of events.filter(({ kind }) => kind === 'status')) {
    expect(data.from).toBe(at);
    at = data.to ?? '';
  }
  expect(at).toBe(ticket.status);

  // One job for each change, and together they tell of every event once.
  const jobs = await sql<{ from: number; to: number }[]>`
    select (data ->> 'from')::int as from, (data ->> 'to')::int as to from pgboss.job
    where name = 'ticket-event' and data ->> 'ticketId' = ${ticketId} order by 1`;
  expect(jobs).toHaveLength(model.changes);
  expect(jobs.flatMap(({ from, to }) => events.slice(from - 1, to).map(({ number }) => number))).toEqual(
    events.map(({ number }) => number),
  );
}

describe('the life of a ticket', () => {
  it(
    `follows its rules through ${seconds} seconds of random steps (seed ${seed})`,
    { timeout: seconds * 4_000 + 60_000 },
    async () => {
      const steps = fc.array(anyStep, { maxLength: 25, size: 'max' });
      const property = fc.asyncProperty(anyPolicy, steps, async (policy, chosen) => {
        await changeSettings(deps, workspace.id, policy);
        const life = await begin();
        for (const [at, step] of chosen.entries()) await live(life, step, at, policy);
        await expectInvariants(life);
      });
      await fc.assert(property, {
        seed,
        numRuns: 1_000_000,
        interruptAfterTimeLimit: seconds * 1_000,
        markInterruptAsFailure: false,
      });
      process.stdout.write(`${lives} random lives of tickets, seed ${seed}\n`);
    },
  );
});
