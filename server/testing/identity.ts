// Signs identities as the server of a host's page does.
import { createHmac } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Deps } from '../deps.ts';
import { workspaceById } from '../workspaces/load.ts';

/** The secret that a workspace's host signs with now. */
export async function identitySecret(deps: Deps, workspaceId: string): Promise<string> {
  const secret = (await workspaceById(deps, workspaceId))?.identitySecrets[0];
  if (secret === undefined) throw new Error(`workspace ${workspaceId} has no identity secret`);
  return secret;
}

export interface Signing {
  /** Of the token's head, beside `alg`. */
  header?: Record<string, unknown>;
  alg?: string;
}

/** A token with the claims; five minutes to live unless they say otherwise. */
export function signIdentity(
  secret: string | Uint8Array,
  claims: Record<string, unknown>,
  { header = {}, alg = 'HS256' }: Signing = {},
): Promise<string> {
  const key = typeof secret === 'string' ? new TextEncoder().encode(secret) : secret;
  const payload = { exp: Math.floor(Date.now() / 1000) + 300, ...claims };
  return new SignJWT(payload).setProtectedHeader({ ...header, alg }).sign(key);
}

/** The older proof: the keyed hash of the external id alone. */
export function hashIdentity(secret: string, externalId: string): string {
  return createHmac('sha256', secret).update(externalId).digest('hex');
}
