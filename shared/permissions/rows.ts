// Which tickets a principal's rights reach. The policy asks it about one ticket, the stores turn it into SQL, so that
// lists, search, counts, exports and live updates can show nothing that reading would refuse.
import type { TicketAudience } from '../tickets/schema.ts';
import type { Principal } from './principal.ts';

/** The columns of a ticket that the row rule looks at. A column that is not given never matches. */
export interface TicketRow {
  workspaceId: string;
  ticketId?: string | undefined;
  audience?: TicketAudience | undefined;
  requesterContactId?: string | null | undefined;
  requesterMemberId?: string | null | undefined;
  visitorId?: string | null | undefined;
}

/** A description of rows for SQL stores; every kind but `none` is limited to `workspaceId`. */
export type RowFilter =
  | { rows: 'all'; workspaceId: string }
  /** Internal tickets that this member opened. */
  | { rows: 'own_internal'; workspaceId: string; memberId: string }
  /** Customer tickets of this contact or of this browser; a null matches nothing. */
  | { rows: 'own_customer'; workspaceId: string; contactId: string | null; visitorId: string | null }
  | { rows: 'one'; workspaceId: string; ticketId: string }
  | { rows: 'none' };

/** The rows that a principal's ticket rights reach. */
export function rowFilterOf(principal: Principal): RowFilter {
  switch (principal.kind) {
    case 'anonymous':
      return { rows: 'none' };
    case 'visitor': {
      const { workspaceId, contactId, visitorId } = principal;
      return { rows: 'own_customer', workspaceId, contactId, visitorId };
    }
    case 'customer': {
      const { workspaceId, contactId } = principal;
      return { rows: 'own_customer', workspaceId, contactId, visitorId: null };
    }
    case 'link':
      return { rows: 'one', workspaceId: principal.workspaceId, ticketId: principal.ticketId };
    case 'member': {
      const { workspaceId, memberId, role } = principal;
      return role === 'requester' ? { rows: 'own_internal', workspaceId, memberId } : { rows: 'all', workspaceId };
    }
    case 'program':
      return { rows: 'all', workspaceId: principal.workspaceId };
  }
}

/** Whether the filter lets a ticket through: the same question that the SQL made from it answers. */
export function rowMatches(filter: RowFilter, row: TicketRow): boolean {
  if (filter.rows === 'none' || row.workspaceId !== filter.workspaceId) return false;
  switch (filter.rows) {
    case 'all':
      return true;
    case 'own_internal':
      return row.audience === 'internal' && row.requesterMemberId === filter.memberId;
    case 'own_customer':
      return (
        row.audience === 'customer' &&
        (same(row.requesterContactId, filter.contactId) || same(row.visitorId, filter.visitorId))
      );
    case 'one':
      return row.ticketId === filter.ticketId;
  }
}

/** Two nulls are two unknowns, not the same person. */
function same(left: string | null | undefined, right: string | null): boolean {
  return right !== null && left === right;
}
