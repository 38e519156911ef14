// Categories as members and programs read and write them.
import { z } from 'zod';
import { uuid } from '#shared/ids.ts';
import { line } from '#shared/text/fields.ts';
import { ticketAudience } from '#shared/tickets/schema.ts';

const named = z.object({ id: z.string(), name: z.string() });

export const category = z.object({
  id: z.string(),
  name: z.string(),
  audience: ticketAudience,
  /** Its place in the list, from 0. */
  position: z.int(),
  /** Where its tickets go. */
  department: named.nullable(),
  /** Who gets its tickets, unless the department takes turns. */
  defaultAssignee: named.nullable(),
  roundRobin: z.boolean(),
  archived: z.boolean(),
});
export type Category = z.infer<typeof category>;

export const categoryListInput = z.strictObject({
  audience: ticketAudience.optional(),
  /** Archived ones too; otherwise only those that a new ticket may have. */
  archived: z.boolean().optional(),
});

const routing = {
  position: z.int().min(0).max(10_000).optional(),
  departmentId: uuid.nullable().optional(),
  defaultAssigneeId: uuid.nullable().optional(),
  roundRobin: z.boolean().optional(),
};
export const categoryCreateInput = z.strictObject({ name: line({ max: 120 }), audience: ticketAudience, ...routing });
export const categoryPatchInput = z.strictObject({ id: uuid, name: line({ max: 120 }).optional(), ...routing });

/** What decides where new tickets of a category go. */
export interface CategoryFields {
  name: string;
  position: number;
  departmentId: string | null;
  defaultAssigneeId: string | null;
  roundRobin: boolean;
}
