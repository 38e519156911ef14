// What members and programs send and receive about contacts.
import { z } from 'zod';
import { emailField } from '../addresses/email.ts';
import { uuid } from '../ids.ts';
import { line } from '../text/fields.ts';
import { pageInput } from './customer.ts';

export const contactEmail = z.object({ address: z.string(), primary: z.boolean(), verified: z.boolean() });

export const contact = z.object({
  id: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  emails: z.array(contactEmail),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  externalId: z.string().nullable(),
  attributes: z.record(z.string(), z.unknown()),
  locale: z.string().nullable(),
  createdAt: z.date(),
  updatedAt: z.date(),
  version: z.int(),
});
export type Contact = z.infer<typeof contact>;

const attributes = z
  .record(line({ max: 60 }), z.union([line({ max: 500 }), z.number(), z.boolean(), z.null()]))
  .refine((fields) => Object.keys(fields).length <= 50, 'Keep at most 50 attributes');

export const contactFields = {
  firstName: line({ max: 120, blank: true }).optional(),
  lastName: line({ max: 120, blank: true }).optional(),
  phone: line({ max: 40 }).nullable().optional(),
  company: line({ max: 200 }).nullable().optional(),
  locale: line({ max: 35 }).nullable().optional(),
  attributes: attributes.optional(),
};

export const contactCreateInput = z.strictObject({
  ...contactFields,
  emails: z.array(emailField).max(10).optional(),
  externalId: line({ max: 200 }).optional(),
});
export const contactPatchInput = z.strictObject({
  id: uuid,
  ...contactFields,
  emails: z.array(emailField).max(10).optional(),
  externalId: line({ max: 200 }).nullable().optional(),
  version: z.int().optional(),
});
export const contactPutInput = z.strictObject({
  externalId: line({ max: 200 }),
  ...contactFields,
  emails: z.array(emailField).max(10).optional(),
});
export const contactListInput = z.strictObject({ query: line({ max: 200 }).optional(), ...pageInput });
export const contactIdInput = z.strictObject({ id: uuid });
export const contactTicketsInput = z.strictObject({ id: uuid, ...pageInput });
