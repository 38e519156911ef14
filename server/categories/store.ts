// SQL of categories.
import type { TicketAudience } from '#shared/tickets/schema.ts';
import type { Db, Tx } from '../db/connect.ts';
import type { Category, CategoryFields } from './category.ts';

/** @param wanted What to list; absent means any. */
export async function selectCategories(
  db: Db,
  workspaceId: string,
  wanted: { audience?: TicketAudience | undefined; id?: string | undefined; archived: boolean },
): Promise<Category[]> {
  return db<Category[]>`
    select c.id, c.name, c.audience, c.position, c.round_robin, c.archived_at is not null as archived,
      (select json_build_object('id', d.id, 'name', d.name) from department d
        where d.workspace_id = c.workspace_id and d.id = c.department_id) as department,
      (select json_build_object('id', m.id, 'name', m.name) from member m
        where m.workspace_id = c.workspace_id and m.id = c.default_assignee_id) as default_assignee
    from category c
    where c.workspace_id = ${workspaceId}
      and (${wanted.audience ?? null}::text is null or c.audience = ${wanted.audience ?? null})
      and (${wanted.id ?? null}::uuid is null or c.id = ${wanted.id ?? null})
      and (${wanted.archived} or c.archived_at is null)
    order by c.audience, c.position, lower(c.name)`;
}

/** The place after the last one. */
export async function nextPosition(db: Db, workspaceId: string, audience: TicketAudience): Promise<number> {
  const rows = await db<{ position: number }[]>`
    select coalesce(max(position) + 1, 0) as position from category
    where workspace_id = ${workspaceId} and audience = ${audience} and archived_at is null`;
  return rows[0]?.position ?? 0;
}

/** Makes a category, or takes an archived one of that name out of the archive. @returns Its id; null: name taken. */
export async function insertCategory(
  db: Db,
  workspaceId: string,
  { id, audience, ...fields }: CategoryFields & { id: string; audience: TicketAudience },
): Promise<string | null> {
  const rows = await db<{ id: string }[]>`
    insert into category as c
      (workspace_id, id, name, audience, position, department_id, default_assignee_id, round_robin)
    values (${workspaceId}, ${id}, ${fields.name}, ${audience}, ${fields.position}, ${fields.departmentId},
      ${fields.defaultAssigneeId}, ${fields.roundRobin})
    on conflict (workspace_id, audience, name) do update set
      archived_at = null, position = excluded.position, department_id = excluded.department_id,
      default_assignee_id = excluded.default_assignee_id, round_robin = excluded.round_robin
    where c.archived_at is not null
    returning id`;
  return rows[0]?.id ?? null;
}

/** Locked until the transaction ends. */
export async function lockCategory(tx: Tx, workspaceId: string, id: string): Promise<CategoryFields | null> {
  const rows = await tx<CategoryFields[]>`
    select name, position, department_id, default_assignee_id, round_robin from category
    where workspace_id = ${workspaceId} and id = ${id} and archived_at is null for update`;
  return rows[0] ?? null;
}

/** Writes what `lockCategory` read and the caller changed. */
export async function updateCategory(db: Db, workspaceId: string, id: string, fields: CategoryFields): Promise<void> {
  await db`
    update category set name = ${fields.name}, position = ${fields.position}, department_id = ${fields.departmentId},
      default_assignee_id = ${fields.defaultAssigneeId}, round_robin = ${fields.roundRobin}
    where workspace_id = ${workspaceId} and id = ${id}`;
}

/** @returns Its name, or null when there is no such category in use. */
export async function archiveCategory(db: Db, workspaceId: string, id: string): Promise<string | null> {
  const rows = await db<{ name: string }[]>`
    update category set archived_at = now()
    where workspace_id = ${workspaceId} and id = ${id} and archived_at is null
    returning name`;
  return rows[0]?.name ?? null;
}
