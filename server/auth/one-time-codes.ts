// What the sign-in library's second factor lacks: a code is taken once, also on two nodes at the same moment, and
// recovery codes are kept as keyed hashes instead of encrypted.
import { APIError, createAuthMiddleware, getSessionFromCtx } from 'better-auth/api';
import { symmetricDecrypt } from 'better-auth/crypto';
import type { Sql } from '../db/connect.ts';
import type { Keys } from '../keys.ts';
import { claimTotpStep, selectTotpSecret } from './store.ts';
import { stepOfCode } from './totp.ts';

const hashMark = 'mac:';

/** The storage of recovery codes, for the library's options. */
export function hashedRecoveryCodes(keys: Keys) {
  return {
    // Called with fresh codes in plain, and with the hashes that are left after one was used.
    encrypt: async (json: string) => {
      const codes = JSON.parse(json) as string[];
      return JSON.stringify(codes.map((code) => (code.startsWith(hashMark) ? code : hashOfCode(keys, code))));
    },
    decrypt: async (stored: string) => stored,
  };
}

/** A plugin of the library that stands before its second factor. */
export function oneTimeCodes(sql: Sql, keys: Keys) {
  return {
    id: 'one-time-codes',
    hooks: {
      before: [
        {
          matcher: (context: { path?: string | undefined }) => context.path === '/two-factor/verify-totp',
          handler: createAuthMiddleware(async (context) => {
            const personId = await personOfChallenge(context);
            const stored = personId === null ? null : await selectTotpSecret(sql, personId);
            // Without either, the library refuses in its own words.
            if (personId === null || stored === null) return;
            const secret = await symmetricDecrypt({ key: context.context.secretConfig, data: stored });
            const step = stepOfCode(secret, codeOf(context.body), Date.now());
            if (step === null || (await claimTotpStep(sql, personId, step))) return;
            throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'Invalid code' });
          }),
        },
        {
          matcher: (context: { path?: string | undefined }) => context.path === '/two-factor/verify-backup-code',
          handler: createAuthMiddleware(async (context) => ({
            context: { body: { ...(context.body as object), code: hashOfCode(keys, codeOf(context.body)) } },
          })),
        },
      ],
    },
  };
}

function hashOfCode(keys: Keys, code: string): string {
  return hashMark + keys.mac('sign-in', `recovery ${code.trim()}`).toString('base64url');
}

function codeOf(body: unknown): string {
  const code = (body as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

type HookContext = Parameters<Parameters<typeof createAuthMiddleware>[0]>[0];

/** Who stands before the second factor: somebody signed in who turns it on, or the owner of a pending challenge. */
async function personOfChallenge(context: HookContext): Promise<string | null> {
  const session = await getSessionFromCtx(context);
  if (session !== null) return session.user.id;
  const cookie = context.context.createAuthCookie('two_factor');
  const challenge = await context.getSignedCookie(cookie.name, context.context.secret);
  if (typeof challenge !== 'string') return null;
  const found = await context.context.internalAdapter.findVerificationValue(challenge);
  return found?.value ?? null;
}
