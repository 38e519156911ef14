// What a ticket's values are called in English where customers read them. A workspace can rename statuses.
import type { TicketPriority, TicketStatus } from '../../tickets/schema.ts';

export const status: Record<TicketStatus, string> = {
  open: 'Open',
  in_progress: 'In progress',
  pending: 'Waiting for you',
  on_hold: 'On hold',
  resolved: 'Resolved',
  closed: 'Closed',
};

export const priority: Record<TicketPriority, string> = {
  urgent: 'Urgent',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
};
