// Making and revoking API keys.
import { AppError } from '#shared/errors.ts';
import type { ApiScope } from '#shared/permissions/actions.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { hashToken } from '../keys.ts';
import { changeAtDesk, type DeskChange } from '../workspaces/desk-change.ts';
import type { ApiKey, NewApiKey } from './api-key.ts';
import { insertApiKey, revokeApiKeyRow, selectApiKeys } from './store.ts';
import { makeApiKeyToken } from './token.ts';

/**
 * Makes a key. Its token is in this answer and nowhere else, so a call that is repeated cannot be answered again.
 * @throws AppError conflict for the same call a second time.
 */
export async function createApiKey(
  deps: Pick<Deps, 'sql'>,
  change: DeskChange,
  { name, scopes }: { name: string; scopes: readonly ApiScope[] },
): Promise<NewApiKey> {
  const { workspaceId, actor } = change;
  const id = newId();
  const token = makeApiKeyToken(workspaceId, id);
  const made = await changeAtDesk(deps, change, async (tx) => {
    const createdBy = actor.kind === 'member' ? actor.id : null;
    await insertApiKey(tx, workspaceId, { id, name, scopes, secretHash: hashToken(token), createdBy });
    return { result: id, action: 'apikey.created', objectKind: 'apikey', objectId: id, data: { name, scopes } };
  });
  if (made !== id) {
    throw new AppError('conflict', 'This key was made already and is shown only once. Revoke it and make another one.');
  }
  return { key: await readApiKey(deps, workspaceId, id), token };
}

/** Refuses the key from now on, on every node. Revoking twice is fine. @throws AppError not_found */
export async function revokeApiKey(deps: Pick<Deps, 'sql'>, change: DeskChange, id: string): Promise<ApiKey> {
  const { workspaceId } = change;
  const key = await readApiKey(deps, workspaceId, id);
  if (key.revokedAt !== null) return key;
  await changeAtDesk(deps, change, async (tx) => {
    await revokeApiKeyRow(tx, workspaceId, id);
    return { result: id, action: 'apikey.revoked', objectKind: 'apikey', objectId: id, data: { name: key.name } };
  });
  return readApiKey(deps, workspaceId, id);
}

async function readApiKey(deps: Pick<Deps, 'sql'>, workspaceId: string, id: string): Promise<ApiKey> {
  const [key] = await selectApiKeys(deps.sql, workspaceId, id);
  if (key === undefined) throw new AppError('not_found', 'There is no such key.');
  return key;
}
