// Settings and secrets of the workspace, for its admins.
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { line } from '#shared/text/fields.ts';
import { type WorkspaceSettings, workspaceSettingsPatch } from '#shared/workspaces/settings.ts';
import type { Deps } from '../deps.ts';
import { deskProcedure, memberProcedure, router } from '../trpc.ts';
import { deskChangeOf } from './desk-change.ts';
import { workspaceById } from './load.ts';
import { revealSecret, rotateSecret } from './secrets.ts';
import { changeSettings } from './settings-actions.ts';

const settings = z.object({
  slug: z.string(),
  name: z.string(),
  publicKey: z.string(),
  settings: z.custom<WorkspaceSettings>((value) => typeof value === 'object'),
});

const secretKind = z.enum(['identity', 'inbound']);
const secret = z.object({
  kind: secretKind,
  secret: z.string(),
  createdAt: z.iso.datetime(),
  retiresAt: z.iso.datetime().nullable(),
});

export const workspacesRouter = router({
  settings: deskProcedure
    .meta({ action: 'settings.read' })
    .output(settings)
    .query(({ ctx }) => readSettings(ctx.deps, ctx.principal.workspaceId)),

  update: deskProcedure
    .meta({ action: 'settings.write' })
    .input(z.strictObject({ name: line({ max: 120 }).optional(), settings: workspaceSettingsPatch.optional() }))
    .output(settings)
    .mutation(async (call) => {
      await changeSettings(call.ctx.deps, deskChangeOf(call), call.input);
      return readSettings(call.ctx.deps, call.ctx.principal.workspaceId);
    }),

  /** A mutation, since the audit trail notes who looked. */
  revealSecret: memberProcedure
    .meta({ action: 'settings.write' })
    .input(z.strictObject({ kind: secretKind }))
    .output(secret)
    .mutation((call) => revealSecret(call.ctx.deps, deskChangeOf(call), call.input.kind)),

  rotateSecret: memberProcedure
    .meta({ action: 'settings.write' })
    .input(
      z.strictObject({
        kind: secretKind,
        /** How long the secret before is accepted beside the new one; 0 ends it now. */
        overlapHours: z.int().min(0).max(720).default(24),
      }),
    )
    .output(secret)
    .mutation((call) => rotateSecret(call.ctx.deps, deskChangeOf(call), call.input)),
});

async function readSettings(deps: Deps, workspaceId: string): Promise<z.infer<typeof settings>> {
  const workspace = await workspaceById(deps, workspaceId);
  if (workspace === null) throw new AppError('not_found', 'This workspace does not exist any more.');
  const { slug, name, publicKey } = workspace;
  return { slug, name, publicKey, settings: workspace.settings };
}
