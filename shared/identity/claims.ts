// What a host's server may say about a signed-in person: the claims of the identity token, and how long they hold.
import { z } from 'zod';
import { emailField } from '../addresses/email.ts';
import { line } from '../text/fields.ts';

/** The longest that a token may live, counted from when it was made. */
export const identityTokenLifeMaxSeconds = 24 * 60 * 60;

/** How far the clocks of the host and of this server may differ. */
export const clockToleranceSeconds = 60;

/** The longest external id, in graphemes. */
export const externalIdMax = 200;

const seconds = z.number().min(0).max(1e11);
// Hosts fill templates: an empty name is no name, and no reason to turn somebody away.
const orNothing = <Field extends z.ZodType<string>>(field: Field) =>
  z
    .union([z.literal(''), field])
    .transform((text) => (text === '' ? undefined : text))
    .optional();

/**
 * The claims of a signed identity (RFC 7519 names). Scalars only; claims that are not named here are ignored, as the
 * RFC asks.
 */
export const identityClaims = z.object({
  /** The person's id at the host: our external id. */
  sub: line({ max: externalIdMax }),
  email: orNothing(emailField),
  name: orNothing(line({ max: 120 })),
  phone: orNothing(line({ max: 40 })),
  exp: seconds,
  iat: seconds.optional(),
  nbf: seconds.optional(),
  aud: z.string().max(200).optional(),
  jti: z.string().min(1).max(200).optional(),
});
export type IdentityClaims = z.infer<typeof identityClaims>;

export type ClaimsTimeProblem = 'expired' | 'not_yet_valid' | 'lives_too_long';

/**
 * Whether the claims hold now; null when they do.
 *
 * A token without `iat` counts as made now, so that leaving it out gains nothing.
 *
 * @param nowMs the server's clock in milliseconds.
 */
export function claimsTimeProblem(claims: IdentityClaims, nowMs: number): ClaimsTimeProblem | null {
  const now = nowMs / 1000;
  const madeAt = claims.iat ?? now;
  if (claims.exp <= now - clockToleranceSeconds) return 'expired';
  if (Math.max(madeAt, claims.nbf ?? 0) > now + clockToleranceSeconds) return 'not_yet_valid';
  const longest = Math.min(madeAt, now) + identityTokenLifeMaxSeconds + clockToleranceSeconds;
  return claims.exp > longest ? 'lives_too_long' : null;
}
