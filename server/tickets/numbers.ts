// Ticket numbers: unique and increasing in a workspace, never reused. They are handed out in a statement of their own,
// so that nobody waits for another ticket's commit; a ticket that fails leaves a gap. Callers of the same moment share
// one statement.
import type { Sql } from '../db/connect.ts';
import { coalesce } from '../db/coalesce.ts';

const bySql = new WeakMap<Sql, (workspaceId: string) => Promise<number | null>>();

/** The next number of the workspace. @throws Error when the workspace does not exist */
export async function nextTicketNumber(sql: Sql, workspaceId: string): Promise<number> {
  let take = bySql.get(sql);
  if (take === undefined) {
    take = coalesce((workspaceIds: string[]) => takeNumbers(sql, workspaceIds), 500);
    bySql.set(sql, take);
  }
  const number = await take(workspaceId);
  if (number === null) throw new Error(`workspace ${workspaceId} has no ticket counter`);
  return number;
}

/** Null for a workspace that is not there: the others of the round get theirs. */
async function takeNumbers(sql: Sql, workspaceIds: string[]): Promise<(number | null)[]> {
  const wanted = new Map<string, number>();
  for (const id of workspaceIds) wanted.set(id, (wanted.get(id) ?? 0) + 1);
  // Not waiting for the log here is safe: the ticket's own commit comes later in the same log, so a ticket that
  // survives a crash brings its number's record with it. Counters are locked in one order: no deadlock. The list comes as
  // JSON, whose length the planner does not look at: it keeps one plan, where arrays are planned anew each time.
  const list = [...wanted].map(([workspaceId, amount]) => ({ workspace_id: workspaceId, amount }));
  const rows = await sql<{ workspaceId: string; lastNumber: number }[]>`
    with quick as materialized (select set_config('synchronous_commit', 'off', true) as done),
    wanted as (
      select w.workspace_id, w.amount
      from quick, jsonb_to_recordset(${sql.json(list)}) as w (workspace_id uuid, amount int)),
    locked as (
      select c.workspace_id from ticket_counter c join wanted w on w.workspace_id = c.workspace_id
      order by c.workspace_id for update of c)
    update ticket_counter c set last_number = c.last_number + w.amount
    from wanted w, locked l
    where c.workspace_id = w.workspace_id and l.workspace_id = w.workspace_id
    returning c.workspace_id, c.last_number`;
  const next = new Map(rows.map((row) => [row.workspaceId, row.lastNumber - (wanted.get(row.workspaceId) ?? 0) + 1]));
  return workspaceIds.map((id) => {
    const number = next.get(id);
    if (number === undefined) return null;
    next.set(id, number + 1);
    return number;
  });
}
