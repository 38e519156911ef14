// Members and invitations as the console and programs read and write them.
import { z } from 'zod';
import { emailField } from '#shared/addresses/email.ts';
import { uuid } from '#shared/ids.ts';
import { memberRoles } from '#shared/permissions/actions.ts';
import { line } from '#shared/text/fields.ts';
import { ticketStatus } from '#shared/tickets/schema.ts';

export const memberRole = z.enum(memberRoles);

export const member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: memberRole,
  disabled: z.boolean(),
});
export type Member = z.infer<typeof member>;

export const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: memberRole,
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
});
export type Invitation = z.infer<typeof invitation>;

export const memberInviteInput = z.strictObject({ email: emailField, role: memberRole });
export const memberPatchInput = z.strictObject({
  id: uuid,
  role: memberRole.optional(),
  disabled: z.boolean().optional(),
});
export const memberIdInput = z.strictObject({ id: uuid });
export const ownNameInput = z.strictObject({ name: line({ max: 120 }) });

/** Who looks at the console: the person, where they may go, and where they are. */
export const me = z.object({
  person: z.object({ name: z.string(), email: z.string(), twoFactor: z.boolean(), hasPassword: z.boolean() }),
  memberships: z.array(
    z.object({ workspace: z.object({ slug: z.string(), name: z.string() }), memberId: z.string(), role: memberRole }),
  ),
  /** Null: no workspace was named, or they are no active member of it. */
  current: z
    .object({
      memberId: z.string(),
      role: memberRole,
      workspace: z.object({ id: z.string(), slug: z.string(), name: z.string(), publicKey: z.string() }),
      statusNames: z.partialRecord(ticketStatus, z.string()),
      policy: z.object({
        closedReply: z.enum(['reopen', 'follow_up', 'refuse']),
        reopenDays: z.int(),
        autoCloseDays: z.int(),
      }),
    })
    .nullable(),
});
export type Me = z.infer<typeof me>;
