// Who is at the desk: the member behind a session cookie, or the program behind an API key. One statement each, read
// anew with every request, so that whoever lost a right has lost it at once on every node.
import { AppError } from '#shared/errors.ts';
import type { Principal } from '#shared/permissions/principal.ts';
import { readApiKeyToken } from '../api-keys/token.ts';
import { selectApiKey, touchApiKey } from '../api-keys/use-store.ts';
import type { Deps } from '../deps.ts';
import { sameBytes } from '../keys.ts';
import { readSessionToken } from './session-cookie.ts';
import { selectSignedIn } from './store.ts';

/** A member as the policy sees them, with what the history needs. */
export type MemberPrincipal = Extract<Principal, { kind: 'member' }> & {
  personId: string;
  sessionId: string;
  name: string;
  email: string;
};

/** A program as the policy sees it, with the name of its key. */
export type ProgramPrincipal = Extract<Principal, { kind: 'program' }> & { name: string };

/** Somebody signed in, whether or not a member of anything. */
export interface SignedInPerson {
  personId: string;
  sessionId: string;
  name: string;
  email: string;
  twoFactorEnabled: boolean;
}

type PrincipalDeps = Pick<Deps, 'sql' | 'config' | 'keys' | 'log'>;

/**
 * @param slug The workspace that the console is looking at; null will do for somebody who has one only.
 * @throws AppError unauthorized without a living session; forbidden for whoever is no active member, in the same words
 * for a workspace that does not exist.
 */
export async function memberPrincipal(
  deps: PrincipalDeps,
  headers: Headers,
  slug: string | null,
): Promise<MemberPrincipal> {
  const rows = await signedInRows(deps, headers, slug);
  const [row, second] = rows;
  if (row === undefined) throw notSignedIn();
  if (second !== undefined) throw new AppError('bad_request', 'Say which workspace this is about.');
  const { workspaceId, memberId, role } = row;
  if (workspaceId === null || memberId === null || role === null) {
    throw new AppError('forbidden', 'You are not an active member of this workspace. Ask one of its admins.');
  }
  return {
    kind: 'member',
    workspaceId,
    memberId,
    role,
    personId: row.id,
    sessionId: row.sessionId,
    name: row.memberName ?? row.name,
    email: row.email,
  };
}

/** @throws AppError unauthorized without a living session. */
export async function signedInPerson(deps: PrincipalDeps, headers: Headers): Promise<SignedInPerson> {
  // No workspace has this slug: only the person is asked for.
  const [row] = await signedInRows(deps, headers, '');
  if (row === undefined) throw notSignedIn();
  const { id, sessionId, name, email, twoFactorEnabled } = row;
  return { personId: id, sessionId, name, email, twoFactorEnabled };
}

/**
 * @param authorization The header's value.
 * @throws AppError unauthorized, in the same words for every key that does not open anything.
 */
export async function programPrincipal(deps: PrincipalDeps, authorization: string): Promise<ProgramPrincipal> {
  const token = readApiKeyToken(/^bearer +(\S+) *$/i.exec(authorization)?.[1] ?? '');
  const row = token && (await selectApiKey(deps.sql, token.workspaceId, token.keyId));
  if (!row || !sameBytes(row.secretHash, token.hash)) {
    throw new AppError('unauthorized', 'This API key is not valid. Check it, or ask an admin for a new one.');
  }
  if (row.stale) {
    touchApiKey(deps.sql, token.workspaceId, row.id).catch((cause: unknown) => {
      deps.log.warn({ err: cause }, 'use of an API key not noted');
    });
  }
  return { kind: 'program', workspaceId: token.workspaceId, apiKeyId: row.id, scopes: row.scopes, name: row.name };
}

async function signedInRows(deps: PrincipalDeps, headers: Headers, slug: string | null) {
  const token = readSessionToken(deps.keys, deps.config.publicUrl, headers.get('cookie'));
  if (token === null) return [];
  return selectSignedIn(deps.sql, token, slug);
}

function notSignedIn(): AppError {
  return new AppError('unauthorized', 'Sign in to go on.');
}
