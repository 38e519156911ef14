// How much a stranger may do: per address, per browser, per mailbox and per workspace, counted over all nodes.
import { mailboxKey } from '#shared/addresses/email.ts';
import type { Deps } from '../deps.ts';
import type { LimitUse } from '../http/limits.ts';
import type { CustomerCaller } from '../visitors/caller.ts';

// An office behind one address fits in; a script does not get far.
const perTenMinutes = { createsOfAddress: 100, createsOfCaller: 30, repliesOfAddress: 600, repliesOfCaller: 120 };
const createsOfMailboxAnHour = 30;
const createsOfWorkspaceAMinute = 3_000;

/** @throws AppError rate_limited with the seconds to wait. */
export async function limitCreation(
  deps: Deps,
  caller: CustomerCaller,
  address: string,
  email: string | undefined,
): Promise<void> {
  const workspaceId = caller.workspace.id;
  const uses = [
    use(deps, `create address ${address}`, perTenMinutes.createsOfAddress, 600),
    use(deps, `create caller ${callerKey(caller)}`, perTenMinutes.createsOfCaller, 600),
    use(deps, `create workspace ${workspaceId}`, createsOfWorkspaceAMinute, 60),
  ];
  if (email !== undefined) {
    uses.push(use(deps, `create mailbox ${workspaceId} ${mailboxKey(email)}`, createsOfMailboxAnHour, 3_600));
  }
  await deps.limits.consume(uses);
}

/** @throws AppError rate_limited with the seconds to wait. */
export async function limitReplies(deps: Deps, caller: CustomerCaller, address: string): Promise<void> {
  await deps.limits.consume([
    use(deps, `reply address ${address}`, perTenMinutes.repliesOfAddress, 600),
    use(deps, `reply caller ${callerKey(caller)}`, perTenMinutes.repliesOfCaller, 600),
  ]);
}

function use(deps: Deps, key: string, max: number, windowSeconds: number): LimitUse {
  return { key, points: 1, max: max * deps.config.limitFactor, windowSeconds };
}

function callerKey(caller: CustomerCaller): string {
  return caller.kind === 'link'
    ? `link ${caller.link.participantId}`
    : `visitor ${caller.workspace.id} ${caller.secretHash?.toString('base64url') ?? 'none'}`;
}
