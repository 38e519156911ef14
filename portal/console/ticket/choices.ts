// What can be chosen for a ticket, as items of menus and pickers.
import type { TicketPriority, TicketStatus } from '#shared/tickets/schema.ts';
import type { MemberTicket } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { avatar } from '../elements/avatar.ts';
import { priorities, priorityGlyph, statuses, statusGlyph } from '../elements/glyphs.ts';
import { labelDot } from '../elements/label-chip.ts';
import type { MenuItem } from '../elements/menu.ts';
import type { Choice } from '../elements/picker.ts';
import { strings } from '../shell/language.ts';
import type { TicketStore } from './ticket-store.ts';

/** The statuses that the ticket may go to now; resolving asks for its notes first. */
export function statusItems(desk: Desk, store: TicketStore, ticket: MemberTicket): MenuItem[] {
  return statuses
    .filter((status) => status === ticket.status || maySet(store, status))
    .map((status) => ({
      id: status,
      label: desk.statusName(status),
      glyph: statusGlyph(status),
      chosen: status === ticket.status,
    }));
}

/** Whether a status can be reached, directly or through Resolve. */
export function maySet(store: TicketStore, status: TicketStatus): boolean {
  return status === 'resolved'
    ? store.allows({ do: 'resolve', resolution: '-' })
    : store.allows({ do: 'set_status', status });
}

/** All priorities. */
export function priorityItems(chosen: TicketPriority): MenuItem[] {
  return priorities.map((priority) => ({
    id: priority,
    label: strings().ticket.priority[priority],
    glyph: priorityGlyph(priority),
    chosen: priority === chosen,
  }));
}

/** Members who work on tickets; whoever may no longer sign in is not offered. */
export function assigneeChoices(desk: Desk): Choice[] {
  const me = desk.memberId;
  const able = desk.members.value.filter(({ disabled, role }) => !disabled && role !== 'requester');
  const mine = able.filter(({ id }) => id === me);
  const others = able.filter(({ id }) => id !== me);
  return [
    { id: '', label: strings().ticket.nobody },
    ...[...mine, ...others].map(({ id, name, email }) => ({
      id,
      label: id === me ? strings().ticket.me(name) : name,
      detail: email,
      glyph: avatar(name),
    })),
  ];
}

/** All labels of the workspace. */
export function labelChoices(desk: Desk): Choice[] {
  return desk.labels.value.map(({ id, name, colour }) => ({ id, label: name, glyph: labelDot(colour) }));
}
