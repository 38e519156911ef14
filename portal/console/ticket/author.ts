// Whose words a message holds. A member may write down what a customer said: then they are the customer's words.
import type { MemberTicket, TimelineEntry } from '../api.ts';
import { strings } from '../shell/language.ts';

interface Author {
  name: string;
  /** Who wrote it down, when that was somebody else. */
  writtenBy: string | null;
}

/** The author as the thread and the composer name them. */
export function authorOf({ actor, message }: TimelineEntry, ticket: MemberTicket): Author {
  const { requester } = ticket;
  const isOnBehalf = message?.side === 'customer' && actor.kind === 'member' && actor.id !== requester.id;
  if (isOnBehalf) return { name: named(requester.name, requester.email), writtenBy: actor.name };
  return { name: named(actor.name, null), writtenBy: null };
}

function named(name: string, email: string | null): string {
  return name === '' ? (email ?? strings().ticket.thread.nameless) : name;
}
