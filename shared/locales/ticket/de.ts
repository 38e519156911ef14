// What a ticket's values are called in German where customers read them.
import type { TicketPriority, TicketStatus } from '../../tickets/schema.ts';

export const status: Record<TicketStatus, string> = {
  open: 'Offen',
  in_progress: 'In Bearbeitung',
  pending: 'Wartet auf Sie',
  on_hold: 'Zurückgestellt',
  resolved: 'Gelöst',
  closed: 'Geschlossen',
};

export const priority: Record<TicketPriority, string> = {
  urgent: 'Dringend',
  high: 'Hoch',
  medium: 'Mittel',
  low: 'Niedrig',
};
