// Sign-in of people: the library (better-auth) with its options, behind the few verbs that we use of it. Its tables are
// made by our migrations, its routes are reached only through routes.ts, and it never sees a request's own URL or Host.
import { betterAuth } from 'better-auth';
import { magicLink, twoFactor } from 'better-auth/plugins';
import { Kysely } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { hashToken, type Keys } from '../keys.ts';
import type { Logger } from '../log.ts';
import { hashedRecoveryCodes, oneTimeCodes } from './one-time-codes.ts';
import { hashPassword, passwordMax, passwordMin, verifyPassword } from './password.ts';
import { sessionCookieName } from './session-cookie.ts';
import { signInValue } from './sign-in-value.ts';

/** Endpoints of the library that we call. */
export type AuthEndpoint =
  | '/sign-in/email'
  | '/sign-out'
  | '/change-password'
  | '/two-factor/enable'
  | '/two-factor/disable'
  | '/two-factor/verify-totp'
  | '/two-factor/verify-backup-code'
  | '/two-factor/generate-backup-codes';

export interface AuthCaller {
  /** The request's cookies. */
  cookie: string;
  /** Kept with the session, for the list of one's sessions. */
  userAgent: string;
}

export interface Auth {
  /** Calls one endpoint of the library; its answer may set cookies. */
  call(endpoint: AuthEndpoint, caller: AuthCaller, body: object): Promise<Response>;
  /** Uses up a one-time link: at most one call gets a session (or the challenge of the second factor). */
  redeem(token: string, caller: AuthCaller): Promise<Response>;
  /** Keeps a random token of a link that signs a person in. */
  keepSignInToken(token: string, email: string, expiresAt: Date): Promise<void>;
}

/** A session ends after this, however much it was used. */
export const sessionDays = 30;

/** Connects to nothing before the first call. */
export function createAuth(deps: { sql: Sql; config: Config; keys: Keys; log: Logger }): Auth {
  const { config } = deps;
  const library = betterAuth(optionsOf(deps));
  const base = `${config.publicUrl}/api/auth`;
  const headersOf = (caller: AuthCaller): Record<string, string> => ({
    cookie: caller.cookie,
    'user-agent': caller.userAgent,
    // The caller's own origin was checked before; the library checks again and gets what it wants to hear.
    origin: new URL(config.publicUrl).origin,
  });
  return {
    call: (endpoint, caller, body) =>
      library.handler(
        new Request(base + endpoint, {
          method: 'POST',
          headers: { ...headersOf(caller), 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    redeem: (token, caller) => {
      const url = new URL(`${base}/magic-link/verify`);
      url.searchParams.set('token', token);
      return library.handler(new Request(url, { headers: headersOf(caller) }));
    },
    keepSignInToken: async (token, email, expiresAt) => {
      const { internalAdapter } = await library.$context;
      const identifier = linkIdentifier(token);
      await internalAdapter.createVerificationValue({ identifier, value: signInValue(email), expiresAt });
    },
  };
}

/** What is stored of a sign-in link's token, before the store hashes it once more with all identifiers. */
export function linkIdentifier(token: string): string {
  return hashToken(token).toString('base64url');
}

function optionsOf({ sql, config, keys, log }: { sql: Sql; config: Config; keys: Keys; log: Logger }) {
  return {
    appName: 'Deskbell',
    baseURL: config.publicUrl,
    basePath: '/api/auth',
    secret: keys.secretFor('sign-in'),
    database: {
      db: new Kysely<unknown>({ dialect: new PostgresJSDialect({ postgres: sql }) }),
      type: 'postgres' as const,
      transaction: true,
    },
    user: { modelName: 'person' },
    session: { expiresIn: sessionDays * 86_400, disableSessionRefresh: true },
    verification: { storeIdentifier: 'hashed' as const },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordMin,
      // Counted in UTF-16 units here; the graphemes were counted at the edge.
      maxPasswordLength: passwordMax * 16,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    advanced: {
      database: { generateId: newId },
      cookies: { session_token: { name: sessionCookieName } },
      cookiePrefix: 'deskbell',
      useSecureCookies: config.publicUrl.startsWith('https:'),
      // Unset, the library would turn its check off wherever NODE_ENV says test.
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
    },
    // Ours count by account as well, and are shared by the nodes (routes.ts).
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // At level error the library would write refusals to the terminal, beside our log.
    logger: {
      level: 'info' as const,
      log: (level: string, message: string) => {
        if (level === 'error') log.error({ message }, 'sign-in');
      },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: { type: 'custom-hasher', hash: async (token) => linkIdentifier(token) },
        // Links are made by keepSignInToken; the library's own way to ask for one is not routed.
        sendMagicLink: () => undefined,
      }),
      challengedByLinksToo(
        twoFactor({
          issuer: 'Deskbell',
          allowPasswordless: true,
          schema: { twoFactor: { modelName: 'two_factor' } },
          backupCodeOptions: { storeBackupCodes: hashedRecoveryCodes(keys) },
        }),
      ),
      oneTimeCodes(sql, keys),
    ],
  };
}

/** The library asks for the second factor after a password only; a mailed link is just as much a first factor. */
function challengedByLinksToo(plugin: ReturnType<typeof twoFactor>): ReturnType<typeof twoFactor> {
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: Parameters<typeof hook.matcher>[0]) =>
      hook.matcher(context) || context.path === '/magic-link/verify',
  }));
  return { ...plugin, hooks: { ...plugin.hooks, after } };
}
