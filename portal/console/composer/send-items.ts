// The ways to send a reply beside sending it plainly.
import type { TicketStatus } from '#shared/tickets/schema.ts';
import type { Desk } from '../app/desk.ts';
import { statusGlyph } from '../elements/glyphs.ts';
import { icon } from '../elements/icons.ts';
import type { MenuItem } from '../elements/menu.ts';
import { strings } from '../shell/language.ts';
import type { TicketStore } from '../ticket/ticket-store.ts';

const targets: readonly TicketStatus[] = ['in_progress', 'pending', 'on_hold', 'closed'];

/** The statuses that a reply may set now, Resolve (which asks for its notes afterwards), and the customer's own words. */
export function sendItems(desk: Desk, store: TicketStore): MenuItem[] {
  const texts = strings().composer;
  const items: MenuItem[] = targets
    .filter((status) => store.allows({ do: 'member_reply', status }))
    .map((status) => ({
      id: status,
      label: texts.sendAndSet(desk.statusName(status)),
      glyph: statusGlyph(status),
    }));
  if (store.allows({ do: 'resolve', resolution: '-' })) {
    items.push({ id: 'resolved', label: texts.sendAndResolve, glyph: statusGlyph('resolved') });
  }
  return [...items, { id: 'customer', label: texts.asCustomer, glyph: icon('person') }];
}
