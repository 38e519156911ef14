// Steps in the life of a ticket: resolve, escalate, archive, restore by the desk; closing by the timetable.
import type { TicketCommand } from '#shared/tickets/state.ts';
import type { Deps } from '../deps.ts';
import type { Workspace } from '../workspaces/load.ts';
import { changeTicket, type ChangeOutcome } from './change-actions.ts';
import { actorOf, type DeskCall } from './desk.ts';
import { lifeDraft } from './draft.ts';
import { systemActor } from './event.ts';
import { loadTicketForDesk } from './load.ts';
import { selectTicket } from './store.ts';
import type { TicketForDesk, TicketRow } from './ticket.ts';

export type LifeCommand = Extract<TicketCommand, { do: 'resolve' | 'escalate' | 'archive' | 'restore' }>;

/** @throws AppError with the refusal in words. */
export async function moveTicket(
  deps: Deps,
  call: DeskCall,
  ref: string,
  command: LifeCommand,
): Promise<ChangeOutcome> {
  const reload = (): Promise<TicketForDesk> => loadTicketForDesk(deps.sql, call.principal, ref);
  return changeTicket(deps, {
    ticket: await reload(),
    reload,
    actor: actorOf(call.principal),
    once: call.once,
    decide: (ticket) => lifeDraft(ticket, command, call.workspace.settings),
  });
}

/** Closes a resolved ticket whose customer stayed silent. Safe to run twice: the rules refuse the second time. */
export async function closeSilentTicket(deps: Deps, workspace: Workspace, ticketId: string): Promise<void> {
  const reload = async (): Promise<TicketRow> => {
    const ticket = await selectTicket(deps.sql, workspace.id, { id: ticketId });
    if (ticket === null) throw new Error(`ticket ${ticketId} is gone`);
    return ticket;
  };
  await changeTicket(deps, {
    ticket: await reload(),
    reload,
    actor: systemActor,
    decide: (ticket) => lifeDraft(ticket, { do: 'auto_close' }, workspace.settings),
  });
}
