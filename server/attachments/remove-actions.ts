// Files end: those that nobody put on a message, and those of a ticket that is erased. The row goes first, and the key of
// the file onto a list in the same transaction; the list forgets it when the file is gone.
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { thumbnailKey } from './attachment.ts';
import { type DiscardedFile, discardOrphans, discardTicketFiles, forgetDiscarded, selectDiscarded } from './store.ts';

type RemoveDeps = Pick<Deps, 'sql' | 'files' | 'log'>;

const orphanHours = 24;
const rowsARound = 500;
// A file that is still being written to a slow storage would come back after it was deleted.
const settledMinutes = 10;

/** Removes orphans and what is left on the list. Runs from the timetable; twice at once does no harm. */
export async function sweepFiles(deps: RemoveDeps, signal?: AbortSignal): Promise<void> {
  await deps.files.spool.sweep();
  let orphans = 0;
  for (let round = rowsARound; round === rowsARound && signal?.aborted !== true; orphans += round) {
    round = await discardOrphans(deps.sql, orphanHours, rowsARound);
  }
  let removed = 0;
  for (let after: DiscardedFile | null = null; signal?.aborted !== true;) {
    const files: DiscardedFile[] = await selectDiscarded(deps.sql, {
      after,
      minutes: settledMinutes,
      limit: rowsARound,
    });
    removed += await removeFiles(deps, files);
    after = files.at(-1) ?? null;
    if (files.length < rowsARound) break;
  }
  deps.log.info({ orphans, removed }, 'files swept');
}

/**
 * Erases the files of a ticket; call it in the transaction that deletes the ticket, before the ticket itself.
 * @returns What to call after the commit: deletes the files now. What that cannot delete, the sweep deletes later.
 */
export async function eraseTicketFiles(
  deps: RemoveDeps,
  tx: Tx,
  ticket: { workspaceId: string; id: string },
): Promise<() => Promise<void>> {
  const files = await discardTicketFiles(tx, ticket.workspaceId, ticket.id);
  return async () => {
    await removeFiles(deps, files);
  };
}

/** @returns How many are gone; the others stay on the list. */
async function removeFiles({ sql, files, log }: RemoveDeps, list: readonly DiscardedFile[]): Promise<number> {
  const gone: DiscardedFile[] = [];
  for (const file of list) {
    try {
      await files.storage.remove(file.storageKey);
      await files.storage.remove(thumbnailKey(file.storageKey));
      gone.push(file);
    } catch (err) {
      log.warn({ err }, 'a file could not be deleted');
    }
  }
  if (gone.length > 0) await forgetDiscarded(sql, gone);
  return gone.length;
}
