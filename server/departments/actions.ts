// Changes to the departments of a workspace.
import { AppError } from '#shared/errors.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { changeAtDesk, type DeskChange } from '../workspaces/desk-change.ts';
import type { Department } from './department.ts';
import {
  deleteDepartment,
  deleteOtherMembers,
  insertDepartment,
  insertDepartmentMembers,
  renameDepartment,
  selectDepartments,
} from './store.ts';

const objectKind = 'department';

/** @throws AppError conflict when the name is taken or a member is gone. */
export function createDepartment(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  fields: { name: string; memberIds?: string[] | undefined },
): Promise<Department> {
  const { workspaceId } = change;
  const id = newId();
  return changeAtDesk(deps, change, async (tx) => {
    await insertDepartment(tx, workspaceId, { id, name: fields.name });
    await insertDepartmentMembers(tx, workspaceId, id, fields.memberIds ?? []);
    const result = await readDepartment(tx, workspaceId, id);
    return { result, action: 'department.created', objectKind, objectId: id, data: fields };
  });
}

/** @throws AppError not_found; conflict when the name is taken or a member is gone. */
export function changeDepartment(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  { id, ...patch }: { id: string; name?: string | undefined; memberIds?: string[] | undefined },
): Promise<Department> {
  const { workspaceId } = change;
  return changeAtDesk(deps, change, async (tx) => {
    await readDepartment(tx, workspaceId, id);
    if (patch.name !== undefined) await renameDepartment(tx, workspaceId, id, patch.name);
    if (patch.memberIds !== undefined) {
      await deleteOtherMembers(tx, workspaceId, id, patch.memberIds);
      await insertDepartmentMembers(tx, workspaceId, id, patch.memberIds);
    }
    const result = await readDepartment(tx, workspaceId, id);
    return { result, action: 'department.changed', objectKind, objectId: id, data: patch };
  });
}

/** @throws AppError not_found; conflict while tickets or categories name it. */
export function removeDepartment(deps: Pick<Deps, 'sql'>, change: DeskChange, id: string): Promise<{ id: string }> {
  return changeAtDesk(deps, change, async (tx) => {
    const name = await deleteDepartment(tx, change.workspaceId, id);
    if (name === null) throw noSuchDepartment();
    return { result: { id }, action: 'department.deleted', objectKind, objectId: id, data: { name } };
  });
}

async function readDepartment(tx: Tx, workspaceId: string, id: string): Promise<Department> {
  const [department] = await selectDepartments(tx, workspaceId, id);
  if (department === undefined) throw noSuchDepartment();
  return department;
}

function noSuchDepartment(): AppError {
  return new AppError('not_found', 'There is no such department.');
}
