// THE policy: one pure function says who may do what. Procedures, plain routes, jobs and live streams ask it; the
// screens ask it too, to know what to show.
import type { Action, MemberRole } from './actions.ts';
import { customerGrants, roleGrants, scopeGrants } from './grants.ts';
import type { Principal } from './principal.ts';
import { rowFilterOf, rowMatches } from './rows.ts';
import type { TicketRow } from './rows.ts';

/** What is acted on. Name all that is known: a column that is missing never matches. */
export interface PolicyObject extends TicketRow {
  /** For `member.*`: the role that the member has, or is to get. Ask once for each. */
  memberRole?: MemberRole | undefined;
}

/**
 * Whether the principal may do the action, on the object where one is given.
 *
 * Without an object the question is about every row of the principal's own workspace: yes for an agent, no for
 * somebody whose rights reach some tickets only (but for `ticket.list`, which the row filter narrows). Another
 * workspace is always no.
 */
export function may(principal: Principal, action: Action, object?: PolicyObject): boolean {
  if (!isGranted(principal, action)) return false;
  if (object !== undefined && principal.kind !== 'anonymous' && object.workspaceId !== principal.workspaceId)
    return false;
  if (action === 'ticket.list') return true;
  if (action === 'ticket.create') return mayCreate(principal, object);
  if (action.startsWith('ticket.')) return reachesRow(principal, object);
  if (action === 'member.invite' || action === 'member.write') return mayTouchMember(principal, object?.memberRole);
  return true;
}

/** Whether the action is among the principal's rights at all, on whatever row. */
export function isGranted(principal: Principal, action: Action): boolean {
  switch (principal.kind) {
    case 'member':
      return roleGrants[principal.role].includes(action);
    case 'program':
      return principal.scopes.some((scope) => scopeGrants[scope].includes(action));
    case 'anonymous':
    case 'visitor':
    case 'link':
    case 'customer':
      return customerGrants[principal.kind].includes(action);
  }
}

function reachesRow(principal: Principal, object: PolicyObject | undefined): boolean {
  const filter = rowFilterOf(principal);
  return object === undefined ? filter.rows === 'all' : rowMatches(filter, object);
}

/** A new ticket has no row yet: the object says for whom it is asked, before any contact was matched to it. */
function mayCreate(principal: Principal, object: PolicyObject | undefined): boolean {
  const filter = rowFilterOf(principal);
  if (filter.rows === 'all') return true;
  if (object === undefined) return false;
  if (filter.rows === 'own_internal') {
    return (
      object.audience === 'internal' &&
      isOwn(object.requesterMemberId, filter.memberId) &&
      isNobody(object.requesterContactId)
    );
  }
  if (object.audience !== 'customer' || !isNobody(object.requesterMemberId)) return false;
  if (filter.rows === 'own_customer') {
    return isOwn(object.requesterContactId, filter.contactId) && isOwn(object.visitorId, filter.visitorId);
  }
  return isNobody(object.requesterContactId) && isNobody(object.visitorId);
}

/** Owners are made and unmade by owners; programs stop at agents, so that a stolen key makes no administrator. */
function mayTouchMember(principal: Principal, role: MemberRole | undefined): boolean {
  if (role === 'owner') return principal.kind === 'member' && principal.role === 'owner';
  if (role === 'admin') return principal.kind === 'member';
  return true;
}

function isOwn(given: string | null | undefined, own: string | null): boolean {
  return isNobody(given) || given === own;
}

function isNobody(id: string | null | undefined): boolean {
  return id === null || id === undefined;
}
