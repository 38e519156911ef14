// API keys: made and revoked by admins in the console, never by a program.
import { z } from 'zod';
import { memberProcedure, router } from '../trpc.ts';
import { deskChangeOf } from '../workspaces/desk-change.ts';
import { createApiKey, revokeApiKey } from './actions.ts';
import { apiKey, apiKeyCreateInput, apiKeyIdInput, newApiKey } from './api-key.ts';
import { selectApiKeys } from './store.ts';

export const apiKeysRouter = router({
  list: memberProcedure
    .meta({ action: 'apikey.read' })
    .output(z.object({ items: z.array(apiKey), nextCursor: z.string().nullable() }))
    .query(async ({ ctx: { deps, principal } }) => ({
      items: await selectApiKeys(deps.sql, principal.workspaceId),
      nextCursor: null,
    })),

  create: memberProcedure
    .meta({ action: 'apikey.write' })
    .input(apiKeyCreateInput)
    .output(newApiKey)
    .mutation((call) => createApiKey(call.ctx.deps, deskChangeOf(call), call.input)),

  revoke: memberProcedure
    .meta({ action: 'apikey.write' })
    .input(apiKeyIdInput)
    .output(apiKey)
    .mutation((call) => revokeApiKey(call.ctx.deps, deskChangeOf(call), call.input.id)),
});
