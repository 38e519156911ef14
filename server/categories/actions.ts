// Changes to the categories of a workspace. A category is never deleted: tickets keep theirs.
import { AppError } from '#shared/errors.ts';
import type { TicketAudience } from '#shared/tickets/schema.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { changeAtDesk, type DeskChange } from '../workspaces/desk-change.ts';
import type { Category, CategoryFields } from './category.ts';
import {
  archiveCategory,
  insertCategory,
  lockCategory,
  nextPosition,
  selectCategories,
  updateCategory,
} from './store.ts';

const objectKind = 'category';

type Patch = { [Field in keyof CategoryFields]?: CategoryFields[Field] | undefined };

/** @throws AppError conflict when the name is taken, or the department or assignee is gone. */
export function createCategory(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  { audience, name, ...rest }: Patch & { audience: TicketAudience; name: string },
): Promise<Category> {
  const { workspaceId } = change;
  return changeAtDesk(deps, change, async (tx) => {
    const position = rest.position ?? (await nextPosition(tx, workspaceId, audience));
    const blank = { name, position, departmentId: null, defaultAssigneeId: null, roundRobin: false };
    const id = await insertCategory(tx, workspaceId, { id: newId(), audience, ...patched(blank, rest) });
    if (id === null) {
      const message = 'There is such a category already. Choose another name.';
      throw new AppError('conflict', message, { fields: { name: message } });
    }
    const result = await readCategory(tx, workspaceId, id);
    return { result, action: 'category.created', objectKind, objectId: id, data: { audience, name, ...rest } };
  });
}

/** @throws AppError not_found; conflict when the name is taken, or the department or assignee is gone. */
export function changeCategory(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  { id, ...patch }: Patch & { id: string },
): Promise<Category> {
  const { workspaceId } = change;
  return changeAtDesk(deps, change, async (tx) => {
    const current = await lockCategory(tx, workspaceId, id);
    if (current === null) throw noSuchCategory();
    await updateCategory(tx, workspaceId, id, patched(current, patch));
    const result = await readCategory(tx, workspaceId, id);
    return { result, action: 'category.changed', objectKind, objectId: id, data: patch };
  });
}

/** Archives a category: new tickets cannot have it, old ones keep it. @throws AppError not_found */
export function removeCategory(deps: Pick<Deps, 'sql'>, change: DeskChange, id: string): Promise<{ id: string }> {
  return changeAtDesk(deps, change, async (tx) => {
    const name = await archiveCategory(tx, change.workspaceId, id);
    if (name === null) throw noSuchCategory();
    return { result: { id }, action: 'category.archived', objectKind, objectId: id, data: { name } };
  });
}

function patched(current: CategoryFields, patch: Patch): CategoryFields {
  const named = Object.entries(patch).filter(([, value]) => value !== undefined);
  return { ...current, ...(Object.fromEntries(named) as Partial<CategoryFields>) };
}

async function readCategory(tx: Tx, workspaceId: string, id: string): Promise<Category> {
  const [category] = await selectCategories(tx, workspaceId, { id, archived: true });
  if (category === undefined) throw noSuchCategory();
  return category;
}

function noSuchCategory(): AppError {
  return new AppError('not_found', 'There is no such category.');
}
