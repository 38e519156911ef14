// The outbox: every mail that was written, with its state, for admins and for programs that may read it.
import { z } from 'zod';
import { pageInput } from '#shared/api/customer.ts';
import { pageOf, readCursor } from '../db/cursor.ts';
import { deskProcedure, router } from '../trpc.ts';
import { type OutboxRow, selectOutbox } from './store.ts';

const outboxMail = z.object({
  id: z.string(),
  kind: z.string(),
  to: z.string(),
  toName: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  /** `queued` waits for its delivery, or is kept in the outbox for good when no way out is configured. */
  state: z.enum(['queued', 'sent', 'suppressed', 'failed']),
  /** Why it was suppressed, or what the last attempt met. */
  error: z.string().nullable(),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
  ticket: z.object({ id: z.string(), reference: z.string() }).nullable(),
});

const limitDefault = 50;

export const emailRouter = router({
  outbox: deskProcedure
    .meta({ action: 'outbox.read', openapi: { method: 'GET', path: '/outbox', tags: ['settings'], protect: true } })
    .input(z.strictObject(pageInput))
    .output(z.object({ items: z.array(outboxMail), nextCursor: z.string().nullable() }))
    .query(async ({ ctx, input }) => {
      const { sql, keys } = ctx.deps;
      const { workspaceId } = ctx.principal;
      const limit = input.limit ?? limitDefault;
      const list = `outbox ${workspaceId}`;
      const after = readCursor(keys, list, input.cursor);
      const page = pageOf(keys, list, await selectOutbox(sql, workspaceId, { after, limit: limit + 1 }), limit);
      const isOwner = ctx.principal.kind === 'member' && ctx.principal.role === 'owner';
      return { items: page.rows.map((row) => withoutSecrets(row, isOwner)), nextCursor: page.nextCursor };
    }),
});

/** Who could read another's way in could come in as them. An owner may anyway invite whomever they like. */
function withoutSecrets({ cursorAt: _, ...mail }: OutboxRow, isOwner: boolean): z.infer<typeof outboxMail> {
  const isSecret = mail.kind === 'sign_in' || (mail.kind === 'invitation' && !isOwner);
  return isSecret ? { ...mail, text: hidden, html: `<p>${hidden}</p>` } : mail;
}

const hidden = 'This mail holds a link that signs somebody in. Only the one it was written to may read it.';
