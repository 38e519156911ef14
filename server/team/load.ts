// What the console asks first: who is there, and where they may go.
import { AppError } from '#shared/errors.ts';
import type { MemberRole } from '#shared/permissions/actions.ts';
import { selectSecurity } from '../auth/store.ts';
import type { Deps } from '../deps.ts';
import { workspaceById } from '../workspaces/load.ts';
import type { Me } from './member.ts';
import { selectMemberships } from './store.ts';

/** Where somebody is: a membership that was checked. */
export interface CurrentMember {
  workspaceId: string;
  memberId: string;
  role: MemberRole;
}

/** @param current Where they are; null when they named no workspace of theirs. */
export async function loadMe(
  deps: Deps,
  person: { personId: string; name: string; email: string },
  current: CurrentMember | null,
): Promise<Me> {
  const [memberships, security, here] = await Promise.all([
    selectMemberships(deps.sql, person.personId),
    selectSecurity(deps.sql, person.personId),
    current === null ? null : currentOf(deps, current),
  ]);
  const { name, email } = person;
  return { person: { name, email, ...security }, memberships, current: here };
}

async function currentOf(deps: Deps, { workspaceId, memberId, role }: CurrentMember): Promise<Me['current']> {
  const workspace = await workspaceById(deps, workspaceId);
  if (workspace === null) throw new AppError('not_found', 'This workspace does not exist any more.');
  const { id, slug, name, publicKey, settings } = workspace;
  const { closedReply, reopenDays, autoCloseDays, statusNames } = settings;
  return {
    memberId,
    role,
    workspace: { id, slug, name, publicKey },
    statusNames,
    policy: { closedReply, reopenDays, autoCloseDays },
  };
}
