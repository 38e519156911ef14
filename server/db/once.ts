// Idempotency: an unsafe call that comes twice is done once. The record is written in the transaction of the change; the
// second call runs into it (unique violation or a refusal), finds it and answers from it.
import { createHash } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { Db } from './connect.ts';

/** Whose call it is, the key that the caller chose for it, and what it asked. */
export interface OnceKey {
  workspaceId: string;
  /** `member:<id>`, `program:<id>`, `visitor:<hash>`, `link:<participant>`: keys of different callers never meet. */
  actor: string;
  key: string;
  requestHash: Buffer;
}

/** Hash of a call: its procedure and its input, whatever the order of the input's keys. */
export function hashRequest(procedure: string, input: unknown): Buffer {
  return createHash('sha256').update(procedure).update('\0').update(canonicalJson(input)).digest();
}

/**
 * The answer that was kept for this call, or null when it has not been done.
 * @throws AppError unprocessable when the key was used for another call.
 */
export async function findOnce<Response>(db: Db, once: OnceKey): Promise<Response | null> {
  const rows = await db<{ requestHash: Buffer; response: Response }[]>`
    select request_hash, response from idempotency
    where workspace_id = ${once.workspaceId} and actor = ${once.actor} and key = ${once.key}`;
  const [row] = rows;
  if (row === undefined) return null;
  if (!row.requestHash.equals(once.requestHash)) {
    throw new AppError('unprocessable', 'This idempotency key was used for another call. Send a new key.', {
      fields: { 'idempotency-key': 'was used with another body' },
    });
  }
  return row.response;
}

/** Keeps the answer; part of the transaction that it describes. */
export async function keepOnce(db: Db, once: OnceKey, response: unknown): Promise<void> {
  await db`
    insert into idempotency (workspace_id, actor, key, request_hash, response)
    values (${once.workspaceId}, ${once.actor}, ${once.key}, ${once.requestHash}, ${db.json(response as never)})`;
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner) || inner instanceof Date) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
