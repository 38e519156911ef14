// Customers' procedures: the widget, the public ticket page and the portal speak them.
import { tracked } from '@trpc/server';
import { z } from 'zod';
import {
  customerEntry as customerEntrySchema,
  customerReplyInput,
  customerThread as customerThreadSchema,
  customerTicketInput,
  customerTicketRow,
  pageInput,
  ticketIdInput,
  widgetSettings,
} from '#shared/api/customer.ts';
import { AppError } from '#shared/errors.ts';
import { uuid } from '#shared/ids.ts';
import { paragraphs } from '#shared/text/fields.ts';
import { numberOfEventId } from '../events/follow.ts';
import { customerProcedure, router } from '../trpc.ts';
import type { VisitorCaller } from '../visitors/caller.ts';
import { burnTokens } from '../visitors/token-use.ts';
import { confirmTicket, markTicketRead, rateTicket, replyAsCustomer } from './actions.ts';
import { openTicketByVisitor, requireSecret } from './create-actions.ts';
import { customerEntry, customerThread, customerTickets, followInbox, followThread, widgetSettingsOf } from './load.ts';

const opened = z.object({ ticketId: z.string(), reference: z.string() });
const done = z.object({ ok: z.literal(true) });

export const customerRouter = router({
  settings: customerProcedure
    .meta({ action: 'none' })
    .output(widgetSettings)
    .query(({ ctx }) => widgetSettingsOf(ctx.deps, ctx.caller)),

  tickets: customerProcedure
    .meta({ action: 'ticket.read' })
    .input(z.strictObject(pageInput))
    .output(z.object({ items: z.array(customerTicketRow), nextCursor: z.string().nullable() }))
    .query(({ ctx, input }) => customerTickets(ctx.deps, ctx.caller, input)),

  thread: customerProcedure
    .meta({ action: 'ticket.read' })
    .input(z.strictObject({ ticketId: uuid, before: z.int().min(1).optional() }))
    .output(customerThreadSchema)
    .query(({ ctx, input }) => customerThread(ctx.deps, ctx.caller, input)),

  create: customerProcedure
    .meta({ action: 'ticket.create' })
    .input(customerTicketInput)
    .output(opened)
    .mutation(async ({ ctx, input }) => {
      const { ticketId, reference } = await openTicketByVisitor(ctx.deps, visitorOf(ctx.caller), input, ctx.request);
      return { ticketId, reference };
    }),

  reply: customerProcedure
    .meta({ action: 'ticket.reply' })
    .input(customerReplyInput)
    .output(
      z.object({
        ticketId: z.string(),
        number: z.int(),
        entry: customerEntrySchema.nullable(),
        followUp: opened.nullable(),
      }),
    )
    .mutation(async ({ ctx, input }) => {
      const { deps, caller, request } = ctx;
      const channel = caller.kind === 'link' ? 'portal' : 'widget';
      const result = await replyAsCustomer(deps, caller, input, { address: request.address, channel });
      if (result.kind === 'follow_up') {
        const { ticketId, reference } = result.opened;
        return { ticketId, number: 1, entry: null, followUp: { ticketId, reference } };
      }
      const { ticketId, number } = result.outcome;
      return { ticketId, number, entry: await customerEntry(deps, caller, ticketId, number), followUp: null };
    }),

  seen: customerProcedure
    .meta({ action: 'ticket.read' })
    .input(z.strictObject({ ticketId: uuid, number: z.int().min(0) }))
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await markTicketRead(ctx.deps, ctx.caller, input.ticketId, input.number);
      return { ok: true };
    }),

  rate: customerProcedure
    .meta({ action: 'ticket.rate' })
    .input(
      z.strictObject({ ticketId: uuid, score: z.int().min(1).max(5), comment: paragraphs({ max: 2_000 }).optional() }),
    )
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await rateTicket(ctx.deps, ctx.caller, input);
      return { ok: true };
    }),

  confirm: customerProcedure
    .meta({ action: 'ticket.confirm' })
    .input(ticketIdInput)
    .output(done)
    .mutation(async ({ ctx, input }) => {
      await confirmTicket(ctx.deps, ctx.caller, input.ticketId);
      return { ok: true };
    }),

  /** The host page signed its person out: the tokens that this browser showed prove nothing from now on. */
  forget: customerProcedure
    .meta({ action: 'none' })
    .output(done)
    .mutation(async ({ ctx }) => {
      const caller = visitorOf(ctx.caller);
      await burnTokens(ctx.deps, caller.workspace.id, requireSecret(caller));
      return { ok: true };
    }),

  /** The stream of one thread: resumes after the number in `lastEventId`, without a gap. */
  updates: customerProcedure
    .meta({ action: 'ticket.read' })
    .input(z.strictObject({ ticketId: uuid, lastEventId: z.string().max(20).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const from = numberOfEventId(input.lastEventId);
      const updates = followThread(ctx.deps, ctx.customer, { ticketId: input.ticketId, from }, signal ?? neverAborts());
      for await (const [number, update] of updates) yield tracked(String(number), update);
    }),

  inbox: customerProcedure.meta({ action: 'ticket.read' }).subscription(async function* ({ ctx, signal }) {
    const recheck = async (): Promise<VisitorCaller> => visitorOf(await ctx.customer());
    yield* followInbox(ctx.deps, recheck, signal ?? neverAborts());
  }),
});

function visitorOf(caller: { kind: string }): VisitorCaller {
  if (caller.kind === 'visitor') return caller as VisitorCaller;
  throw new AppError('forbidden', 'A link opens its own ticket and no other.');
}

function neverAborts(): AbortSignal {
  return new AbortController().signal;
}
