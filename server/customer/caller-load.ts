// Who the caller of a customer's surface is in the database: visitor and contact. One statement.
import { AppError } from '#shared/errors.ts';
import { matchIdentity } from '#shared/identity/match.ts';
import { may } from '#shared/permissions/policy.ts';
import type { Principal } from '#shared/permissions/principal.ts';
import { type Candidates, selectCandidates } from '../contacts/match-store.ts';
import type { Deps } from '../deps.ts';
import { selectTicket } from '../tickets/store.ts';
import { objectOf } from '../tickets/load.ts';
import type { ParticipantRow, TicketForCustomer, TicketRow } from '../tickets/ticket.ts';
import type { CustomerCaller, LinkCaller, VisitorCaller } from '../visitors/caller.ts';
import { selectLinkState } from './store.ts';

/** A visitor with what the database knows of them. `contactId` only when the host signed for it. */
export interface KnownVisitor {
  principal: Extract<Principal, { kind: 'visitor' }>;
  candidates: Candidates;
}

/** A ticket with the participant as whom the caller sees it. */
export interface SeenTicket {
  ticket: TicketForCustomer;
  /** Null for a visitor whose contact was changed by the desk: they still see their own thread. */
  me: ParticipantRow | null;
}

/** Looks up who calls; with `claims` also whom an unsigned visitor claims to be. */
export async function knowVisitor(
  deps: Deps,
  caller: VisitorCaller,
  claims: { externalId?: string | undefined; email?: string | undefined } = {},
): Promise<KnownVisitor> {
  const { workspace, identity } = caller;
  const candidates = await selectCandidates(deps.sql, {
    workspaceId: workspace.id,
    externalId: identity?.sub ?? claims.externalId,
    email: identity === null ? claims.email : identity.email,
    secretHash: caller.secretHash ?? undefined,
  });
  const match =
    identity === null
      ? null
      : matchIdentity({ proof: 'signed', externalId: identity.sub, email: identity.email, ...candidates });
  const contactId = match === null || match.contact === 'create' ? null : match.contact.use;
  return {
    principal: { kind: 'visitor', workspaceId: workspace.id, visitorId: candidates.visitorId, contactId },
    candidates,
  };
}

/**
 * The ticket that a customer asks for.
 * @throws AppError not_found, the same for what does not exist, is revoked, or belongs to somebody else.
 */
export async function loadTicketForCustomer(deps: Deps, caller: CustomerCaller, ticketId: string): Promise<SeenTicket> {
  return caller.kind === 'link' ? loadByLink(deps, caller, ticketId) : loadByVisitor(deps, caller, ticketId);
}

async function loadByVisitor(deps: Deps, caller: VisitorCaller, ticketId: string): Promise<SeenTicket> {
  const [{ principal }, ticket] = await Promise.all([
    knowVisitor(deps, caller),
    selectTicket(deps.sql, caller.workspace.id, { id: ticketId }),
  ]);
  const current = ticket && (await followMerge(deps, ticket));
  if (!ticket || !current || !may(principal, 'ticket.read', objectOf(ticket))) throw noTicket();
  if (current !== ticket && current.requesterContactId !== ticket.requesterContactId) throw noTicket();
  return seen(current, (participant) => participant.role === 'requester');
}

async function loadByLink(deps: Deps, { link, workspace }: LinkCaller, ticketId: string): Promise<SeenTicket> {
  const [state, ticket] = await Promise.all([
    selectLinkState(deps.sql, link),
    selectTicket(deps.sql, workspace.id, { id: link.ticketId }),
  ]);
  const valid = state !== null && state.linkVersion === link.linkVersion && !state.ended;
  if (!ticket || !valid || ticket.audience !== 'customer') throw noTicket();
  const current = await followMerge(deps, ticket);
  if (current === null) throw noTicket();
  // An old link leads to the surviving ticket only for somebody who is on it.
  const isMe = (participant: ParticipantRow): boolean =>
    current === ticket
      ? participant.id === link.participantId
      : participant.contactId !== null && participant.contactId === state.contactId;
  if (!current.participants.some(isMe) || (ticketId !== current.id && ticketId !== ticket.id)) throw noTicket();
  return seen(current, isMe);
}

/** The ticket in which a merged one lives on. */
async function followMerge(deps: Deps, ticket: TicketRow): Promise<TicketRow | null> {
  if (ticket.mergedIntoId === null) return ticket;
  return selectTicket(deps.sql, ticket.workspaceId, { id: ticket.mergedIntoId });
}

function seen(ticket: TicketRow, isMe: (participant: ParticipantRow) => boolean): SeenTicket {
  return { ticket: ticket as TicketForCustomer, me: ticket.participants.find(isMe) ?? null };
}

function noTicket(): AppError {
  return new AppError('not_found', 'There is no such ticket, or the link to it has ended. Ask for a new link.');
}
