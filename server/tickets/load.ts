// Access-checked reads of tickets for the desk: members and programs. A ticket that may not be seen does not exist.
import { AppError } from '#shared/errors.ts';
import { isUuid } from '#shared/ids.ts';
import { may } from '#shared/permissions/policy.ts';
import type { Principal } from '#shared/permissions/principal.ts';
import type { Db } from '../db/connect.ts';
import { selectTicket, type TicketKey } from './store.ts';
import type { TicketForDesk, TicketRow } from './ticket.ts';

type DeskPrincipal = Extract<Principal, { kind: 'member' | 'program' }>;

/**
 * @param ref Reference or id.
 * @throws AppError not_found, the same for what does not exist and what may not be seen.
 */
export async function loadTicketForDesk(db: Db, principal: DeskPrincipal, ref: string): Promise<TicketForDesk> {
  const key = keyOf(ref);
  const ticket = key && (await selectTicket(db, principal.workspaceId, key));
  if (!ticket || !matches(ticket, ref) || !may(principal, 'ticket.read', objectOf(ticket))) {
    throw new AppError('not_found', 'There is no such ticket. Check the reference.');
  }
  return ticket as TicketForDesk;
}

/** What the policy looks at. */
export function objectOf(ticket: TicketRow) {
  return {
    workspaceId: ticket.workspaceId,
    audience: ticket.audience,
    requesterContactId: ticket.requesterContactId,
    requesterMemberId: ticket.requesterMemberId,
    visitorId: ticket.visitorId,
    ticketId: ticket.id,
  };
}

// References are found by their number; the prefix may have been another one when the ticket was opened.
function keyOf(ref: string): TicketKey | null {
  if (isUuid(ref)) return { id: ref.toLowerCase() };
  const digits = /[0-9]{1,15}$/.exec(ref)?.[0];
  return digits === undefined ? null : { number: Number(digits) };
}

function matches(ticket: TicketRow, ref: string): boolean {
  return isUuid(ref) || ticket.reference.toLowerCase() === ref.toLowerCase();
}
