// Mails a link that somebody asked for on a page that led nowhere. Whoever asks is answered first: only then is it found
// out whether address and ticket belong together, so that nobody can tell by the answer or its time.
import { parseReference } from '#shared/tickets/reference.ts';
import type { Deps } from '../deps.ts';
import { writeMail } from '../email/outbox.ts';
import { linkMail, mayFlood, unverifiedKey } from '../email/ticket-mails.ts';
import { workspaceById } from '../workspaces/load.ts';
import { renewExpiredLink, selectLinkClaim, selectOnlyWorkspace } from './store.ts';

/** An expired link that its owner asked for is good for so long again. */
const renewedDays = 30;

export interface LinkRequest {
  /** Where to look first; null where the address of the page said nothing. */
  workspaceHint: string | null;
  /** Canonical. */
  email: string;
  /** As it was typed. */
  reference: string;
  askedAt: Date;
}

/**
 * Writes the mail when the address belongs to a participant of the ticket whose link the team has not ended. Done twice
 * it writes one: a mailbox gets a link to a ticket once an hour, and one a day where nobody has verified it.
 */
export async function mailNewLink(deps: Deps, request: LinkRequest): Promise<void> {
  const { email, askedAt } = request;
  const workspaceId = request.workspaceHint ?? (await selectOnlyWorkspace(deps.sql));
  const workspace = workspaceId && (await workspaceById(deps, workspaceId));
  const number = workspace ? parseReference(request.reference, workspace.settings.reference) : null;
  const claim = workspace && number !== null ? await selectLinkClaim(deps.sql, workspace.id, { number, email }) : null;
  if (!workspace || claim === null) return;
  const { participant, ticket } = claim;
  const onceKey = mayFlood(ticket, participant)
    ? unverifiedKey('link', email, askedAt)
    : `link ${participant.id} ${askedAt.toISOString().slice(0, 13)}`;
  const about = { ...ticket, number: 0, requesterName: '', actorName: '', nodes: [], statusChanged: false };
  const mail = await linkMail(deps, workspace, about, participant, onceKey);
  await deps.sql.begin(async (tx) => {
    await renewExpiredLink(tx, workspace.id, ticket.id, participant.id, renewedDays);
    await writeMail(deps, tx, mail);
  });
}

/**
 * The workspace that a token names, valid or not, also when its end was cut off. Only a hint where to look: what is
 * found there is mailed to its owner and shown to nobody.
 */
export function workspaceHint(token: string): string | null {
  const bytes = Buffer.from(token.slice(0, 22), 'base64url');
  if (bytes.length < 16) return null;
  const hex = bytes.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
