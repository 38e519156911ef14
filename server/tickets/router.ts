// Tickets for the desk: the console by tRPC, programs by REST. Thin: input, access by the loaders, an action, a view.
import { tracked } from '@trpc/server';
import { z } from 'zod';
import {
  actor,
  escalateInput,
  followerInput,
  memberTicket,
  noteInput,
  participantInput,
  queueHint,
  queueRow,
  refInput,
  replyInput,
  resolveInput,
  ticketCreateInput,
  ticketListInput,
  ticketPatchInput,
  ticketRef,
  ticketTab,
  timeline,
  timelineEntry,
  timelineInput,
} from '#shared/api/tickets.ts';
import { AppError } from '#shared/errors.ts';
import { rowFilterOf } from '#shared/permissions/rows.ts';
import type { Deps } from '../deps.ts';
import { numberOfEventId } from '../events/follow.ts';
import { accessTopic, type Hint, workspaceTopic } from '../events/live.ts';
import { type Context, deskProcedure, router } from '../trpc.ts';
import { workspaceById } from '../workspaces/load.ts';
import type { ChangeOutcome } from './change-actions.ts';
import { noteOnTicket, replyToTicket } from './conversation-actions.ts';
import { type DeskCall, type DeskPrincipal, onceOf } from './desk.ts';
import { openTicketByDesk } from './desk-create-actions.ts';
import { followTicket, readEntry, readTicket, readTimeline, viewOf } from './desk-load.ts';
import { updateTicket } from './edit-actions.ts';
import { moveTicket } from './life-actions.ts';
import { loadTicketForDesk } from './load.ts';
import { addFollower, removeFollowerFrom, replaceParticipantLink } from './people-actions.ts';
import { loadCounts, loadQueue } from './queue-load.ts';

interface Call {
  ctx: Context & { principal: DeskPrincipal };
  path: string;
  input: unknown;
}

const ticketPage = z.object({ items: z.array(queueRow), nextCursor: z.string().nullable() });
/** The message that was written, as a program wants it, with its entry and ticket as the console shows them. */
const messageAnswer = z.object({
  id: z.string(),
  number: z.int(),
  kind: z.enum(['reply', 'note']),
  body: z.string(),
  author: actor,
  createdAt: z.date(),
  entry: timelineEntry,
  ticket: memberTicket,
});
const tabCounts = z.record(ticketTab, z.object({ count: z.int(), more: z.boolean() }));
const tags = ['Tickets'];

