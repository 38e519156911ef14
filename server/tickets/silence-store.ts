// Resolved tickets that wait for nobody any more.
import type { Db, Sql } from '../db/connect.ts';

/** All workspaces, a hundred at a time. */
export async function* selectWorkspaceIds(sql: Sql): AsyncGenerator<string[], void> {
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await sql<{ id: string }[]>`select id from workspace where id > ${after} order by id limit 100`;
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => row.id);
    after = last.id;
  }
}

/** The oldest resolved tickets of a workspace without a word for so many days. */
export async function selectSilentTickets(db: Db, workspaceId: string, days: number, limit: number): Promise<string[]> {
  const rows = await db<{ id: string }[]>`
    select id from ticket
    where workspace_id = ${workspaceId} and status = 'resolved' and archived_at is null
      and resolved_at <= now() - make_interval(days => ${days})
    order by resolved_at
    limit ${limit}`;
  return rows.map((row) => row.id);
}
