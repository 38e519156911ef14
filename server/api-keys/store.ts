// SQL of API keys, for their admins. The read of each request is in the auth room.
import type { ApiScope } from '#shared/permissions/actions.ts';
import type { Db } from '../db/connect.ts';
import type { ApiKey } from './api-key.ts';

interface Row extends Omit<ApiKey, 'createdAt' | 'lastUsedAt' | 'revokedAt'> {
  createdAt: Date;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

/** The newest first, revoked ones too. */
export async function selectApiKeys(db: Db, workspaceId: string, id: string | null = null): Promise<ApiKey[]> {
  const rows = await db<Row[]>`
    select k.id, k.name, k.scopes, k.created_at, k.last_used_at, k.revoked_at,
      (select json_build_object('id', m.id, 'name', m.name) from member m
        where m.workspace_id = k.workspace_id and m.id = k.created_by) as created_by
    from api_key k
    where k.workspace_id = ${workspaceId} and (${id}::uuid is null or k.id = ${id})
    order by k.created_at desc, k.id desc`;
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }));
}

/** Keeps the hash of the token, never the token. */
export async function insertApiKey(
  db: Db,
  workspaceId: string,
  key: { id: string; name: string; scopes: readonly ApiScope[]; secretHash: Buffer; createdBy: string | null },
): Promise<void> {
  await db`
    insert into api_key (workspace_id, id, name, scopes, secret_hash, created_by)
    values (${workspaceId}, ${key.id}, ${key.name}, ${[...key.scopes]}, ${key.secretHash}, ${key.createdBy})`;
}

/** @returns Whether a living key was revoked. */
export async function revokeApiKeyRow(db: Db, workspaceId: string, id: string): Promise<boolean> {
  const { count } = await db`
    update api_key set revoked_at = now()
    where workspace_id = ${workspaceId} and id = ${id} and revoked_at is null`;
  return count === 1;
}
