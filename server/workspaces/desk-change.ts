// The one way in which members and programs change what surrounds tickets (lists, members, settings, keys): the write,
// its audit rows and the record of the call in one transaction; the same call twice is done once.
import { AppError } from '#shared/errors.ts';
import type { Principal } from '#shared/permissions/principal.ts';
import type { Tx } from '../db/connect.ts';
import { isMissingReference, violatedKey } from '../db/faults.ts';
import { findOnce, hashRequest, keepOnce, type OnceKey } from '../db/once.ts';
import type { Deps } from '../deps.ts';
import { type AuditActor, auditActorOf, insertAudit } from './audit.ts';

export type DeskCaller = Extract<Principal, { kind: 'member' | 'program' }> & { name: string };

/** Who changes something, and the key that makes it be done once. */
export interface DeskChange {
  workspaceId: string;
  actor: AuditActor;
  once: OnceKey | null;
}

/** What a change did, for the audit trail. */
export interface Audited<Result> {
  result: Result;
  action: string;
  objectKind: string;
  objectId: string;
  data?: object;
}

/** A call of a tRPC procedure, as its resolver gets it. */
export interface DeskProcedureCall {
  ctx: { principal: DeskCaller; request: { idempotencyKey: string | null } };
  path: string;
  input: unknown;
}

/** What a procedure’s call says about who changes, and about its being done once. */
export function deskChangeOf({ ctx: { principal, request }, path, input }: DeskProcedureCall): DeskChange {
  const actor = auditActorOf(principal);
  const { workspaceId } = principal;
  const once =
    request.idempotencyKey === null
      ? null
      : {
          workspaceId,
          actor: `${principal.kind}:${actor.id ?? ''}`,
          key: request.idempotencyKey,
          requestHash: hashRequest(path, input),
        };
  return { workspaceId, actor, once };
}

/**
 * @param write Changes rows within the transaction and says what it did; its result must survive JSON.
 * @param taken What to say when a unique name is taken.
 * @throws AppError conflict; whatever `write` throws.
 */
export async function changeAtDesk<Result>(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  write: (tx: Tx) => Promise<Audited<Result>>,
  taken: { field: string; message: string } = { field: 'name', message: 'This name is taken. Choose another one.' },
): Promise<Result> {
  const { workspaceId, actor, once } = change;
  const before = once && (await findOnce<{ result: Result }>(deps.sql, once));
  if (before) return before.result;
  try {
    let outcome: { result: Result } | undefined;
    await deps.sql.begin(async (tx) => {
      const { result, ...what } = await write(tx);
      await insertAudit(tx, { workspaceId, actor, ...what });
      if (once) await keepOnce(tx, once, { result });
      outcome = { result };
    });
    return (outcome as unknown as { result: Result }).result;
  } catch (cause) {
    if (isMissingReference(cause)) {
      throw new AppError('conflict', 'This is in use, or names something that is gone. Look again.', { cause });
    }
    if (violatedKey(cause) === null) throw cause;
    // The same call may have been faster by a moment: then its answer is ours.
    const meanwhile = once && (await findOnce<{ result: Result }>(deps.sql, once));
    if (meanwhile) return meanwhile.result;
    throw new AppError('conflict', taken.message, { fields: { [taken.field]: taken.message }, cause });
  }
}
