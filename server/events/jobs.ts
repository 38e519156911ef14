// Tells the streams of a change once more from its job: the node that made the change may have died before it could.
import type { Deps } from '../deps.ts';
import type { JobPayloads } from '../queue.ts';

/** Announces the change on this node and, by hint, on all others. */
export async function announceEvents(deps: Deps, change: JobPayloads['ticket-event']): Promise<void> {
  const { workspaceId, ticketId, to } = change;
  const rows = await deps.sql<{ requesterContactId: string | null; visitorId: string | null }[]>`
    select requester_contact_id, visitor_id from ticket
    where workspace_id = ${workspaceId} and id = ${ticketId}`;
  const people = rows.flatMap((row) => [row.requesterContactId, row.visitorId]).filter((id) => id !== null);
  deps.live.announce({ workspaceId, ticketId, version: to, people });
}
