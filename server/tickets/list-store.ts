// Reads of the queue: one page by keyset on (updated_at, id), and bounded counts a tab. Each tab reads one index.
import type { z } from 'zod';
import type { ticketTab } from '#shared/api/tickets.ts';
import type { Db } from '../db/connect.ts';
import { labelsOf } from './store.ts';
import type { QueueSqlRow } from './ticket.ts';

export type TicketTab = z.infer<typeof ticketTab>;

/** Where a page begins: after this row. `at` is the exact instant as PostgreSQL prints it, to the microsecond. */
export interface QueueCursor {
  at: string;
  id: string;
}

export interface QueueQuery {
  workspaceId: string;
  tab: TicketTab;
  /** Archived tickets are a list of their own; 'both' is for a contact's history. */
  archived: boolean | 'both';
  contactId?: string;
  /** Whose "mine" it is; a program has none. */
  memberId: string | null;
  /** Set for a requester: only the internal tickets that they opened. */
  ownInternalOf: string | null;
  after: QueueCursor | null;
  limit: number;
}

/** One page of rows in order of their last change. */
export async function selectQueue(db: Db, query: QueueQuery): Promise<(QueueSqlRow & { cursorAt: string })[]> {
  return db<(QueueSqlRow & { cursorAt: string })[]>`
    select t.id, t.reference, t.subject, t.snippet, t.status, t.priority, t.type, t.channel, t.audience, t.due_at,
      t.created_at, t.updated_at, t.last_customer_at, t.last_member_at, t.version, t.updated_at::text as cursor_at,
      coalesce(
        (select nullif(trim(c.first_name || ' ' || c.last_name), '') from contact c
          where c.workspace_id = t.workspace_id and c.id = t.requester_contact_id),
        (select e.address from contact_email e
          where e.workspace_id = t.workspace_id and e.contact_id = t.requester_contact_id
          order by e.is_primary desc limit 1),
        (select m.name from member m where m.workspace_id = t.workspace_id and m.id = t.requester_member_id),
        '') as requester_name,
      (select json_build_object('id', m.id, 'name', m.name) from member m
        where m.workspace_id = t.workspace_id and m.id = t.assignee_id) as assignee,
      ${labelsOf(db)} as labels
    from ticket t
    where ${conditions(db, query)}
      ${query.after === null ? db`` : db`and (t.updated_at, t.id) < (${query.after.at}::text::timestamptz, ${query.after.id})`}
    order by t.updated_at desc, t.id desc
    limit ${query.limit}`;
}

/**
 * How many rows each tab holds, counted to `max` at most: enough for "99+", and cheap at any size. The order keeps
 * PostgreSQL on the tab's index: without it, it would rather read the table from its beginning, where in an old desk
 * the archived tickets lie.
 */
export async function countTabs(
  db: Db,
  query: Omit<QueueQuery, 'tab' | 'after' | 'limit'>,
  tabs: readonly TicketTab[],
  max: number,
): Promise<Map<TicketTab, number>> {
  const counts = tabs.map(
    (tab) => db`
      select ${tab}::text as tab, count(*)::int as count from (
        select 1 from ticket t where ${conditions(db, { ...query, tab })}
        order by t.updated_at desc, t.id desc limit ${max}) as bounded`,
  );
  const all = counts.reduce((joined, count, index) => (index === 0 ? count : db`${joined} union all ${count}`), db``);
  const rows = await db<{ tab: TicketTab; count: number }[]>`${all}`;
  return new Map(rows.map((row) => [row.tab, row.count]));
}

function conditions(db: Db, query: Omit<QueueQuery, 'after' | 'limit'>) {
  const { tab } = query;
  return db`t.workspace_id = ${query.workspaceId}
    ${query.archived === 'both' ? db`` : query.archived ? db`and t.archived_at is not null` : db`and t.archived_at is null`}
    ${query.contactId === undefined ? db`` : db`and t.requester_contact_id = ${query.contactId}`}
    ${tab === 'mine' ? db`and t.assignee_id = ${query.memberId}` : db``}
    ${tab === 'all' || tab === 'mine' ? db`` : db`and t.status = ${tab}`}
    ${
      query.ownInternalOf === null
        ? db``
        : db`and t.audience = 'internal' and t.requester_member_id = ${query.ownInternalOf}`
    }`;
}
