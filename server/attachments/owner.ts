// Whose an uploaded file is until it hangs on a message: nobody else can put it there or read it. Pure.
import type { DeskPrincipal } from '../tickets/desk.ts';
import type { CustomerCaller } from '../visitors/caller.ts';

/** A member or a program. */
export function deskOwner(principal: DeskPrincipal): string {
  return principal.kind === 'member' ? `member:${principal.memberId}` : `program:${principal.apiKeyId}`;
}

/** A browser by its secret, or a link's participant; null for a browser that has no secret yet. */
export function customerOwner(caller: CustomerCaller): string | null {
  if (caller.kind === 'link') return `link:${caller.link.participantId}`;
  return caller.secretHash === null ? null : `visitor:${caller.secretHash.toString('base64url')}`;
}
