// How often somebody may try to sign in: by their address and by the account, counted for all nodes together. A success
// gives nothing back, so that nobody refills another's budget.
import { mailboxKey } from '#shared/addresses/email.ts';
import type { Deps } from '../deps.ts';
import type { LimitUse } from '../http/limits.ts';

/** @throws AppError rate_limited with the seconds to wait. */
export async function countTries(deps: Pick<Deps, 'limits' | 'config'>, uses: readonly LimitUse[]): Promise<void> {
  const { limitFactor } = deps.config;
  await deps.limits.consume(uses.map((use) => ({ ...use, max: use.max * limitFactor })));
}

const minutes = (count: number): number => count * 60;

/** Tries at a password. An account is limited for one address sooner than for all, so that nobody locks others out. */
export function passwordTries(address: string, email: string): LimitUse[] {
  return [
    { key: `sign-in:address:${address}`, points: 1, max: 60, windowSeconds: minutes(15) },
    { key: `sign-in:account:${email}:${address}`, points: 1, max: 10, windowSeconds: minutes(15) },
    { key: `sign-in:account:${email}`, points: 1, max: 100, windowSeconds: minutes(60) },
  ];
}

/** Mails with a link; tags and dots make no other mailbox. */
export function linkRequests(address: string, email: string): LimitUse[] {
  return [
    { key: `sign-in-link:address:${address}`, points: 1, max: 20, windowSeconds: minutes(60) },
    { key: `sign-in-link:mailbox:${mailboxKey(email)}`, points: 1, max: 5, windowSeconds: minutes(15) },
  ];
}

/** Tokens and codes that are shown to us, right or wrong. */
export function proofTries(address: string): LimitUse[] {
  return [{ key: `sign-in-proof:address:${address}`, points: 1, max: 60, windowSeconds: minutes(15) }];
}
