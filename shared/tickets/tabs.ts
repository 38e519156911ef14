// The status tabs of the console's queue, as data: which tickets each one shows, and whether it groups them.
import type { TicketStatus } from './schema.ts';

export interface QueueTab {
  id: 'all' | 'mine' | TicketStatus;
  /** Only tickets with this status; null = every status. */
  status: TicketStatus | null;
  /** Only tickets assigned to the member who looks. */
  mine: boolean;
  /** Whether the list is grouped by status. */
  grouped: boolean;
}

/** In the order in which they are shown. */
export const queueTabs = [
  { id: 'all', status: null, mine: false, grouped: true },
  { id: 'mine', status: null, mine: true, grouped: true },
  { id: 'open', status: 'open', mine: false, grouped: false },
  { id: 'in_progress', status: 'in_progress', mine: false, grouped: false },
  { id: 'pending', status: 'pending', mine: false, grouped: false },
  { id: 'on_hold', status: 'on_hold', mine: false, grouped: false },
  { id: 'resolved', status: 'resolved', mine: false, grouped: false },
  { id: 'closed', status: 'closed', mine: false, grouped: false },
] as const satisfies readonly QueueTab[];

export type QueueTabId = (typeof queueTabs)[number]['id'];
