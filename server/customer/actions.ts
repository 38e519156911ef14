// What customers do with a ticket: reply, rate, confirm, read. The same from the widget, a public link and the portal.
import type { TicketChannel } from '#shared/tickets/schema.ts';
import { decideTicket } from '#shared/tickets/state.ts';
import { AppError } from '#shared/errors.ts';
import { attaching, attachingToNew } from '../attachments/attach-actions.ts';
import { customerOwner } from '../attachments/owner.ts';
import { findOnce, hashRequest, type OnceKey } from '../db/once.ts';
import type { Deps } from '../deps.ts';
import { changeTicket, type ChangeOutcome } from '../tickets/change-actions.ts';
import { openTicket, type Opened } from '../tickets/create-actions.ts';
import { customerReplyDraft, lifeDraft } from '../tickets/draft.ts';
import type { Actor } from '../tickets/event.ts';
import type { ParticipantRow, TicketForCustomer } from '../tickets/ticket.ts';
import type { CustomerCaller } from '../visitors/caller.ts';
import { loadTicketForCustomer, type SeenTicket } from './caller-load.ts';
import { requireSecret } from './create-actions.ts';
import { limitReplies } from './limits.ts';
import { markRead, selectCustomerCategories } from './store.ts';

export interface CustomerReply {
  /** Made by the client: the same id with the same text is the same message. */
  clientId: string;
  ticketId: string;
  body: string;
  /** Files that the caller uploaded. */
  attachments?: readonly string[] | undefined;
}

/** Where a reply went: into the ticket, or into a new one that follows a closed one. */
export type ReplyOutcome = { kind: 'reply'; outcome: ChangeOutcome } | { kind: 'follow_up'; opened: Opened };

/**
 * The same reply sent again answers what it answered first, whatever happened to the ticket meanwhile.
 * @throws AppError conflict when the ticket takes no replies; rate_limited; not_found.
 */
export async function replyAsCustomer(
  deps: Deps,
  caller: CustomerCaller,
  reply: CustomerReply,
  request: { address: string; channel: TicketChannel },
): Promise<ReplyOutcome> {
  await limitReplies(deps, caller, request.address);
  const reload = () => loadTicketForCustomer(deps, caller, reply.ticketId);
  const { ticket, me } = await reload();
  const { body, attachments } = reply;
  const asked = { ticketId: ticket.id, body, ...(attachments === undefined ? {} : { attachments }) };
  const once = onceOf(caller, 'customer.reply', reply.clientId, asked);
  const policy = caller.workspace.settings;
  const written = { body, channel: request.channel, attachments };
  if (!takesReply(ticket, policy)) {
    const kept = await findOnce<ChangeOutcome | Opened>(deps.sql, once);
    if (kept !== null) return outcomeOf(kept);
    // Refuses, or asks for a follow-up.
    customerReplyDraft(ticket, written, policy);
    return outcomeOf(await openFollowUp(deps, caller, { ticket, me }, written, once));
  }
  const outcome: ChangeOutcome | Opened = await changeTicket(deps, {
    ticket,
    reload: async () => (await reload()).ticket,
    actor: actorOf(ticket, me),
    once,
    decide: (current) => {
      const draft = customerReplyDraft(current, written, policy);
      if (draft.followUp) throw new AppError('conflict', 'This ticket was closed just now. Send your message again.');
      return { ...draft, ...attaching(attachments, customerOwner(caller) ?? '', current) };
    },
  });
  return outcomeOf(outcome);
}

/** Rates how the ticket was handled; a later rating replaces an earlier one. */
export async function rateTicket(
  deps: Deps,
  caller: CustomerCaller,
  rating: { ticketId: string; score: number; comment?: string | undefined },
): Promise<ChangeOutcome> {
  return changeOwn(deps, caller, rating.ticketId, (ticket) => {
    const draft = lifeDraft(ticket, { do: 'rate', score: rating.score }, caller.workspace.settings);
    const comment = rating.comment ?? null;
    if (ticket.csatScore === rating.score && ticket.csatComment === comment) return { columns: {}, events: [] };
    const data = { score: rating.score, comment, before: ticket.csatScore };
    return { columns: { ...draft.columns, csatComment: comment }, events: [{ kind: 'csat', data, isPublic: false }] };
  });
}

