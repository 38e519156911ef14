// A member's inbox.
import { z } from 'zod';
import { pageInput } from '#shared/api/customer.ts';
import { uuid } from '#shared/ids.ts';
import { occasions } from '#shared/notifications/matrix.ts';
import { ticketStatus } from '#shared/tickets/schema.ts';
import { pageOf, readCursor } from '../db/cursor.ts';
import { memberProcedure, router } from '../trpc.ts';
import { countUnread, markNotificationsRead, selectInbox } from './store.ts';

const notification = z.object({
  id: z.string(),
  /** What happened; see the matrix of notifications. */
  kind: z.enum(occasions).catch('status_changed'),
  createdAt: z.date(),
  readAt: z.date().nullable(),
  /** Who did it; empty for Deskbell itself. */
  actorName: z.string(),
  ticket: z.object({ id: z.string(), reference: z.string(), subject: z.string(), status: ticketStatus }),
});

const limitDefault = 30;
const unreadMax = 100;

export const notificationsRouter = router({
  list: memberProcedure
    .meta({ action: 'none' })
    .input(z.strictObject({ ...pageInput, unreadOnly: z.boolean().optional() }))
    .output(
      z.object({
        items: z.array(notification),
        nextCursor: z.string().nullable(),
        /** Counted up to 100: show "99+" there. */
        unread: z.int(),
      }),
    )
    .query(async ({ ctx, input }) => {
      const { sql, keys } = ctx.deps;
      const { workspaceId, memberId } = ctx.principal;
      const limit = input.limit ?? limitDefault;
      const unreadOnly = input.unreadOnly === true;
      const list = `inbox ${workspaceId} ${memberId} ${String(unreadOnly)}`;
      const after = readCursor(keys, list, input.cursor);
      const [rows, unread] = await Promise.all([
        selectInbox(sql, workspaceId, memberId, { after, unreadOnly, limit: limit + 1 }),
        countUnread(sql, workspaceId, memberId, unreadMax),
      ]);
      const page = pageOf(keys, list, rows, limit);
      const items = page.rows.map(({ cursorAt: _, ...item }) => item as z.infer<typeof notification>);
      return { items, nextCursor: page.nextCursor, unread };
    }),

  markRead: memberProcedure
    .meta({ action: 'none' })
    .input(
      z.union([
        z.strictObject({ ids: z.array(uuid).min(1).max(100) }),
        z.strictObject({ ticketId: uuid }),
        z.strictObject({ all: z.literal(true) }),
      ]),
    )
    .output(z.object({ unread: z.int() }))
    .mutation(async ({ ctx, input }) => {
      const { sql } = ctx.deps;
      const { workspaceId, memberId } = ctx.principal;
      await markNotificationsRead(sql, workspaceId, memberId, 'all' in input ? 'all' : input);
      return { unread: await countUnread(sql, workspaceId, memberId, unreadMax) };
    }),
});
