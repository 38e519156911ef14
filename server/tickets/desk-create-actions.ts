// A ticket opened by the desk: by a member on behalf of somebody, by a colleague for themselves, by a program.
import type { TicketCreateInput } from '#shared/api/tickets.ts';
import { AppError } from '#shared/errors.ts';
import { matchIdentity } from '#shared/identity/match.ts';
import { may } from '#shared/permissions/policy.ts';
import type { TicketAudience } from '#shared/tickets/schema.ts';
import { attachFiles } from '../attachments/attach-actions.ts';
import { deskOwner } from '../attachments/owner.ts';
import { contactByAddress } from '../contacts/actions.ts';
import { selectCandidates } from '../contacts/match-store.ts';
import { splitName } from '../contacts/name.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { type Opened, openTicket, type Requester } from './create-actions.ts';
import { actorOf, contactChangeOf, type DeskCall } from './desk.ts';
import { findAssignee, findCategory, findDepartment, findLabels, replaceLabels } from './names-store.ts';
import { addContact, selectContactName } from './people-store.ts';

/** @throws AppError unprocessable for a name that does not exist; forbidden when the caller may not open such a ticket. */
export async function openTicketByDesk(deps: Deps, call: DeskCall, input: TicketCreateInput): Promise<Opened> {
  const { principal, workspace } = call;
  const audience =
    input.audience ?? (principal.kind === 'member' && principal.role === 'requester' ? 'internal' : 'customer');
  refuseUnlessAllowed(call, audience, input);
  const names = await lookUp(deps, workspace.id, audience, input);
  const followers = await Promise.all(
    (input.followers ?? []).map((email) => contactByAddress(deps, contactChangeOf(call), { email })),
  );
  const owner = deskOwner(principal);
  const files = { workspaceId: workspace.id, messageNumber: 1, owner, ids: input.attachments ?? [] };
  return openTicket(deps, async () => ({
    workspace,
    subject: input.subject,
    body: input.body,
    side: 'customer',
    channel: input.channel ?? (principal.kind === 'program' ? 'api' : audience === 'internal' ? 'internal' : 'phone'),
    audience,
    priority: input.priority,
    type: input.type,
    categoryId: names.category?.id ?? null,
    departmentId: names.department?.id ?? null,
    assigneeId: names.assignee?.id ?? null,
    dueAt: input.dueAt ?? null,
    requester: await requesterOf(deps, call, audience, input.requester),
    requesterVerified: audience === 'internal',
    actor: actorOf(principal),
    once: call.once,
    ...(names.labels.length + followers.length + files.ids.length === 0
      ? {}
      : {
          also: async (tx: Tx, ticketId: string) => {
            const labelIds = names.labels.map((label) => label.id);
            if (labelIds.length > 0) await replaceLabels(tx, workspace.id, ticketId, labelIds);
            for (const follower of followers) await addFollower(tx, workspace.id, ticketId, follower.id);
            await attachFiles(tx, { ...files, ticketId });
          },
        }),
  }));
}

function refuseUnlessAllowed(
  { principal, workspace }: DeskCall,
  audience: TicketAudience,
  input: TicketCreateInput,
): void {
  if (audience === 'internal' && !workspace.settings.internalHelpDesk) {
    const message = 'The internal help desk is off. An admin can turn it on in the settings.';
    throw new AppError('unprocessable', message, { fields: { audience: message } });
  }
  const requesterMemberId = principal.kind === 'member' && audience === 'internal' ? principal.memberId : null;
  const requesterContactId = input.requester?.contactId ?? null;
  if (
    !may(principal, 'ticket.create', { workspaceId: workspace.id, audience, requesterMemberId, requesterContactId })
  ) {
    throw new AppError('forbidden', 'You may open internal tickets of your own only.');
  }
}

async function lookUp({ sql }: Deps, workspaceId: string, audience: TicketAudience, input: TicketCreateInput) {
  const [category, department, assignee, labels] = await Promise.all([
    input.category === undefined ? null : findCategory(sql, workspaceId, input.category, audience),
    input.department === undefined ? null : findDepartment(sql, workspaceId, input.department),
    input.assignee === undefined ? null : findAssignee(sql, workspaceId, input.assignee),
    input.labels === undefined ? [] : findLabels(sql, workspaceId, input.labels),
  ]);
  return { category, department, assignee, labels };
}

async function requesterOf(
  deps: Deps,
  { principal, workspace }: DeskCall,
  audience: TicketAudience,
  requester: TicketCreateInput['requester'],
): Promise<Requester> {
  if (audience === 'internal') {
    if (principal.kind === 'member') return { kind: 'member', id: principal.memberId };
    throw new AppError('unprocessable', 'Only a member can open an internal ticket.', {
      fields: { audience: 'needs a signed-in member' },
    });
  }
  if (requester?.contactId !== undefined) {
    const contact = await selectContactName(deps.sql, workspace.id, requester.contactId);
    if (contact === null) {
      throw new AppError('unprocessable', 'There is no such contact.', {
        fields: { 'requester.contactId': 'is not known' },
      });
    }
    return { kind: 'contact', id: contact.id };
  }
  if (requester === undefined && principal.kind === 'member') {
    const message = 'Say who asks: a contact, or an e-mail address.';
    throw new AppError('unprocessable', message, { fields: { requester: message } });
  }
  return statedRequester(deps, workspace.id, requester ?? {}, principal.kind === 'program');
}

/** The contact that the caller describes. What a program says of an external id is stored: it is the CRM. */
async function statedRequester(
  deps: Deps,
  workspaceId: string,
  stated: NonNullable<TicketCreateInput['requester']>,
  trusted: boolean,
): Promise<Requester> {
  const { email, externalId, name = '', phone } = stated;
  const candidates = await selectCandidates(deps.sql, { workspaceId, email, externalId });
  const { contact } = matchIdentity({ proof: 'claimed', email, externalId, ...candidates });
  if (contact !== 'create') return { kind: 'contact', id: contact.use };
  return {
    kind: 'new_contact',
    contact: {
      id: newId(),
      ...splitName(name),
      phone: phone ?? null,
      externalId: trusted ? (externalId ?? null) : null,
      locale: null,
      email: email ?? null,
      emailVerified: false,
    },
  };
}

/** Whoever asks is on the ticket already. */
async function addFollower(tx: Tx, workspaceId: string, ticketId: string, contactId: string): Promise<void> {
  const present = await tx`
    select from participant
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and contact_id = ${contactId}`;
  if (present.length === 0) await addContact(tx, workspaceId, ticketId, contactId, 'follower');
}
