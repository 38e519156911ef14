// Files go onto a message in the message's own transaction: both are there, or neither.
import { AppError } from '#shared/errors.ts';
import type { Tx } from '../db/connect.ts';
import { placeAttachments, type Placement } from './store.ts';

/**
 * @throws AppError not_found, the same for a file that does not exist, was swept, hangs on another message or was
 * uploaded by somebody else; the message is not written then.
 */
export async function attachFiles(tx: Tx, placement: Placement): Promise<void> {
  if (placement.ids.length === 0) return;
  const placed = await placeAttachments(tx, placement);
  if (placed === placement.ids.length) return;
  throw new AppError('not_found', 'A file of this message is not there any more. Attach it again.', {
    fields: { attachments: 'names a file that is not yours or was used before' },
  });
}

/** The further rows of a change of a ticket whose first event is the message: nothing at all without files. */
export function attaching(
  ids: readonly string[] | undefined,
  owner: string,
  ticket: { workspaceId: string; id: string; version: number },
): { also?: (tx: Tx) => Promise<void> } {
  if (ids === undefined || ids.length === 0) return {};
  const { workspaceId, id: ticketId } = ticket;
  return { also: (tx) => attachFiles(tx, { workspaceId, ticketId, messageNumber: ticket.version + 1, owner, ids }) };
}

/** The same for the first message of a new ticket. */
export function attachingToNew(
  ids: readonly string[] | undefined,
  owner: string,
  workspaceId: string,
): { also?: (tx: Tx, ticketId: string) => Promise<void> } {
  if (ids === undefined || ids.length === 0) return {};
  return { also: (tx, ticketId) => attachFiles(tx, { workspaceId, ticketId, messageNumber: 1, owner, ids }) };
}
