// What a demo ticket is told as: who asked, when, and what happened next. The rules of the ticket's life decide the rest.
import type { TicketChannel, TicketPriority, TicketStatus, TicketType } from '#shared/tickets/schema.ts';
import type { ContactKey, MemberKey } from './people.ts';

export interface Story {
  subject: string;
  body: string;
  /** A contact; a member for an internal ticket. */
  by: ContactKey | { colleague: MemberKey };
  channel: TicketChannel;
  category: string;
  priority?: TicketPriority;
  type?: TicketType;
  labels?: readonly string[];
  /** Minutes before the seeding. */
  ago: number;
  /** Who got it when it came. */
  assignee?: MemberKey;
  /** Days after the seeding. */
  dueInDays?: number;
  steps: readonly Step[];
  /** The customer has not read the newest answer yet. */
  unread?: true;
}

/** `after`: minutes since the step before. */
export type Step = { after: number } & (
  | { do: 'reply'; who: MemberKey; text: string; status?: TicketStatus }
  | { do: 'customer'; text: string }
  | { do: 'note'; who: MemberKey; text: string }
  | { do: 'status'; who: MemberKey; status: TicketStatus }
  | { do: 'resolve'; who: MemberKey; resolution: string }
  | { do: 'escalate'; who: MemberKey; reason: string }
  | { do: 'rate'; score: number; comment?: string }
  | { do: 'confirm' }
  | { do: 'auto_close' }
  | { do: 'archive'; who: MemberKey }
);

/** A span in minutes. */
export function minutes(days: number, hours = 0, rest = 0): number {
  return days * 1_440 + hours * 60 + rest;
}
