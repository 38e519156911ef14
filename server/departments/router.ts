// Departments by tRPC and REST.
import { z } from 'zod';
import { uuid } from '#shared/ids.ts';
import { deskProcedure, router } from '../trpc.ts';
import { deskChangeOf } from '../workspaces/desk-change.ts';
import { changeDepartment, createDepartment, removeDepartment } from './actions.ts';
import { department, departmentCreateInput, departmentPatchInput } from './department.ts';
import { selectDepartments } from './store.ts';

const tags = ['Departments'];

export const departmentsRouter = router({
  list: deskProcedure
    .meta({
      action: 'department.read',
      openapi: { method: 'GET', path: '/departments', tags, summary: 'List departments' },
    })
    .output(z.object({ items: z.array(department), nextCursor: z.string().nullable() }))
    .query(async ({ ctx: { deps, principal } }) => ({
      items: await selectDepartments(deps.sql, principal.workspaceId),
      nextCursor: null,
    })),

  create: deskProcedure
    .meta({
      action: 'department.write',
      openapi: {
        method: 'POST',
        path: '/departments',
        tags,
        summary: 'Make a department',
        successDescription: 'Created',
      },
    })
    .input(departmentCreateInput)
    .output(department)
    .mutation((call) => createDepartment(call.ctx.deps, deskChangeOf(call), call.input)),

  update: deskProcedure
    .meta({
      action: 'department.write',
      openapi: { method: 'PATCH', path: '/departments/{id}', tags, summary: 'Rename a department, set its members' },
    })
    .input(departmentPatchInput)
    .output(department)
    .mutation((call) => changeDepartment(call.ctx.deps, deskChangeOf(call), call.input)),

  delete: deskProcedure
    .meta({
      action: 'department.write',
      openapi: { method: 'DELETE', path: '/departments/{id}', tags, summary: 'Delete a department that nothing uses' },
    })
    .input(z.strictObject({ id: uuid }))
    .output(z.object({ id: z.string() }))
    .mutation((call) => removeDepartment(call.ctx.deps, deskChangeOf(call), call.input.id)),
});
