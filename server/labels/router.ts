// Labels by tRPC and REST.
import { z } from 'zod';
import { uuid } from '#shared/ids.ts';
import { deskProcedure, router } from '../trpc.ts';
import { deskChangeOf } from '../workspaces/desk-change.ts';
import { changeLabel, createLabel, removeLabel } from './actions.ts';
import { label, labelCreateInput, labelPatchInput } from './label.ts';
import { selectLabels } from './store.ts';

const tags = ['Labels'];

export const labelsRouter = router({
  list: deskProcedure
    .meta({ action: 'label.read', openapi: { method: 'GET', path: '/labels', tags, summary: 'List labels' } })
    .output(z.object({ items: z.array(label), nextCursor: z.string().nullable() }))
    .query(async ({ ctx: { deps, principal } }) => ({
      items: await selectLabels(deps.sql, principal.workspaceId),
      nextCursor: null,
    })),

  create: deskProcedure
    .meta({
      action: 'label.write',
      openapi: { method: 'POST', path: '/labels', tags, summary: 'Make a label', successDescription: 'Created' },
    })
    .input(labelCreateInput)
    .output(label)
    .mutation((call) => createLabel(call.ctx.deps, deskChangeOf(call), call.input)),

  update: deskProcedure
    .meta({
      action: 'label.write',
      openapi: { method: 'PATCH', path: '/labels/{id}', tags, summary: 'Rename or recolour a label' },
    })
    .input(labelPatchInput)
    .output(label)
    .mutation((call) => changeLabel(call.ctx.deps, deskChangeOf(call), call.input)),

  delete: deskProcedure
    .meta({
      action: 'label.write',
      openapi: { method: 'DELETE', path: '/labels/{id}', tags, summary: 'Remove a label from everywhere' },
    })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ id: z.string() }))
    .mutation((call) => removeLabel(call.ctx.deps, deskChangeOf(call), call.input.id)),
});
