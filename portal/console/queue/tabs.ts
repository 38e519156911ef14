// The tabs of the queue, and which tickets belong to each.
import type { TicketStatus } from '#shared/tickets/schema.ts';
import type { Answers } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { strings } from '../shell/language.ts';
import { statuses } from '../elements/glyphs.ts';

export type Counts = Answers['tickets']['counts'];
export type Tab = keyof Counts;

export const tabs: readonly Tab[] = ['all', 'mine', ...statuses];

/** Whether an address names one of the tabs. */
export function isTab(name: string | null): name is Tab {
  return tabs.some((tab) => tab === name);
}

/** Whether the tab shows one status. */
export function isStatusTab(tab: Tab): tab is TicketStatus {
  return tab !== 'all' && tab !== 'mine';
}

/** What a tab is called in this workspace. */
export function tabName(desk: Desk, tab: Tab): string {
  return isStatusTab(tab) ? desk.statusName(tab) : strings().queue.tabs[tab];
}

/** Whether a ticket with these values still belongs to the tab. */
export function belongs(
  tab: Tab,
  ticket: { status: TicketStatus; assignee: { id: string } | null },
  memberId: string,
): boolean {
  if (tab === 'all') return true;
  return tab === 'mine' ? ticket.assignee?.id === memberId : ticket.status === tab;
}
