// What is recorded of a change: the history, the system messages, the audit trail and the source of live updates.
import type { Block } from '#shared/messages/nodes.ts';
import type { TicketChannel } from '#shared/tickets/schema.ts';

/** Who did it, with the name that the history will show for ever. */
export interface Actor {
  kind: 'member' | 'contact' | 'visitor' | 'program' | 'system';
  id: string | null;
  name: string;
}

/** Deskbell itself: routing, closing by the timetable. */
export const systemActor: Actor = { kind: 'system', id: null, name: '' };

export type EventKind =
  | 'created'
  | 'reply'
  | 'note'
  | 'status'
  | 'priority'
  | 'type'
  | 'category'
  | 'department'
  | 'assignee'
  | 'subject'
  | 'due'
  | 'labels'
  | 'requester'
  | 'follower_added'
  | 'follower_removed'
  | 'link_replaced'
  | 'resolved'
  | 'escalated'
  | 'csat'
  | 'follow_up'
  | 'archived'
  | 'restored';

/** An event before it has its number. */
export interface EventDraft {
  kind: EventKind;
  /** `{ from, to }` and what else the kind needs. Public events carry nothing that only members may read. */
  data: Record<string, unknown>;
  /** Whether customers see it in their thread. */
  isPublic: boolean;
  /** Who did it, where it was not whoever made the change: routing follows a rule, not the customer's wish. */
  actor?: Actor;
}

/** A message before it has its number; it belongs to the first event of its change. */
export interface MessageDraft {
  kind: 'reply' | 'note';
  side: 'customer' | 'team';
  channel: TicketChannel;
  body: string;
  nodes: Block[];
}

/** What is kept so that the same call twice is done once. */
export interface OnceRecord {
  actor: string;
  key: string;
  requestHash: Buffer;
  response: unknown;
}