export const ticketsRouter = router({
  list: deskProcedure
    .meta({ action: 'ticket.list', openapi: { method: 'GET', path: '/tickets', tags, summary: 'List tickets' } })
    .input(ticketListInput)
    .output(ticketPage)
    .query(({ ctx, input }) => loadQueue(ctx.deps, ctx.principal, input)),

  counts: deskProcedure
    .meta({ action: 'ticket.list' })
    .output(tabCounts)
    .query(({ ctx }) => loadCounts(ctx.deps, ctx.principal)),

  get: deskProcedure
    .meta({ action: 'ticket.read', openapi: { method: 'GET', path: '/tickets/{ref}', tags, summary: 'Read a ticket' } })
    .input(refInput)
    .output(memberTicket)
    .query(({ ctx, input }) => readTicket(ctx.deps, ctx.principal, input.ref)),

  timeline: deskProcedure
    .meta({
      action: 'ticket.read',
      openapi: { method: 'GET', path: '/tickets/{ref}/timeline', tags, summary: 'Messages and changes in order' },
    })
    .input(timelineInput)
    .output(timeline)
    .query(({ ctx, input }) => readTimeline(ctx.deps, ctx.principal, input)),

  create: deskProcedure
    .meta({
      action: 'ticket.create',
      openapi: { method: 'POST', path: '/tickets', tags, summary: 'Open a ticket', successDescription: 'Created' },
    })
    .input(ticketCreateInput)
    .output(memberTicket)
    .mutation(async (call) => {
      const { deps, principal } = call.ctx;
      const opened = await openTicketByDesk(deps, await deskCall(call), call.input);
      return readTicket(deps, principal, opened.ticketId);
    }),

  update: deskProcedure
    .meta({
      action: 'ticket.edit',
      openapi: { method: 'PATCH', path: '/tickets/{ref}', tags, summary: 'Edit a ticket' },
    })
    .input(ticketPatchInput)
    .output(memberTicket)
    .mutation(async (call) => {
      const { deps, principal } = call.ctx;
      try {
        return await changed(call.ctx, await updateTicket(deps, await deskCall(call), call.input));
      } catch (cause) {
        throw await withCurrent(deps, principal, call.input.ref, cause);
      }
    }),

  reply: deskProcedure
    .meta({
      action: 'ticket.reply',
      openapi: {
        method: 'POST',
        path: '/tickets/{ref}/replies',
        tags,
        summary: 'Reply in public',
        successDescription: 'Created',
      },
    })
    .input(replyInput)
    .output(messageAnswer)
    .mutation(async (call) => written(call.ctx, await replyToTicket(call.ctx.deps, await deskCall(call), call.input))),

  note: deskProcedure
    .meta({
      action: 'ticket.note',
      openapi: {
        method: 'POST',
        path: '/tickets/{ref}/notes',
        tags,
        summary: 'Write an internal note',
        successDescription: 'Created',
      },
    })
    .input(noteInput)
    .output(messageAnswer)
    .mutation(async (call) => written(call.ctx, await noteOnTicket(call.ctx.deps, await deskCall(call), call.input))),

  resolve: deskProcedure
    .meta({
      action: 'ticket.resolve',
      openapi: { method: 'POST', path: '/tickets/{ref}/resolve', tags, summary: 'Resolve' },
    })
    .input(resolveInput)
    .output(memberTicket)
    .mutation(async (call) => {
      const { ref, resolution, csat } = call.input;
      const command = { do: 'resolve', resolution, ...(csat === undefined ? {} : { csatScore: csat }) } as const;
      return changed(call.ctx, await moveTicket(call.ctx.deps, await deskCall(call), ref, command));
    }),

  escalate: deskProcedure
    .meta({
      action: 'ticket.escalate',
      openapi: { method: 'POST', path: '/tickets/{ref}/escalate', tags, summary: 'Escalate with a reason' },
    })
    .input(escalateInput)
    .output(memberTicket)
    .mutation(async (call) => {
      const command = { do: 'escalate', reason: call.input.reason } as const;
      return changed(call.ctx, await moveTicket(call.ctx.deps, await deskCall(call), call.input.ref, command));
    }),

  archive: deskProcedure
    .meta({
      action: 'ticket.archive',
      openapi: { method: 'POST', path: '/tickets/{ref}/archive', tags, summary: 'Archive' },
    })
    .input(refInput)
    .output(memberTicket)
    .mutation(async (call) =>
      changed(call.ctx, await moveTicket(call.ctx.deps, await deskCall(call), call.input.ref, { do: 'archive' })),
    ),

  restore: deskProcedure
    .meta({
      action: 'ticket.archive',
      openapi: { method: 'POST', path: '/tickets/{ref}/restore', tags, summary: 'Restore from the archive' },
    })
    .input(refInput)
    .output(memberTicket)
    .mutation(async (call) =>
      changed(call.ctx, await moveTicket(call.ctx.deps, await deskCall(call), call.input.ref, { do: 'restore' })),
    ),

  addFollower: deskProcedure
    .meta({ action: 'ticket.edit' })
    .input(followerInput)
    .output(memberTicket)
    .mutation(async (call) => changed(call.ctx, await addFollower(call.ctx.deps, await deskCall(call), call.input))),

  removeFollower: deskProcedure
    .meta({ action: 'ticket.edit' })
    .input(participantInput)
    .output(memberTicket)
    .mutation(async (call) =>
      changed(call.ctx, await removeFollowerFrom(call.ctx.deps, await deskCall(call), call.input)),
    ),

  replaceLink: deskProcedure
    .meta({ action: 'ticket.edit' })
    .input(participantInput)
    .output(memberTicket)
    .mutation(async (call) =>
      changed(call.ctx, await replaceParticipantLink(call.ctx.deps, await deskCall(call), call.input)),
    ),

  /** The stream of one ticket: resumes after the number in `lastEventId`, without a gap. */
  changes: deskProcedure
    .meta({ action: 'ticket.read' })
    .input(z.strictObject({ ref: ticketRef, lastEventId: z.string().max(20).nullish() }))
    .subscription(async function* ({ ctx, input, signal }) {
      const from = numberOfEventId(input.lastEventId);
      const updates = followTicket(
        ctx.deps,
        ctx.desk,
        { ref: input.ref, from },
        signal ?? new AbortController().signal,
      );
      for await (const [number, update] of updates) yield tracked(String(number), update);
    }),

  /** Hints that tickets of the queue changed. `resync` asks to read again: hints may have been missed. */
  queue: deskProcedure.meta({ action: 'ticket.list' }).subscription(async function* ({ ctx, signal }) {
    const { workspaceId } = ctx.principal;
    const topics = [workspaceTopic(workspaceId)];
    if (ctx.principal.kind === 'member') topics.push(accessTopic(workspaceId, ctx.principal.memberId));
    yield { resync: true as const };
    for await (const wake of ctx.deps.live.wakes(topics, signal ?? new AbortController().signal)) {
      const principal = await ctx.desk();
      if (wake === null) yield { resync: true as const };
      else if (rowFilterOf(principal).rows === 'all') {
        yield queueHint.parse({ ticketId: wake.ticketId, version: wake.version });
      } else if (await isOwn(ctx.deps, principal, wake)) {
        yield queueHint.parse({ ticketId: wake.ticketId, version: wake.version });
      }
    }
  }),
});

