// Followers and links of a ticket.
import { AppError } from '#shared/errors.ts';
import { contactByAddress } from '../contacts/actions.ts';
import type { Deps } from '../deps.ts';
import { type ChangeDraft, changeTicket, type ChangeOutcome } from './change-actions.ts';
import { actorOf, contactChangeOf, type DeskCall } from './desk.ts';
import { lifeDraft } from './draft.ts';
import { loadTicketForDesk } from './load.ts';
import { addContact, removeFollower, replaceLink } from './people-store.ts';
import type { TicketForDesk } from './ticket.ts';

/** Adds a contact who reads along and may answer, by a link of their own. Adding somebody twice changes nothing. */
export async function addFollower(
  deps: Deps,
  call: DeskCall,
  input: { ref: string; email: string; name?: string | undefined },
): Promise<ChangeOutcome> {
  // Asked before the contact is made: a refused call leaves nothing behind.
  await loadTicketForDesk(deps.sql, call.principal, input.ref);
  const contact = await contactByAddress(deps, contactChangeOf(call), input);
  return change(deps, call, input.ref, (ticket) => {
    if (ticket.participants.some((participant) => participant.contactId === contact.id)) return nothing;
    return {
      columns: {},
      events: [{ kind: 'follower_added', data: { contact: { id: contact.id, name: contact.name } }, isPublic: false }],
      also: (tx) => addContact(tx, ticket.workspaceId, ticket.id, contact.id, 'follower'),
    };
  });
}

/** @throws AppError not_found when the participant is no follower of the ticket. */
export async function removeFollowerFrom(
  deps: Deps,
  call: DeskCall,
  input: { ref: string; participantId: string },
): Promise<ChangeOutcome> {
  return change(deps, call, input.ref, (ticket) => {
    const follower = ticket.participants.find(({ id, role }) => id === input.participantId && role === 'follower');
    if (follower === undefined) throw noParticipant();
    return {
      columns: {},
      events: [
        {
          kind: 'follower_removed',
          data: { contact: { id: follower.contactId, name: follower.name } },
          isPublic: false,
        },
      ],
      also: async (tx) => {
        await removeFollower(tx, ticket.workspaceId, ticket.id, follower.id);
      },
    };
  });
}

/** Ends a participant's public link everywhere and makes a new one valid. */
export async function replaceParticipantLink(
  deps: Deps,
  call: DeskCall,
  input: { ref: string; participantId: string },
): Promise<ChangeOutcome> {
  return change(deps, call, input.ref, (ticket) => {
    const participant = ticket.participants.find(({ id }) => id === input.participantId);
    if (participant === undefined) throw noParticipant();
    return {
      columns: {},
      events: [{ kind: 'link_replaced', data: { participant: participant.name }, isPublic: false }],
      also: async (tx) => {
        await replaceLink(tx, ticket.workspaceId, ticket.id, participant.id);
      },
    };
  });
}

const nothing: ChangeDraft = { columns: {}, events: [] };

async function change(
  deps: Deps,
  call: DeskCall,
  ref: string,
  decide: (ticket: TicketForDesk) => ChangeDraft,
): Promise<ChangeOutcome> {
  const reload = (): Promise<TicketForDesk> => loadTicketForDesk(deps.sql, call.principal, ref);
  return changeTicket(deps, {
    ticket: await reload(),
    reload,
    actor: actorOf(call.principal),
    once: call.once,
    decide: (ticket) => {
      lifeDraft(ticket, { do: 'edit' }, call.workspace.settings);
      return decide(ticket);
    },
  });
}

function noParticipant(): AppError {
  return new AppError('not_found', 'There is no such person on this ticket.', {
    fields: { participantId: 'is not on this ticket' },
  });
}
