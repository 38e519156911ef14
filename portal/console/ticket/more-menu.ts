// The menu of a ticket's rarer acts: links, archive, restore.
import type { MemberTicket } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { confirmed } from '../elements/confirm.ts';
import { copyText } from '../elements/copy.ts';
import { icon } from '../elements/icons.ts';
import type { MenuItem } from '../elements/menu.ts';
import { failureText } from '../elements/states.ts';
import { strings } from '../shell/language.ts';
import { say, warn } from '../shell/toasts.ts';
import type { TicketStore } from './ticket-store.ts';

/** What can be done now, as the rules of the ticket's life say. */
export function moreItems(store: TicketStore, ticket: MemberTicket): MenuItem[] {
  const texts = strings().ticket;
  const hasLink = ticket.publicUrl !== null;
  const items: (MenuItem & { shown: boolean })[] = [
    {
      id: 'escalate',
      label: texts.escalate.act,
      glyph: icon('flame'),
      keys: '⇧E',
      shown: store.allows({ do: 'escalate', reason: '-' }),
    },
    { id: 'public-link', label: texts.copyPublicLink, glyph: icon('link'), shown: hasLink },
    {
      id: 'replace-link',
      label: texts.replaceLink.act,
      glyph: icon('key'),
      shown: hasLink && store.allows({ do: 'edit' }),
    },
    { id: 'link', label: texts.copyLink, glyph: icon('copy'), shown: true },
    {
      id: 'archive',
      label: texts.archive.act,
      glyph: icon('archive'),
      danger: true,
      shown: store.allows({ do: 'archive' }),
    },
    { id: 'restore', label: texts.restore, glyph: icon('restore'), shown: store.allows({ do: 'restore' }) },
  ];
  return items.filter(({ shown }) => shown);
}

/** Does what was chosen, after asking where it cannot be undone by a click. */
export async function runMore(choice: string, desk: Desk, store: TicketStore, ticket: MemberTicket): Promise<void> {
  const texts = strings().ticket;
  switch (choice) {
    case 'public-link':
      if (ticket.publicUrl !== null) await copyText(ticket.publicUrl);
      break;
    case 'link':
      await copyText(new URL(desk.paths().ticket(ticket.reference), location.href).href);
      break;
    case 'replace-link': {
      const { participantId } = ticket.requester;
      if (!(await confirmed({ ...texts.replaceLink, danger: true }))) break;
      await act(texts.replaceLink.done, () =>
        store.act((tickets, ref) => tickets.replaceLink.mutate({ ref, participantId })),
      );
      break;
    }
    case 'archive':
      if (!(await confirmed({ ...texts.archive, danger: true }))) break;
      await act(texts.archive.done, () => store.act((tickets, ref) => tickets.archive.mutate({ ref })));
      break;
    case 'restore':
      await act(texts.restored, () => store.act((tickets, ref) => tickets.restore.mutate({ ref })));
  }
}

async function act(done: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
    say(done);
  } catch (error) {
    warn(failureText(failureOf(error)));
  }
}