async function deskCall({ ctx, path, input }: Call): Promise<DeskCall> {
  const { principal, request, deps } = ctx;
  const workspace = await workspaceById(deps, principal.workspaceId);
  if (workspace === null) throw new AppError('not_found', 'This workspace does not exist any more.');
  return { principal, workspace, once: onceOf(principal, request.idempotencyKey, path, input) };
}

async function changed({ deps, principal }: Call['ctx'], outcome: ChangeOutcome) {
  return readTicket(deps, principal, outcome.ticketId);
}

async function written({ deps, principal }: Call['ctx'], outcome: ChangeOutcome) {
  const ticket = await loadTicketForDesk(deps.sql, principal, outcome.ticketId);
  const entry = await readEntry(deps, principal, ticket, outcome.number);
  const { id, number, createdAt, message } = entry;
  const { kind, body } = message ?? { kind: 'reply' as const, body: '' };
  return { id, number, kind, body, author: entry.actor, createdAt, entry, ticket: viewOf(deps, ticket) };
}

/** A refused edit carries the ticket as it is now, so that the writer can compare. */
async function withCurrent(deps: Deps, principal: DeskPrincipal, ref: string, cause: unknown): Promise<unknown> {
  if (!(cause instanceof AppError) || cause.code !== 'conflict') return cause;
  const data = await readTicket(deps, principal, ref);
  return new AppError('conflict', cause.message, { fields: cause.fields, data });
}

/** Whether the hint is of a colleague's own ticket, and of something there that they may read. */
async function isOwn(deps: Deps, principal: DeskPrincipal, hint: Hint): Promise<boolean> {
  if (principal.kind !== 'member' || !hint.people.includes(principal.memberId)) return false;
  return loadTicketForDesk(deps.sql, principal, hint.ticketId).then(
    () => true,
    () => false,
  );
}
