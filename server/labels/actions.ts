// Changes to the labels of a workspace.
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { changeAtDesk, type DeskChange } from '../workspaces/desk-change.ts';
import type { Label } from './label.ts';
import { deleteLabel, insertLabel, updateLabel } from './store.ts';

const objectKind = 'label';

/** @throws AppError conflict when the name is taken, whatever its case. */
export function createLabel(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  fields: { name: string; colour: string },
): Promise<Label> {
  const label = { id: newId(), ...fields };
  return changeAtDesk(deps, change, async (tx) => {
    await insertLabel(tx, change.workspaceId, label);
    return { result: label, action: 'label.created', objectKind, objectId: label.id, data: fields };
  });
}

/** @throws AppError not_found; conflict when the name is taken. */
export function changeLabel(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  { id, ...patch }: { id: string; name?: string | undefined; colour?: string | undefined },
): Promise<Label> {
  return changeAtDesk(deps, change, async (tx) => {
    const label = await updateLabel(tx, change.workspaceId, id, patch);
    if (label === null) throw noSuchLabel();
    return { result: label, action: 'label.changed', objectKind, objectId: id, data: patch };
  });
}

/** Removes a label from the workspace and from every ticket. @throws AppError not_found */
export function removeLabel(deps: Pick<Deps, 'sql'>, change: DeskChange, id: string): Promise<{ id: string }> {
  return changeAtDesk(deps, change, async (tx) => {
    const name = await deleteLabel(tx, change.workspaceId, id);
    if (name === null) throw noSuchLabel();
    return { result: { id }, action: 'label.deleted', objectKind, objectId: id, data: { name } };
  });
}

function noSuchLabel(): AppError {
  return new AppError('not_found', 'There is no such label.');
}
