// An API key as programs hold it: `dbk_` and the base64url of workspace id, key id and 32 random bytes.
import { randomBytes } from 'node:crypto';
import { hashToken } from '../keys.ts';
import { packIds, readIds, restBytes } from '../workspaces/scoped-token.ts';

const prefix = 'dbk_';

/** A new token: shown once, kept as its hash. */
export function makeApiKeyToken(workspaceId: string, keyId: string): string {
  return prefix + Buffer.concat([packIds([workspaceId, keyId]), randomBytes(restBytes)]).toString('base64url');
}

/** Reads a token, or null for anything that is not one of ours. `hash` is what the database keeps. */
export function readApiKeyToken(token: string): { workspaceId: string; keyId: string; hash: Buffer } | null {
  if (!token.startsWith(prefix)) return null;
  const [workspaceId, keyId] = readIds(token.slice(prefix.length), 2)?.ids ?? [];
  return workspaceId === undefined || keyId === undefined ? null : { workspaceId, keyId, hash: hashToken(token) };
}
