// The secrets of a workspace: what its own server signs identities with, and what a mail provider signs deliveries with.
// Kept sealed; a rotated one is accepted until its end, so that nobody has to switch two servers in one moment.
import { randomBytes } from 'node:crypto';
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { randomToken } from '../keys.ts';
import { changeAtDesk, type DeskChange } from './desk-change.ts';
import { forgetWorkspaces } from './load.ts';
import { insertSecret, retireSecret, type SecretKind, selectSecrets } from './store.ts';

/** A secret in plain: for its admins and for whoever runs the server. */
export interface Secret {
  kind: SecretKind;
  secret: string;
  createdAt: string;
  /** Null for the current one. */
  retiresAt: string | null;
}

/** A fresh secret: 256 random bits; for mail in the form of Standard Webhooks. */
export function makeSecret(kind: SecretKind): string {
  return kind === 'identity' ? randomToken() : `whsec_${randomBytes(32).toString('base64')}`;
}

/** The secrets that are accepted now, the current one first. */
export async function acceptedSecrets(
  deps: Pick<Deps, 'sql' | 'keys'>,
  workspaceId: string,
  kind: SecretKind,
): Promise<Secret[]> {
  const rows = await selectSecrets(deps.sql, workspaceId, kind);
  return rows.map((row) => ({
    kind,
    secret: deps.keys.unseal(row.sealed),
    createdAt: row.createdAt.toISOString(),
    retiresAt: row.retiresAt?.toISOString() ?? null,
  }));
}

/** @throws AppError not_found when the workspace is gone. */
export async function currentSecret(
  deps: Pick<Deps, 'sql' | 'keys'>,
  workspaceId: string,
  kind: SecretKind,
): Promise<Secret> {
  const [current] = await acceptedSecrets(deps, workspaceId, kind);
  if (current === undefined) throw new AppError('not_found', 'This workspace has no such secret.');
  return current;
}

/** Shows a secret to an admin; the audit trail says so. */
export async function revealSecret(deps: Deps, change: DeskChange, kind: SecretKind): Promise<Secret> {
  const { workspaceId } = change;
  // Without the record of the call: a secret in plain is kept nowhere.
  await changeAtDesk(deps, { ...change, once: null }, async () => ({
    result: null,
    action: 'secret.revealed',
    objectKind: 'secret',
    objectId: kind,
  }));
  return currentSecret(deps, workspaceId, kind);
}

/**
 * Makes a new secret. The same call twice makes one.
 * @param overlapHours How long the one before is accepted beside it.
 */
export async function rotateSecret(
  deps: Deps,
  change: DeskChange,
  { kind, overlapHours }: { kind: SecretKind; overlapHours: number },
): Promise<Secret> {
  const { workspaceId } = change;
  const sealed = deps.keys.seal(makeSecret(kind));
  await changeAtDesk(
    deps,
    change,
    async (tx) => {
      await retireSecret(tx, workspaceId, kind, overlapHours);
      await insertSecret(tx, { workspaceId, id: newId(), kind, sealed });
      return { result: null, action: 'secret.rotated', objectKind: 'secret', objectId: kind, data: { overlapHours } };
    },
    { field: 'kind', message: 'Somebody rotates this secret at this very moment. Look at the new one.' },
  );
  forgetWorkspaces(deps);
  return currentSecret(deps, workspaceId, kind);
}
