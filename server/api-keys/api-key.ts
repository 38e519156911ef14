// API keys as admins see them.
import { z } from 'zod';
import { uuid } from '#shared/ids.ts';
import { apiScopes } from '#shared/permissions/actions.ts';
import { line } from '#shared/text/fields.ts';

export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  scopes: z.array(z.enum(apiScopes)),
  /** The member who made it; null for the command line. */
  createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.iso.datetime(),
  /** To the minute. */
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type ApiKey = z.infer<typeof apiKey>;

export const apiKeyCreateInput = z.strictObject({
  name: line({ max: 120 }),
  scopes: z
    .array(z.enum(apiScopes))
    .min(1, 'Choose what the key may do.')
    .max(apiScopes.length)
    .overwrite((scopes) => [...new Set(scopes)]),
});
export const apiKeyIdInput = z.strictObject({ id: uuid });

/** The only answer that ever holds the token. */
export const newApiKey = z.object({ key: apiKey, token: z.string() });
export type NewApiKey = z.infer<typeof newApiKey>;
