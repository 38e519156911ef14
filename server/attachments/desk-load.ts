// A file that a member or a program asks for by its id: as visible as the message that it hangs on.
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import type { DeskPrincipal } from '../tickets/desk.ts';
import { loadTicketForDesk } from '../tickets/load.ts';
import { type AttachmentRow, noFile } from './attachment.ts';
import { deskOwner } from './owner.ts';
import { selectAttachment } from './store.ts';

/** @throws AppError not_found */
export async function loadFileForDesk(deps: Deps, principal: DeskPrincipal, id: string): Promise<AttachmentRow> {
  const row = await selectAttachment(deps.sql, principal.workspaceId, id.toLowerCase());
  if (row === null) throw noFile();
  if (row.ticketId === null) {
    if (row.owner !== deskOwner(principal)) throw noFile();
    return row;
  }
  await loadTicketForDesk(deps.sql, principal, row.ticketId).catch(hideTicket);
  // A colleague who only asks sees the replies of their own ticket.
  if (row.messageKind !== 'reply' && principal.kind === 'member' && principal.role === 'requester') throw noFile();
  return row;
}

/** Whether a ticket stands behind an id is nobody's business who may not see it. */
export function hideTicket(cause: unknown): never {
  throw cause instanceof AppError && cause.code === 'not_found' ? noFile() : cause;
}
