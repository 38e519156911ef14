// Reads of one ticket. SQL only; access is decided by load.ts.
import type { Db } from '../db/connect.ts';
import type { TicketRow } from './ticket.ts';

/** Which ticket: by its id or its number. */
export type TicketKey = { id: string } | { number: number };

/** The ticket with everything that its page shows beside the thread, in one statement. */
export async function selectTicket(db: Db, workspaceId: string, key: TicketKey): Promise<TicketRow | null> {
  const which = 'id' in key ? db`t.id = ${key.id}` : db`t.number = ${key.number}`;
  const rows = await db<TicketRow[]>`
    select
      t.workspace_id, t.id, t.number, t.reference, t.subject, t.status, t.priority, t.type, t.channel, t.audience,
      t.assignee_id, t.requester_contact_id, t.requester_member_id, t.requester_verified, t.visitor_id, t.due_at,
      t.resolution, t.csat_score, t.csat_comment, t.escalation_reason, t.context, t.version, t.merged_into_id,
      t.created_at, t.updated_at, t.first_response_at, t.resolved_at, t.closed_at, t.archived_at,
      t.last_customer_at, t.last_member_at, t.last_team_number,
      now() as now,
      (select m.reference from ticket m
        where m.workspace_id = t.workspace_id and m.id = t.merged_into_id) as merged_into,
      (select json_build_object('id', c.id, 'name', c.name) from category c
        where c.workspace_id = t.workspace_id and c.id = t.category_id) as category,
      (select json_build_object('id', d.id, 'name', d.name) from department d
        where d.workspace_id = t.workspace_id and d.id = t.department_id) as department,
      (select json_build_object('id', m.id, 'name', m.name) from member m
        where m.workspace_id = t.workspace_id and m.id = t.assignee_id) as assignee,
      ${labelsOf(db)} as labels,
      (select coalesce(json_agg(json_build_object(
          'id', p.id, 'role', p.role, 'contactId', p.contact_id, 'memberId', p.member_id,
          'name', coalesce(m.name, trim(c.first_name || ' ' || c.last_name)),
          'email', coalesce(m.email, (
            select e.address from contact_email e
            where e.workspace_id = p.workspace_id and e.contact_id = p.contact_id
            order by e.is_primary desc, e.created_at limit 1)),
          'externalId', c.external_id, 'linkVersion', p.link_version) order by p.created_at), '[]'::json)
        from participant p
        left join member m on m.workspace_id = p.workspace_id and m.id = p.member_id
        left join contact c on c.workspace_id = p.workspace_id and c.id = p.contact_id
        where p.workspace_id = t.workspace_id and p.ticket_id = t.id and p.removed_at is null) as participants
    from ticket t
    where t.workspace_id = ${workspaceId} and ${which}`;
  return rows[0] ?? null;
}

/** The labels of ticket `t` as JSON, in order of their names. */
export function labelsOf(db: Db) {
  return db`(
    select coalesce(json_agg(json_build_object('id', l.id, 'name', l.name, 'colour', l.colour) order by lower(l.name)),
      '[]'::json)
    from ticket_label tl join label l on l.workspace_id = tl.workspace_id and l.id = tl.label_id
    where tl.workspace_id = t.workspace_id and tl.ticket_id = t.id)`;
}