/** The requester says that it is solved. Said twice, it is said once. */
export async function confirmTicket(deps: Deps, caller: CustomerCaller, ticketId: string): Promise<ChangeOutcome> {
  return changeOwn(deps, caller, ticketId, (ticket) =>
    ticket.status === 'closed'
      ? { columns: {}, events: [] }
      : lifeDraft(ticket, { do: 'confirm' }, caller.workspace.settings),
  );
}

/** Remembers up to where this person has read. */
export async function markTicketRead(
  deps: Deps,
  caller: CustomerCaller,
  ticketId: string,
  number: number,
): Promise<void> {
  const { ticket, me } = await loadTicketForCustomer(deps, caller, ticketId);
  if (me !== null) await markRead(deps.sql, ticket.workspaceId, ticket.id, me.id, Math.min(number, ticket.version));
}

async function changeOwn(
  deps: Deps,
  caller: CustomerCaller,
  ticketId: string,
  decide: Parameters<typeof changeTicket<TicketForCustomer>>[1]['decide'],
): Promise<ChangeOutcome> {
  const reload = () => loadTicketForCustomer(deps, caller, ticketId);
  const { ticket, me } = await reload();
  if (me !== null && me.role !== 'requester') {
    throw new AppError('forbidden', 'Only the person who asked can do this.');
  }
  return changeTicket(deps, {
    ticket,
    reload: async () => (await reload()).ticket,
    actor: actorOf(ticket, me),
    decide,
  });
}

/** A reply to a ticket that is over for good opens a new one that points to it. */
async function openFollowUp(
  deps: Deps,
  caller: CustomerCaller,
  { ticket, me }: SeenTicket,
  { body, channel, attachments }: { body: string; channel: TicketChannel; attachments: CustomerReply['attachments'] },
  once: OnceKey,
): Promise<Opened> {
  const contactId = me?.contactId ?? ticket.requesterContactId;
  if (contactId === null) throw new AppError('conflict', 'This ticket takes no more replies. Open a new one.');
  return openTicket(deps, async () => ({
    workspace: caller.workspace,
    subject: ticket.subject,
    body,
    side: 'customer',
    channel,
    audience: 'customer',
    categoryId: await categoryOf(deps, ticket),
    followUpOfId: ticket.id,
    requester: { kind: 'contact', id: contactId },
    requesterVerified: ticket.requesterVerified,
    visitor: caller.kind === 'visitor' && ticket.visitorId !== null ? { id: ticket.visitorId, isNew: false } : null,
    actor: actorOf(ticket, me),
    once,
    ...attachingToNew(attachments, customerOwner(caller) ?? '', ticket.workspaceId),
  }));
}

/** The category of the ticket, unless it takes no new ones any more. */
async function categoryOf({ sql }: Deps, { workspaceId, category }: TicketForCustomer): Promise<string | null> {
  if (category === null) return null;
  const open = await selectCustomerCategories(sql, workspaceId);
  return open.some(({ id }) => id === category.id) ? category.id : null;
}

/** Whether a reply goes into the ticket itself, not into a follow-up and not back to its writer. */
function takesReply(ticket: TicketForCustomer, policy: CustomerCaller['workspace']['settings']): boolean {
  const decision = decideTicket(ticket, { do: 'customer_reply' }, policy, ticket.now);
  return decision.ok && decision.followUp !== true;
}

/** What was kept of a reply says by its shape where the reply went. */
function outcomeOf(kept: ChangeOutcome | Opened): ReplyOutcome {
  return 'reference' in kept ? { kind: 'follow_up', opened: kept } : { kind: 'reply', outcome: kept };
}

function actorOf(ticket: TicketForCustomer, me: ParticipantRow | null): Actor {
  return { kind: 'contact', id: me?.contactId ?? ticket.requesterContactId, name: me?.name ?? '' };
}

function onceOf(caller: CustomerCaller, procedure: string, key: string, input: unknown): OnceKey {
  const actor =
    caller.kind === 'link'
      ? `link:${caller.link.participantId}`
      : `visitor:${requireSecret(caller).toString('base64url')}`;
  return { workspaceId: caller.workspace.id, actor, key, requestHash: hashRequest(procedure, input) };
}
