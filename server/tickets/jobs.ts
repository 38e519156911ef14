// Closing by the timetable: resolved tickets whose customers stayed silent for as many days as their workspace says.
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { workspaceById } from '../workspaces/load.ts';
import { closeSilentTicket } from './life-actions.ts';
import { selectSilentTickets, selectWorkspaceIds } from './silence-store.ts';

const ticketsARound = 200;

/** Closes what is due in every workspace; run twice it finds nothing the second time. */
export async function closeSilentTickets(deps: Deps, signal: AbortSignal): Promise<void> {
  for await (const workspaceIds of selectWorkspaceIds(deps.sql)) {
    for (const workspaceId of workspaceIds) {
      if (signal.aborted) return;
      await closeInWorkspace(deps, workspaceId);
    }
  }
}

async function closeInWorkspace(deps: Deps, workspaceId: string): Promise<void> {
  const workspace = await workspaceById(deps, workspaceId);
  if (workspace === null || workspace.settings.autoCloseDays === 0) return;
  for (;;) {
    const ids = await selectSilentTickets(deps.sql, workspaceId, workspace.settings.autoCloseDays, ticketsARound);
    let closed = 0;
    for (const id of ids) if (await closeOne(deps, workspace, id)) closed += 1;
    if (ids.length < ticketsARound || closed === 0) return;
  }
}

/** A customer who wrote in this moment wins: the rules refuse, and the ticket stays open. */
async function closeOne(deps: Deps, workspace: Parameters<typeof closeSilentTicket>[1], id: string): Promise<boolean> {
  try {
    await closeSilentTicket(deps, workspace, id);
    return true;
  } catch (cause) {
    if (cause instanceof AppError) return false;
    throw cause;
  }
}
