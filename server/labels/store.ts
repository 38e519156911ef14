// SQL of labels.
import type { Db } from '../db/connect.ts';
import type { Label } from './label.ts';

/** In order of their names. */
export async function selectLabels(db: Db, workspaceId: string): Promise<Label[]> {
  return db<Label[]>`
    select id, name, colour from label where workspace_id = ${workspaceId} order by lower(name)`;
}

/** Fails on a name that is taken, whatever its case. */
export async function insertLabel(db: Db, workspaceId: string, label: Label): Promise<void> {
  await db`
    insert into label (workspace_id, id, name, colour)
    values (${workspaceId}, ${label.id}, ${label.name}, ${label.colour})`;
}

/** @returns null when there is no such label. */
export async function updateLabel(
  db: Db,
  workspaceId: string,
  id: string,
  patch: { name?: string | undefined; colour?: string | undefined },
): Promise<Label | null> {
  const rows = await db<Label[]>`
    update label set name = coalesce(${patch.name ?? null}, name), colour = coalesce(${patch.colour ?? null}, colour)
    where workspace_id = ${workspaceId} and id = ${id}
    returning id, name, colour`;
  return rows[0] ?? null;
}

/** Takes the label off its tickets too. @returns Its name, or null when there is no such label. */
export async function deleteLabel(db: Db, workspaceId: string, id: string): Promise<string | null> {
  const rows = await db<{ name: string }[]>`
    delete from label where workspace_id = ${workspaceId} and id = ${id} returning name`;
  return rows[0]?.name ?? null;
}
