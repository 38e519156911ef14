// The queue as a member or program may see it: one page, and the counts of its tabs.
import type { QueueRow } from '#shared/api/tickets.ts';
import { rowFilterOf } from '#shared/permissions/rows.ts';
import { pageOf, readCursor } from '../db/cursor.ts';
import type { Deps } from '../deps.ts';
import type { DeskPrincipal } from './desk.ts';
import { countTabs, selectQueue, type TicketTab } from './list-store.ts';
import { queueRowOf } from './ticket.ts';

const limitDefault = 50;
const countMax = 100;
const tabs: readonly TicketTab[] = ['all', 'mine', 'open', 'in_progress', 'pending', 'on_hold', 'resolved', 'closed'];

/** @throws AppError bad_request for a cursor of another list. */
export async function loadQueue(
  deps: Deps,
  principal: DeskPrincipal,
  input: {
    tab?: TicketTab | undefined;
    archived?: boolean | undefined;
    cursor?: string | undefined;
    limit?: number | undefined;
  },
): Promise<{ items: QueueRow[]; nextCursor: string | null }> {
  const { tab = 'all', archived = false, limit = limitDefault } = input;
  const scope = scopeOf(principal);
  const list = `tickets ${scope.workspaceId} ${scope.ownInternalOf ?? ''} ${tab} ${String(archived)}`;
  const after = readCursor(deps.keys, list, input.cursor);
  const found = await selectQueue(deps.sql, { ...scope, tab, archived, after, limit: limit + 1 });
  const { rows, nextCursor } = pageOf(deps.keys, list, found, limit);
  return { items: rows.map(({ cursorAt: _, ...row }) => queueRowOf(row)), nextCursor };
}

/** The customer tickets of one contact, archived ones as well. */
export async function loadContactTickets(
  deps: Deps,
  principal: DeskPrincipal,
  input: { id: string; cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: QueueRow[]; nextCursor: string | null }> {
  const { id: contactId, limit = limitDefault } = input;
  const scope = scopeOf(principal);
  const list = `tickets ${scope.workspaceId} ${scope.ownInternalOf ?? ''} contact ${contactId}`;
  const after = readCursor(deps.keys, list, input.cursor);
  const query = { ...scope, tab: 'all', archived: 'both', contactId, after, limit: limit + 1 } as const;
  const { rows, nextCursor } = pageOf(deps.keys, list, await selectQueue(deps.sql, query), limit);
  return { items: rows.map(({ cursorAt: _, ...row }) => queueRowOf(row)), nextCursor };
}

/** Counts up to 99; `more` says that there are more. */
export async function loadCounts(
  deps: Deps,
  principal: DeskPrincipal,
): Promise<Record<TicketTab, { count: number; more: boolean }>> {
  const counts = await countTabs(deps.sql, { ...scopeOf(principal), archived: false }, tabs, countMax);
  const bounded = (tab: TicketTab): { count: number; more: boolean } => {
    const count = counts.get(tab) ?? 0;
    return { count: Math.min(count, countMax - 1), more: count >= countMax };
  };
  return Object.fromEntries(tabs.map((tab) => [tab, bounded(tab)])) as Record<TicketTab, ReturnType<typeof bounded>>;
}

/** The policy's row filter in the terms of the store. */
function scopeOf(principal: DeskPrincipal) {
  const filter = rowFilterOf(principal);
  return {
    workspaceId: principal.workspaceId,
    memberId: principal.kind === 'member' ? principal.memberId : null,
    ownInternalOf: filter.rows === 'own_internal' ? filter.memberId : null,
  };
}
