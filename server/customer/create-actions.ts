// A ticket opened by a visitor in the widget or the portal: matched to a contact by what is proven, linked by what is
// claimed, answered alike whether a contact exists or not.
import type { CustomerTicketInput } from '#shared/api/customer.ts';
import { AppError } from '#shared/errors.ts';
import { type IdentityMatch, matchIdentity } from '#shared/identity/match.ts';
import type { TicketChannel } from '#shared/tickets/schema.ts';
import { attachFiles } from '../attachments/attach-actions.ts';
import { customerOwner } from '../attachments/owner.ts';
import { splitName } from '../contacts/name.ts';
import { proveEmail, setExternalId } from '../contacts/store.ts';
import type { Tx } from '../db/connect.ts';
import { hashRequest } from '../db/once.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { type NewTicket, openTicket, type Opened, type Requester } from '../tickets/create-actions.ts';
import type { VisitorCaller } from '../visitors/caller.ts';
import { type KnownVisitor, knowVisitor } from './caller-load.ts';
import { limitCreation } from './limits.ts';

/** @throws AppError rate_limited; unauthorized when the workspace serves signed visitors only. */
export async function openTicketByVisitor(
  deps: Deps,
  caller: VisitorCaller,
  input: CustomerTicketInput,
  request: { address: string },
  channel: TicketChannel = 'widget',
): Promise<Opened> {
  const { workspace, identity } = caller;
  const secretHash = requireSecret(caller);
  if (workspace.settings.identityRequired && identity === null) {
    throw new AppError('unauthorized', 'Sign in on this site first; then write to us.');
  }
  await limitCreation(deps, caller, request.address, input.email);
  const once = {
    workspaceId: workspace.id,
    actor: `visitor:${secretHash.toString('base64url')}`,
    key: input.clientId,
    requestHash: hashRequest('customer.create', input),
  };
  return openTicket(deps, async () => {
    const known = await knowVisitor(deps, caller, input);
    return { ...draftOf(caller, input, known), channel, once };
  });
}

/** The secret that the browser made; without it nobody could come back to the ticket. */
export function requireSecret(caller: VisitorCaller): Buffer {
  if (caller.secretHash !== null) return caller.secretHash;
  throw new AppError('bad_request', 'This call needs the visitor secret.', {
    fields: { 'x-deskbell-visitor': 'must be 32 random bytes in base64url' },
  });
}

function draftOf(caller: VisitorCaller, input: CustomerTicketInput, known: KnownVisitor): Omit<NewTicket, 'channel'> {
  const { identity, workspace } = caller;
  const match = matchOf(caller, input, known);
  const name = identity?.name ?? (identity === null ? (input.name ?? '') : '');
  const requester = requesterOf(caller, input, match, name);
  const contactId =
    requester.kind === 'contact' ? requester.id : requester.kind === 'new_contact' ? requester.contact.id : null;
  const { visitorId } = known.principal;
  return {
    workspace,
    subject: input.subject,
    body: input.body,
    side: 'customer',
    audience: 'customer',
    priority: workspace.settings.widget.fields.priority ? input.priority : undefined,
    type: input.type,
    categoryId: input.categoryId ?? null,
    context: contextOf(caller, input),
    requester,
    requesterVerified: match.verified,
    visitor:
      visitorId === null
        ? { id: newId(), isNew: true, secretHash: requireSecret(caller) }
        : { id: visitorId, isNew: false },
    actor: { kind: 'contact', id: contactId, name },
    ...furtherRows(caller, input, match),
  };
}

function matchOf({ identity }: VisitorCaller, input: CustomerTicketInput, known: KnownVisitor): IdentityMatch {
  if (identity !== null) {
    return matchIdentity({ proof: 'signed', externalId: identity.sub, email: identity.email, ...known.candidates });
  }
  const { externalId, email } = input;
  const proof = externalId === undefined && email === undefined ? 'none' : 'claimed';
  return matchIdentity({ proof, externalId, email, ...known.candidates });
}

/** What was signed is written to a new contact; of what was claimed only the way to answer. */
function requesterOf(
  { identity }: VisitorCaller,
  input: CustomerTicketInput,
  match: IdentityMatch,
  name: string,
): Requester {
  if (match.contact !== 'create') return { kind: 'contact', id: match.contact.use };
  return {
    kind: 'new_contact',
    contact: {
      id: newId(),
      ...splitName(name),
      phone: identity?.phone ?? input.phone ?? null,
      externalId: match.linkExternalId ? (identity?.sub ?? null) : null,
      locale: input.locale ?? null,
      email: identity === null ? (input.email ?? null) : match.addVerifiedEmail ? (identity.email ?? null) : null,
      emailVerified: match.addVerifiedEmail,
    },
  };
}

/** What is written beside the ticket, when there is anything: what was learnt of the contact, the message's files. */
function furtherRows(caller: VisitorCaller, input: CustomerTicketInput, match: IdentityMatch): Pick<NewTicket, 'also'> {
  const ids = input.attachments ?? [];
  if (ids.length === 0 && !teaches(caller, match)) return {};
  const owner = customerOwner(caller) ?? '';
  return {
    also: async (tx, ticketId) => {
      await learn(tx, caller, match);
      await attachFiles(tx, { workspaceId: caller.workspace.id, ticketId, messageNumber: 1, owner, ids });
    },
  };
}

/** Whether the host's signature says something new of a contact that exists already. */
function teaches({ identity }: VisitorCaller, match: IdentityMatch): boolean {
  return identity !== null && match.contact !== 'create' && (match.linkExternalId || match.addVerifiedEmail);
}

/** Writes to a contact that exists already what the host's signature added. */
async function learn(tx: Tx, { identity, workspace }: VisitorCaller, match: IdentityMatch): Promise<void> {
  if (identity === null || match.contact === 'create') return;
  const contactId = match.contact.use;
  if (match.linkExternalId) await setExternalId(tx, workspace.id, contactId, identity.sub);
  if (match.addVerifiedEmail && identity.email !== undefined) {
    await proveEmail(tx, workspace.id, contactId, identity.email);
  }
}

/** What the page said; where a claim differs from the proof, the desk sees both. */
function contextOf({ identity }: VisitorCaller, input: CustomerTicketInput): Record<string, unknown> {
  const { externalId, email, name, phone } = input;
  const claims = Object.fromEntries(
    Object.entries({ externalId, email, name, phone }).filter(([, value]) => value !== undefined),
  );
  const differs = identity !== null && (email !== undefined || externalId !== undefined);
  return {
    ...(input.context === undefined ? {} : { page: input.context }),
    ...(identity === null || differs ? { claims } : {}),
  };
}
