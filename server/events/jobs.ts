// Tells the streams of a change once more from its job: the node that made the change may have died before it could.
import type { Deps } from '../deps.ts';
import type { JobPayloads } from '../queue.ts';

/** Announces the change on this node and, by hint, on all others; to the ticket's people only what they may read. */
export async function announceEvents(deps: Deps, change: JobPayloads['ticket-event']): Promise<void> {
  const { workspaceId, ticketId, from, to } = change;
  const rows = await deps.sql<{ contactId: string | null; memberId: string | null; visitorId: string | null }[]>`
    select t.requester_contact_id as contact_id, t.requester_member_id as member_id, t.visitor_id from ticket t
    where t.workspace_id = ${workspaceId} and t.id = ${ticketId}
      and exists (
        select from event e
        where e.workspace_id = t.workspace_id and e.ticket_id = t.id and e.number between ${from} and ${to}
          and e.is_public)`;
  const people = rows.flatMap((row) => [row.contactId, row.memberId, row.visitorId]).filter((id) => id !== null);
  deps.live.announce({ workspaceId, ticketId, version: to, people });
}
