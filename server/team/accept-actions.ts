// Accepting an invitation. The link alone makes a new person; somebody who signs in here already must do so first, so
// that whoever sees a link on its way cannot become them.
import { AppError } from '#shared/errors.ts';
import { hashPassword } from '../auth/password.ts';
import type { SignedInPerson } from '../auth/principal.ts';
import { ensurePerson, insertPassword, markVerified, selectPersonByEmail } from '../auth/store.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { insertAudit } from '../workspaces/audit.ts';
import { nameFromAddress } from '../workspaces/create-actions.ts';
import { claimInvitation, type PendingInvitation, selectPendingInvitation } from './invitation-store.ts';
import { readInvitationToken } from './invitation-token.ts';
import { insertMember } from './store.ts';

export interface OpenInvitation extends PendingInvitation {
  workspaceId: string;
  /** Whether somebody with this address signs in here already. */
  hasAccount: boolean;
}

/** What a link invites to. Changes nothing. @throws AppError not_found, the same for every link that is no use. */
export async function readInvitation(deps: Pick<Deps, 'sql' | 'keys'>, token: string): Promise<OpenInvitation> {
  const key = readInvitationToken(deps.keys, token);
  const found = key && (await selectPendingInvitation(deps.sql, key.workspaceId, key));
  if (!key || !found) throw new AppError('not_found', 'This invitation is used up or too old. Ask for a new one.');
  const person = await selectPersonByEmail(deps.sql, found.email);
  return { ...found, workspaceId: key.workspaceId, hasAccount: person !== null };
}

export interface Acceptance {
  token: string;
  /** For a new person; without it they are called after their address. */
  name?: string | undefined;
  password?: string | undefined;
}

/**
 * Makes the person a member, once.
 * @param signedIn Who is signed in in this browser, if anybody.
 * @returns The person's address, and whether they are new and so may be signed in at once.
 * @throws AppError unauthorized when the address signs in here and somebody else, or nobody, is signed in; not_found.
 */
export async function acceptInvitation(
  deps: Pick<Deps, 'sql' | 'keys'>,
  { token, name, password }: Acceptance,
  signedIn: SignedInPerson | null,
): Promise<{ email: string; workspaceSlug: string; isNew: boolean }> {
  const invitation = await readInvitation(deps, token);
  const { workspaceId, email, role, workspaceSlug } = invitation;
  if (invitation.hasAccount && signedIn?.email !== email) {
    throw new AppError('unauthorized', `Sign in as ${email} first, then open the invitation again.`);
  }
  const hash = password === undefined || invitation.hasAccount ? null : await hashPassword(password);
  await deps.sql.begin(async (tx) => {
    const claimed = await claimInvitation(tx, workspaceId, invitation.id);
    if (!claimed) throw new AppError('not_found', 'This invitation is used up. Sign in to go on.');
    const person = await ensurePerson(tx, { id: newId(), name: name ?? nameFromAddress(email), email });
    if (!invitation.hasAccount) await settleIn(tx, person.id, hash);
    const memberId = await insertMember(tx, workspaceId, {
      id: newId(),
      personId: person.id,
      role,
      name: person.name,
      email,
    });
    await insertAudit(tx, {
      workspaceId,
      actor: { kind: 'member', id: memberId, name: person.name },
      action: 'member.joined',
      objectKind: 'member',
      objectId: memberId,
      data: { role, invitationId: invitation.id },
    });
  });
  return { email, workspaceSlug, isNew: !invitation.hasAccount };
}

/** The link came to their mailbox, so the address is theirs. */
async function settleIn(tx: Tx, personId: string, passwordHash: string | null): Promise<void> {
  await markVerified(tx, personId);
  if (passwordHash !== null) await insertPassword(tx, { id: newId(), personId, hash: passwordHash });
}
