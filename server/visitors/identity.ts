// Proof of who a visitor is: the signed token that the host page's server made, or the older keyed hash of the external
// id. Verified against every secret that is still accepted, so that rotation has an overlap.
import { createHmac } from 'node:crypto';
import { decodeProtectedHeader, errors, jwtVerify } from 'jose';
import { AppError } from '#shared/errors.ts';
import { claimsTimeProblem, type IdentityClaims, identityClaims } from '#shared/identity/claims.ts';
import { sameBytes } from '../keys.ts';

const tokenCharactersMax = 4_096;

/**
 * Reads a signed identity.
 * @param secrets The workspace's identity secrets, current first.
 * @param slug The audience that a token may name; a token without one is accepted.
 * @throws AppError unauthorized, with the same words whatever is wrong: the token is a guess until it is proven.
 */
export async function verifyIdentityToken(
  token: string,
  secrets: readonly string[],
  slug: string,
  nowMs: number,
): Promise<IdentityClaims> {
  if (token.length > tokenCharactersMax || !usesOurAlgorithm(token)) throw refused();
  for (const secret of secrets) {
    const claims = await verifyWith(token, secret, nowMs);
    if (claims === null) continue;
    if (claims.aud !== undefined && claims.aud !== slug) throw refused();
    if (claimsTimeProblem(claims, nowMs) !== null) throw refused();
    return claims;
  }
  throw refused();
}

/**
 * The external id as the host wrote it. A header carries Latin letters only, so the widget sends it percent-encoded; what
 * is no such encoding stands for itself.
 */
export function readExternalId(header: string): string {
  try {
    return decodeURIComponent(header);
  } catch {
    return header;
  }
}

/** Whether the hash is the hex HMAC-SHA-256 of the external id under one of the secrets. */
export function verifyIdentityHash(externalId: string, hash: string, secrets: readonly string[]): boolean {
  if (!/^[0-9a-f]{64}$/i.test(hash)) return false;
  const given = Buffer.from(hash, 'hex');
  return secrets.some((secret) => sameBytes(given, createHmac('sha256', secret).update(externalId).digest()));
}

async function verifyWith(token: string, secret: string, nowMs: number): Promise<IdentityClaims | null> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      requiredClaims: ['exp', 'sub'],
      currentDate: new Date(nowMs),
      clockTolerance: '60s',
    });
    const claims = identityClaims.safeParse(payload);
    return claims.success ? claims.data : null;
  } catch (cause) {
    if (cause instanceof errors.JOSEError) return null;
    throw cause;
  }
}

// A key id would name a key of ours, and we have none to choose: only the plain header is ours.
function usesOurAlgorithm(token: string): boolean {
  try {
    const header = decodeProtectedHeader(token);
    return header.alg === 'HS256' && header.kid === undefined && header.jku === undefined && header.crit === undefined;
  } catch {
    return false;
  }
}

function refused(): AppError {
  return new AppError('unauthorized', 'The identity of this visitor is not valid any more. Load the page again.');
}
