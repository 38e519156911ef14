// Departments as members and programs read and write them.
import { z } from 'zod';
import { uuid } from '#shared/ids.ts';
import { line } from '#shared/text/fields.ts';

export const department = z.object({
  id: z.string(),
  name: z.string(),
  /** In order of their names; disabled members are left out. */
  members: z.array(z.object({ id: z.string(), name: z.string() })),
});
export type Department = z.infer<typeof department>;

const memberIds = z.array(uuid).max(500, 'A department has at most 500 members.');

export const departmentCreateInput = z.strictObject({ name: line({ max: 120 }), memberIds: memberIds.optional() });
export const departmentPatchInput = z.strictObject({
  id: uuid,
  name: line({ max: 120 }).optional(),
  /** Exactly these members from now on. */
  memberIds: memberIds.optional(),
});
