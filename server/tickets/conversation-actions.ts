// Replies and notes by the desk.
import { AppError } from '#shared/errors.ts';
import type { TicketStatus } from '#shared/tickets/schema.ts';
import { attaching } from '../attachments/attach-actions.ts';
import { deskOwner } from '../attachments/owner.ts';
import type { Deps } from '../deps.ts';
import { changeTicket, type ChangeOutcome } from './change-actions.ts';
import { actorOf, type DeskCall } from './desk.ts';
import { customerReplyDraft, memberReplyDraft, noteDraft } from './draft.ts';
import { loadTicketForDesk } from './load.ts';
import { selectNewestPublic } from './timeline-store.ts';
import type { TicketForDesk, TicketRow } from './ticket.ts';

export interface Reply {
  ref: string;
  body: string;
  /** `customer`: written down for the requester, such as after a phone call. */
  as?: 'member' | 'customer' | undefined;
  status?: TicketStatus | undefined;
  seenNumber?: number | undefined;
  /** Files that the caller uploaded. */
  attachments?: readonly string[] | undefined;
}

/**
 * A public reply. A colleague with the role `requester` speaks as the customer of their own ticket.
 * @throws AppError conflict when somebody wrote after `seenNumber`, or the ticket takes no replies.
 */
export async function replyToTicket(deps: Deps, call: DeskCall, reply: Reply): Promise<ChangeOutcome> {
  const { principal, workspace } = call;
  const reload = (): Promise<TicketForDesk> => loadTicketForDesk(deps.sql, principal, reply.ref);
  const ticket = await reload();
  const newest = reply.seenNumber === undefined ? 0 : await selectNewestPublic(deps.sql, ticket.workspaceId, ticket.id);
  const asCustomer = reply.as === 'customer' || speaksAsRequester(principal, ticket);
  const channel = principal.kind === 'program' ? 'api' : 'internal';
  return changeTicket(deps, {
    ticket,
    reload,
    actor: actorOf(principal),
    once: call.once,
    decide: (current) => {
      refuseUnseen(current, newest, reply.seenNumber);
      const written = { body: reply.body, channel, status: reply.status } as const;
      const files = attaching(reply.attachments, deskOwner(principal), current);
      if (!asCustomer) return { ...memberReplyDraft(current, written, workspace.settings), ...files };
      const draft = customerReplyDraft(current, written, workspace.settings);
      if (draft.followUp) {
        throw new AppError('conflict', 'This ticket was closed too long ago. Open a new one that names it.');
      }
      return { ...draft, ...files };
    },
  });
}

/** An internal note: read by members only, moves nothing. */
export async function noteOnTicket(
  deps: Deps,
  call: DeskCall,
  note: { ref: string; body: string; attachments?: readonly string[] | undefined },
): Promise<ChangeOutcome> {
  const reload = (): Promise<TicketForDesk> => loadTicketForDesk(deps.sql, call.principal, note.ref);
  return changeTicket(deps, {
    ticket: await reload(),
    reload,
    actor: actorOf(call.principal),
    once: call.once,
    decide: (current) => ({
      ...noteDraft(current, note.body, call.workspace.settings),
      ...attaching(note.attachments, deskOwner(call.principal), current),
    }),
  });
}

function speaksAsRequester(principal: DeskCall['principal'], ticket: TicketRow): boolean {
  return (
    principal.kind === 'member' && ticket.audience === 'internal' && ticket.requesterMemberId === principal.memberId
  );
}

// Between the two reads a reply of the team counts as well: its number is on the ticket itself.
function refuseUnseen(ticket: TicketRow, newestNumber: number, seenNumber: number | undefined): void {
  if (seenNumber !== undefined && Math.max(newestNumber, ticket.lastTeamNumber) > seenNumber) {
    throw new AppError('conflict', 'Somebody wrote while you were writing. Read it, then send or change your reply.');
  }
}
