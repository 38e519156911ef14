// Changes to members: role, disabling, their name. Whoever loses a right is signed out and their streams end.
import { AppError } from '#shared/errors.ts';
import type { MemberRole } from '#shared/permissions/actions.ts';
import { may } from '#shared/permissions/policy.ts';
import { deletePending, deleteSessionsOf } from '../auth/store.ts';
import { signInValue } from '../auth/sign-in-value.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { changeAtDesk, type DeskCaller, type DeskChange } from '../workspaces/desk-change.ts';
import type { Member } from './member.ts';
import { type LockedMember, lockMember, renamePerson, updateMember } from './store.ts';

type TeamDeps = Pick<Deps, 'sql' | 'live'>;

/**
 * Sets the role or lets somebody in or out.
 * @throws AppError forbidden where the policy says so; conflict for the last owner and for oneself; not_found.
 */
export async function changeMember(
  deps: TeamDeps,
  principal: DeskCaller,
  change: DeskChange,
  patch: { id: string; role?: MemberRole | undefined; disabled?: boolean | undefined },
): Promise<Member> {
  const { workspaceId } = change;
  const changed = await changeAtDesk(deps, change, async (tx) => {
    const { member, activeOwners } = await lockMember(tx, workspaceId, patch.id);
    if (member === null) throw new AppError('not_found', 'There is no such member.');
    const after = { role: patch.role ?? member.role, disabled: patch.disabled ?? member.disabled };
    demandRights(principal, workspaceId, member.role, after.role);
    if (after.disabled && !member.disabled) refuseSelf(principal, member.id);
    const wasOwner = member.role === 'owner' && !member.disabled;
    if (wasOwner && (after.role !== 'owner' || after.disabled) && activeOwners === 1) {
      throw new AppError('conflict', 'This is the last owner. Make somebody else an owner first.');
    }
    await updateMember(tx, workspaceId, member.id, after);
    const lost = after.role !== member.role || (after.disabled && !member.disabled);
    if (lost) await signOutEverywhere(tx, member);
    const { id, name, email } = member;
    return {
      result: { id, name, email, ...after },
      action: 'member.changed',
      objectKind: 'member',
      objectId: id,
      data: { from: { role: member.role, disabled: member.disabled }, to: after },
    };
  });
  deps.live.announceAccess(workspaceId, patch.id);
  return changed;
}

/** Changes what somebody is called, in all their workspaces. */
export async function changeOwnName(deps: Pick<Deps, 'sql'>, personId: string, name: string): Promise<void> {
  await deps.sql.begin((tx) => renamePerson(tx, personId, name));
}

/** Ends sessions on every node, and takes back links that were mailed before. */
async function signOutEverywhere(tx: Tx, member: LockedMember): Promise<void> {
  await deleteSessionsOf(tx, member.personId);
  await deletePending(tx, [member.personId, signInValue(member.email)]);
}

/** Both the role that is there and the one that is to be must be within reach. */
function demandRights(principal: DeskCaller, workspaceId: string, ...roles: MemberRole[]): void {
  if (roles.every((memberRole) => may(principal, 'member.write', { workspaceId, memberRole }))) return;
  throw new AppError('forbidden', 'Only an owner may change owners, and only a member may change admins.');
}

function refuseSelf(principal: DeskCaller, memberId: string): void {
  if (principal.kind === 'member' && principal.memberId === memberId) {
    throw new AppError('conflict', 'You cannot disable yourself. Ask another admin.');
  }
}
