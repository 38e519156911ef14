// Categories by tRPC and REST.
import { z } from 'zod';
import { uuid } from '#shared/ids.ts';
import { deskProcedure, router } from '../trpc.ts';
import { deskChangeOf } from '../workspaces/desk-change.ts';
import { changeCategory, createCategory, removeCategory } from './actions.ts';
import { category, categoryCreateInput, categoryListInput, categoryPatchInput } from './category.ts';
import { selectCategories } from './store.ts';

const tags = ['Categories'];

export const categoriesRouter = router({
  list: deskProcedure
    .meta({
      action: 'category.read',
      openapi: { method: 'GET', path: '/categories', tags, summary: 'List categories' },
    })
    .input(categoryListInput.optional())
    .output(z.object({ items: z.array(category), nextCursor: z.string().nullable() }))
    .query(async ({ ctx: { deps, principal }, input }) => ({
      items: await selectCategories(deps.sql, principal.workspaceId, {
        audience: input?.audience,
        archived: input?.archived ?? false,
      }),
      nextCursor: null,
    })),

  create: deskProcedure
    .meta({
      action: 'category.write',
      openapi: {
        method: 'POST',
        path: '/categories',
        tags,
        summary: 'Make a category',
        successDescription: 'Created',
      },
    })
    .input(categoryCreateInput)
    .output(category)
    .mutation((call) => createCategory(call.ctx.deps, deskChangeOf(call), call.input)),

  update: deskProcedure
    .meta({
      action: 'category.write',
      openapi: { method: 'PATCH', path: '/categories/{id}', tags, summary: 'Change a category and its routing' },
    })
    .input(categoryPatchInput)
    .output(category)
    .mutation((call) => changeCategory(call.ctx.deps, deskChangeOf(call), call.input)),

  delete: deskProcedure
    .meta({
      action: 'category.write',
      openapi: { method: 'DELETE', path: '/categories/{id}', tags, summary: 'Archive a category' },
    })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ id: z.string() }))
    .mutation((call) => removeCategory(call.ctx.deps, deskChangeOf(call), call.input.id)),
});
