// Who calls from a customer's surface, as far as the request itself proves it: the browser's secret and the host's
// signature, or a public link. What the database knows of them is looked up by whoever needs it.
import { AppError } from '#shared/errors.ts';
import { type IdentityClaims, identityClaims } from '#shared/identity/claims.ts';
import { originAllowed } from '#shared/workspaces/origins.ts';
import type { Principal } from '#shared/permissions/principal.ts';
import type { Deps } from '../deps.ts';
import { isOwnOrigin } from '../http/cors.ts';
import { hashToken } from '../keys.ts';
import { type PublicLink, readLinkToken } from '../tickets/link.ts';
import { type Workspace, workspaceById, workspaceByPublicKey } from '../workspaces/load.ts';
import { readExternalId, verifyIdentityHash, verifyIdentityToken } from './identity.ts';
import { claimTokenUse } from './token-use.ts';

/** A browser with the widget. */
export interface VisitorCaller {
  kind: 'visitor';
  workspace: Workspace;
  /** Hash of the secret that the browser keeps; null before the visitor's first act. */
  secretHash: Buffer | null;
  /** What the host page's server signed; null for an anonymous visitor. */
  identity: Pick<IdentityClaims, 'sub' | 'email' | 'name' | 'phone'> | null;
}

/** The holder of a public link. */
export interface LinkCaller {
  kind: 'link';
  workspace: Workspace;
  link: PublicLink;
}

export type CustomerCaller = VisitorCaller | LinkCaller;

const secretShape = /^[\w-]{43}$/;

/** @throws AppError unauthorized, forbidden: one wording a cause, nothing about what exists. */
export async function readCaller(deps: Deps, headers: Headers, method: string): Promise<CustomerCaller> {
  const token = headers.get('x-deskbell-link');
  return token === null ? readVisitor(deps, headers, method) : readLink(deps, token);
}

/** @throws AppError not_found for every token that leads nowhere, before the database is asked where it can be told. */
export async function readLink(deps: Deps, token: string): Promise<LinkCaller> {
  const link = readLinkToken(deps.keys, token);
  const workspace = link && (await workspaceById(deps, link.workspaceId));
  if (!link || !workspace) throw new AppError('not_found', 'This link leads nowhere any more. Ask for a new one.');
  return { kind: 'link', workspace, link };
}

/** What the policy sees before anything was looked up. */
export function callerPrincipal(caller: CustomerCaller): Principal {
  const workspaceId = caller.workspace.id;
  return caller.kind === 'link'
    ? { kind: 'link', workspaceId, ticketId: caller.link.ticketId, participantId: caller.link.participantId }
    : { kind: 'visitor', workspaceId, visitorId: null, contactId: null };
}

async function readVisitor(deps: Deps, headers: Headers, method: string): Promise<VisitorCaller> {
  const key = headers.get('x-deskbell-key');
  const workspace = key === null ? null : await workspaceByPublicKey(deps, key);
  if (!workspace) throw new AppError('unauthorized', 'The key of this widget is not known. Check data-key in its tag.');
  if (!fromAllowedPage(deps, workspace, headers, method)) {
    throw new AppError(
      'forbidden',
      'This site may not use this help desk. Add its origin in the settings of the widget.',
    );
  }
  const secret = headers.get('x-deskbell-visitor');
  if (secret !== null && !secretShape.test(secret)) {
    throw new AppError('bad_request', 'The visitor secret is malformed.', {
      fields: { 'x-deskbell-visitor': 'must be 32 random bytes in base64url' },
    });
  }
  const secretHash = secret === null ? null : hashToken(secret);
  return { kind: 'visitor', workspace, secretHash, identity: await readIdentity(deps, workspace, headers, secretHash) };
}

/** Our own pages may always call. A read without an origin comes from our own page too, or from no browser at all. */
function fromAllowedPage(deps: Deps, { settings }: Workspace, headers: Headers, method: string): boolean {
  const origin = headers.get('origin');
  if (origin === null) return method === 'GET';
  return isOwnOrigin(headers, deps.config.publicUrl) || originAllowed(origin, settings.allowedOrigins);
}

async function readIdentity(
  deps: Deps,
  workspace: Workspace,
  headers: Headers,
  secretHash: Buffer | null,
): Promise<VisitorCaller['identity']> {
  const token = headers.get('x-deskbell-identity');
  if (token !== null) {
    const claims = await verifyIdentityToken(token, workspace.identitySecrets, workspace.slug, Date.now());
    if (claims.jti === undefined) return claims;
    // A token that is good for one browser proves nothing before the browser has a secret of its own.
    if (secretHash === null) return null;
    await claimTokenUse(deps, workspace.id, { ...claims, jti: claims.jti }, secretHash);
    return claims;
  }
  const hash = headers.get('x-deskbell-identity-hash');
  const header = headers.get('x-deskbell-external-id');
  if (hash === null || header === null) return null;
  const externalId = readExternalId(header);
  const sub = identityClaims.shape.sub.safeParse(externalId);
  const isAllowed = workspace.settings.identityHashAllowed && sub.success;
  if (isAllowed && verifyIdentityHash(externalId, hash, workspace.identitySecrets)) return { sub: sub.data };
  throw new AppError('unauthorized', 'The identity of this visitor is not valid any more. Load the page again.');
}
