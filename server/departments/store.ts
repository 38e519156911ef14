// SQL of departments.
import type { Db } from '../db/connect.ts';
import type { Department } from './department.ts';

/** In order of their names; one only when an id is given. */
export async function selectDepartments(db: Db, workspaceId: string, id: string | null = null): Promise<Department[]> {
  return db<Department[]>`
    select d.id, d.name,
      (select coalesce(json_agg(json_build_object('id', m.id, 'name', m.name) order by lower(m.name)), '[]'::json)
        from department_member dm join member m on m.workspace_id = dm.workspace_id and m.id = dm.member_id
        where dm.workspace_id = d.workspace_id and dm.department_id = d.id and m.disabled_at is null) as members
    from department d
    where d.workspace_id = ${workspaceId} and (${id}::uuid is null or d.id = ${id})
    order by lower(d.name)`;
}

/** A department without members. */
export async function insertDepartment(
  db: Db,
  workspaceId: string,
  department: { id: string; name: string },
): Promise<void> {
  await db`
    insert into department (workspace_id, id, name) values (${workspaceId}, ${department.id}, ${department.name})`;
}

/** Whether it exists is the caller’s question. */
export async function renameDepartment(db: Db, workspaceId: string, id: string, name: string): Promise<void> {
  await db`update department set name = ${name} where workspace_id = ${workspaceId} and id = ${id}`;
}

/** Puts members in; whoever is in stays. */
export async function insertDepartmentMembers(
  db: Db,
  workspaceId: string,
  departmentId: string,
  memberIds: readonly string[],
): Promise<void> {
  await db`
    insert into department_member (workspace_id, department_id, member_id)
    select ${workspaceId}, ${departmentId}, m.id from unnest(${[...memberIds]}::uuid[]) as m (id)
    on conflict do nothing`;
}

/** Takes out everybody else; whoever stays keeps their turn. */
export async function deleteOtherMembers(
  db: Db,
  workspaceId: string,
  departmentId: string,
  memberIds: readonly string[],
): Promise<void> {
  await db`
    delete from department_member
    where workspace_id = ${workspaceId} and department_id = ${departmentId}
      and member_id <> all(${[...memberIds]}::uuid[])`;
}

/** @returns Its name, or null when there is no such department. */
export async function deleteDepartment(db: Db, workspaceId: string, id: string): Promise<string | null> {
  const rows = await db<{ name: string }[]>`
    delete from department where workspace_id = ${workspaceId} and id = ${id} returning name`;
  return rows[0]?.name ?? null;
}
