// Who acts on the desk's side, and the one call that they make. Pure.
import type { Principal } from '#shared/permissions/principal.ts';
import { hashRequest, type OnceKey } from '../db/once.ts';
import { type DeskChange, deskChangeOf } from '../workspaces/desk-change.ts';
import type { Workspace } from '../workspaces/load.ts';
import type { Actor } from './event.ts';

export type DeskPrincipal = Extract<Principal, { kind: 'member' | 'program' }> & {
  /** What the history will call them. */
  name: string;
};

/** One call of the desk: who, where, and the key that makes it be done once. */
export interface DeskCall {
  principal: DeskPrincipal;
  workspace: Workspace;
  once: OnceKey | undefined;
}

/** The caller as the history names them. */
export function actorOf(principal: DeskPrincipal): Actor {
  return principal.kind === 'member'
    ? { kind: 'member', id: principal.memberId, name: principal.name }
    : { kind: 'program', id: principal.apiKeyId, name: principal.name };
}

/** The idempotency record of a call, when the caller sent a key. */
export function onceOf(
  principal: DeskPrincipal,
  idempotencyKey: string | null,
  procedure: string,
  input: unknown,
): OnceKey | undefined {
  if (idempotencyKey === null) return undefined;
  const { id } = actorOf(principal);
  return {
    workspaceId: principal.workspaceId,
    actor: `${principal.kind}:${id ?? ''}`,
    key: idempotencyKey,
    requestHash: hashRequest(procedure, input),
  };
}

/** The change of making a contact on the way: audited; the call's own key stands for the ticket, not for the contact. */
export function contactChangeOf({ principal }: DeskCall): DeskChange {
  return deskChangeOf({ ctx: { principal, request: { idempotencyKey: null } }, path: '', input: null });
}
