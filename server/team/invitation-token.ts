// The token of an invitation: the ids of workspace and invitation with a MAC, so that the job which mails it can make it
// again and nothing has to keep it. The row keeps its hash and whether it was used.
import { hashToken, type Keys, sameBytes } from '../keys.ts';
import { packIds, readIds } from '../workspaces/scoped-token.ts';

/** The same ids give the same token. */
export function invitationToken(keys: Keys, workspaceId: string, invitationId: string): string {
  const ids = packIds([workspaceId, invitationId]);
  return Buffer.concat([ids, macOf(keys, ids)]).toString('base64url');
}

/** Reads a token that we made; null for any other text, without asking the database. */
export function readInvitationToken(
  keys: Keys,
  token: string,
): { workspaceId: string; id: string; tokenHash: Buffer } | null {
  const read = readIds(token, 2);
  const [workspaceId, id] = read?.ids ?? [];
  if (read === null || workspaceId === undefined || id === undefined) return null;
  return sameBytes(read.rest, macOf(keys, packIds(read.ids))) ? { workspaceId, id, tokenHash: hashToken(token) } : null;
}

function macOf(keys: Keys, ids: Buffer): Buffer {
  return keys.mac('sign-in', Buffer.concat([Buffer.from('invitation\0'), ids]));
}
