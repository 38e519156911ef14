// The sign-in library (better-auth) with its options. In a file of its own because it is loaded by the first call that
// needs it: it costs forty megabytes, and reading a session does not need it.
import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import { twoFactor } from 'better-auth/plugins/two-factor';
import { Kysely } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import { newId } from '../ids.ts';
import type { Keys } from '../keys.ts';
import type { Logger } from '../log.ts';
import { linkIdentifier } from './link-identifier.ts';
import { hashedRecoveryCodes, oneTimeCodes } from './one-time-codes.ts';
import { hashPassword, passwordMax, passwordMin, verifyPassword } from './password.ts';
import { sessionCookieName, sessionDays } from './session-cookie.ts';

export interface LibraryDeps {
  sql: Sql;
  config: Config;
  keys: Keys;
  log: Logger;
}

/** Connects to nothing before the first call. */
export function createLibrary(deps: LibraryDeps) {
  return betterAuth(optionsOf(deps));
}

function optionsOf({ sql, config, keys, log }: LibraryDeps) {
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
