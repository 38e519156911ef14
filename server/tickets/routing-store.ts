// Where a category sends a new ticket: its department and its assignee, fixed or in turn.
import type { TicketAudience } from '#shared/tickets/schema.ts';
import type { Db } from '../db/connect.ts';

export interface Routing {
  departmentId: string | null;
  assignee: { id: string; name: string } | null;
  /** Whose turn in the department it was; marked in the ticket's transaction. */
  turnOf: { departmentId: string; memberId: string } | null;
}

interface RoutingRow {
  categoryFound: boolean;
  departmentId: string | null;
  fixed: { id: string; name: string } | null;
  inTurn: { id: string; name: string } | null;
}

/** @returns null when the category does not exist for this audience. Disabled members are never chosen. */
export async function selectRouting(
  db: Db,
  workspaceId: string,
  wanted: {
    categoryId: string | null;
    audience: TicketAudience;
    departmentId: string | null;
    assigneeId: string | null;
  },
): Promise<Routing | null> {
  const { categoryId, departmentId, assigneeId } = wanted;
  const rows = await db<RoutingRow[]>`
    with found as (
      select c.id, c.department_id, c.default_assignee_id, c.round_robin from category c
      where c.workspace_id = ${workspaceId} and c.id = ${categoryId}::uuid and c.audience = ${wanted.audience}
        and c.archived_at is null),
    chosen as (
      select coalesce(${departmentId}::uuid, (select f.department_id from found f)) as department_id)
    select
      exists (select from found) as category_found,
      (select department_id from chosen) as department_id,
      (select json_build_object('id', m.id, 'name', m.name) from member m
        where m.workspace_id = ${workspaceId} and m.disabled_at is null
          and m.id = coalesce(${assigneeId}::uuid, (select f.default_assignee_id from found f))) as fixed,
      (select json_build_object('id', m.id, 'name', m.name)
        from department_member d join member m on m.workspace_id = d.workspace_id and m.id = d.member_id
        where d.workspace_id = ${workspaceId} and d.department_id = (select department_id from chosen)
          and m.disabled_at is null and exists (select from found f where f.round_robin)
        order by d.last_assigned_at nulls first, m.id limit 1) as in_turn`;
  const [row] = rows;
  if (row === undefined || (categoryId !== null && !row.categoryFound)) return null;
  const turn = row.fixed === null && row.inTurn !== null && row.departmentId !== null;
  return {
    departmentId: row.departmentId,
    assignee: row.fixed ?? row.inTurn,
    turnOf: turn ? { departmentId: row.departmentId as string, memberId: (row.inTurn as { id: string }).id } : null,
  };
}

/** Notes that this member had their turn. */
export async function markTurn(
  db: Db,
  workspaceId: string,
  turn: { departmentId: string; memberId: string },
): Promise<void> {
  await db`
    update department_member set last_assigned_at = clock_timestamp()
    where workspace_id = ${workspaceId} and department_id = ${turn.departmentId} and member_id = ${turn.memberId}`;
}
