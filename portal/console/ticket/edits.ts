// Edits in place: done at once, told with a way back, and never over somebody else's edit of the same field.
import type { MemberTicket } from '../api.ts';
import { currentTicketOf, failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { confirmed } from '../elements/confirm.ts';
import { failureText } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import { say, warn } from '../shell/toasts.ts';
import type { Patch, TicketStore } from './ticket-store.ts';

/**
 * Changes a ticket. A stale version alone is no conflict: when the fields of this edit still hold what the member saw,
 * it goes through on the newer version; when somebody changed the same field, the member decides.
 */
export async function edit(desk: Desk, store: TicketStore, patch: Patch): Promise<void> {
  const seen = store.ticket;
  if (seen === null) return;
  try {
    await update(store, seen, patch);
  } catch (error) {
    warn(failureText(failureOf(error)));
    return;
  }
  const back = inverseOf(seen, patch);
  const mayGoBack = back.status === undefined || store.allows({ do: 'set_status', status: back.status });
  say(whatChanged(desk, patch), mayGoBack ? () => void edit(desk, store, back) : undefined);
}

async function update(store: TicketStore, seen: MemberTicket, patch: Patch): Promise<void> {
  try {
    await store.update(patch, seen.version);
  } catch (error) {
    if (failureOf(error).code !== 'conflict') throw error;
    const current = currentTicketOf(error) ?? (await store.catchUp(), store.ticket);
    if (current === null) throw error;
    store.learn(current);
    const theirs = inverseOf(current, patch);
    const untouched = JSON.stringify(theirs) === JSON.stringify(inverseOf(seen, patch));
    if (!untouched && !(await overrules())) return;
    await store.update(patch, current.version);
  }
}

function overrules(): Promise<boolean> {
  const texts = strings().ticket.conflict;
  return confirmed({ heading: texts.heading, text: texts.text, act: texts.mine });
}

/** The values that the fields of a patch have on a ticket: what to set to go back. */
export function inverseOf(ticket: MemberTicket, patch: Patch): Patch {
  const values: Required<{ [Key in keyof Patch]: Patch[Key] }> = {
    subject: ticket.subject,
    status: ticket.status,
    priority: ticket.priority,
    type: ticket.type,
    category: ticket.category?.id ?? null,
    department: ticket.department?.id ?? null,
    assignee: ticket.assignee?.id ?? null,
    labels: ticket.labels.map(({ id }) => id),
    dueAt: ticket.dueAt,
    contact: ticket.requester.id,
  };
  return Object.fromEntries(Object.keys(patch).map((key) => [key, values[key as keyof Patch]]));
}

function whatChanged(desk: Desk, patch: Patch): string {
  const { changed, priority } = strings().ticket;
  if (patch.status !== undefined) return changed.status(desk.statusName(patch.status));
  if (patch.priority !== undefined) return changed.priority(priority[patch.priority]);
  if (patch.assignee !== undefined) {
    const member = desk.members.value.find(({ id }) => id === patch.assignee);
    return member === undefined ? changed.unassigned : changed.assignee(member.name);
  }
  return changed.other;
}
