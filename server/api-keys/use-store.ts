// SQL of the use of API keys: one read a request, one write a minute.
import type { ApiScope } from '#shared/permissions/actions.ts';
import type { Db } from '../db/connect.ts';

export interface ApiKeyRow {
  id: string;
  name: string;
  scopes: ApiScope[];
  secretHash: Buffer;
  /** Whether its last use was written down more than a minute ago. */
  stale: boolean;
}

/** A key that was not revoked. */
export async function selectApiKey(db: Db, workspaceId: string, id: string): Promise<ApiKeyRow | null> {
  const rows = await db<ApiKeyRow[]>`
    select id, name, scopes, secret_hash,
      last_used_at is null or last_used_at < now() - interval '1 minute' as stale
    from api_key
    where workspace_id = ${workspaceId} and id = ${id} and revoked_at is null`;
  return rows[0] ?? null;
}

/** Notes the use, to the minute. */
export async function touchApiKey(db: Db, workspaceId: string, id: string): Promise<void> {
  await db`
    update api_key set last_used_at = now()
    where workspace_id = ${workspaceId} and id = ${id}
      and (last_used_at is null or last_used_at < now() - interval '1 minute')`;
}
