// Labels as members and programs read and write them.
import { z } from 'zod';
import { uuid } from '#shared/ids.ts';
import { line } from '#shared/text/fields.ts';

export const label = z.object({ id: z.string(), name: z.string(), colour: z.string() });
export type Label = z.infer<typeof label>;

const colour = z
  .string('Write a colour as #rrggbb.')
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'Write a colour as #rrggbb.');

export const labelCreateInput = z.strictObject({ name: line({ max: 60 }), colour });
export const labelPatchInput = z.strictObject({
  id: uuid,
  name: line({ max: 60 }).optional(),
  colour: colour.optional(),
});
