// Inviting somebody into a workspace, and taking an invitation back.
import { AppError } from '#shared/errors.ts';
import type { MemberRole } from '#shared/permissions/actions.ts';
import { may } from '#shared/permissions/policy.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { hashToken } from '../keys.ts';
import { changeAtDesk, type DeskCaller, type DeskChange } from '../workspaces/desk-change.ts';
import { insertInvitation, revokeInvitations } from './invitation-store.ts';
import { invitationToken } from './invitation-token.ts';
import type { Invitation } from './member.ts';
import { isActiveMember } from './store.ts';

const daysValid = 7;

type InviteDeps = Pick<Deps, 'sql' | 'keys' | 'jobs' | 'config'>;

/** @throws AppError forbidden when the role is out of the inviter's reach; conflict for a member. */
export async function inviteMember(
  deps: InviteDeps,
  principal: DeskCaller,
  change: DeskChange,
  input: { email: string; role: MemberRole },
): Promise<Invitation> {
  if (!may(principal, 'member.invite', { workspaceId: change.workspaceId, memberRole: input.role })) {
    throw new AppError('forbidden', 'Only an owner may invite owners, and only a member may invite admins.');
  }
  return writeInvitation(deps, change, input);
}

/** Writes the invitation and asks for its mail. An older one to the same address ends. */
export async function writeInvitation(
  deps: InviteDeps,
  change: DeskChange,
  { email, role }: { email: string; role: MemberRole },
): Promise<Invitation> {
  const { workspaceId, actor } = change;
  const id = newId();
  return changeAtDesk(deps, change, async (tx) => {
    if (await isActiveMember(tx, workspaceId, email)) {
      const message = 'Somebody with this address is a member already.';
      throw new AppError('conflict', message, { fields: { email: message } });
    }
    await revokeInvitations(tx, workspaceId, { email });
    const result = await insertInvitation(tx, workspaceId, {
      id,
      email,
      role,
      tokenHash: hashToken(invitationToken(deps.keys, workspaceId, id)),
      invitedBy: actor.kind === 'member' ? actor.id : null,
      days: daysValid,
    });
    await deps.jobs.enqueue(tx, 'invitation-mail', [{ workspaceId, invitationId: id }]);
    return { result, action: 'member.invited', objectKind: 'invitation', objectId: id, data: { email, role } };
  });
}

/** Where the invited person accepts. */
export function invitationUrl(deps: Pick<Deps, 'keys' | 'config'>, workspaceId: string, id: string): string {
  return `${deps.config.publicUrl}/console/invitation?token=${invitationToken(deps.keys, workspaceId, id)}`;
}

/** @throws AppError not_found when it was accepted, taken back or never there. */
export function revokeInvitation(deps: Pick<Deps, 'sql'>, change: DeskChange, id: string): Promise<{ id: string }> {
  return changeAtDesk(deps, change, async (tx) => {
    const count = await revokeInvitations(tx, change.workspaceId, { id });
    if (count === 0) throw new AppError('not_found', 'There is no such invitation any more.');
    return { result: { id }, action: 'invitation.revoked', objectKind: 'invitation', objectId: id };
  });
}
