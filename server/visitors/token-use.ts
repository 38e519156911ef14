// A signed identity that carries a `jti` belongs to the browser that showed it first: copied into another browser, or
// shown after signing out, it proves nothing.
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { hashToken } from '../keys.ts';

/** @throws AppError unauthorized when another browser showed the token first, or it was burned. */
export async function claimTokenUse(
  { sql }: Deps,
  workspaceId: string,
  claims: { jti: string; exp: number },
  secretHash: Buffer,
): Promise<void> {
  const rows = await sql<{ mine: boolean }[]>`
    insert into identity_use (workspace_id, jti_hash, secret_hash, expires_at)
    values (${workspaceId}, ${hashToken(claims.jti)}, ${secretHash}, to_timestamp(${claims.exp}))
    on conflict (workspace_id, jti_hash) do update set jti_hash = excluded.jti_hash
    returning secret_hash = ${secretHash} and revoked_at is null as mine`;
  if (rows[0]?.mine !== true) throw refused();
}

/** Burns the tokens of a browser: what the host's sign-out asks for. */
export async function burnTokens({ sql }: Deps, workspaceId: string, secretHash: Buffer): Promise<void> {
  await sql`
    update identity_use set revoked_at = now()
    where workspace_id = ${workspaceId} and secret_hash = ${secretHash} and revoked_at is null`;
}

function refused(): AppError {
  return new AppError('unauthorized', 'The identity of this visitor is not valid any more. Load the page again.');
}
