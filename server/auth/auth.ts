// Sign-in of people: the library (better-auth) with its options, behind the few verbs that we use of it. Its tables are
// made by our migrations, its routes are reached only through routes.ts, and it never sees a request's own URL or Host.
import type { createLibrary, LibraryDeps } from './library.ts';
import { linkIdentifier } from './link-identifier.ts';
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

/** Connects to nothing before the first call. */
export function createAuth(deps: LibraryDeps): Auth {
  const { config } = deps;
  let loaded: Promise<ReturnType<typeof createLibrary>> | undefined;
  const load = (): Promise<ReturnType<typeof createLibrary>> =>
    (loaded ??= import('./library.ts').then((library) => library.createLibrary(deps)));
  const base = `${config.publicUrl}/api/auth`;
  const headersOf = (caller: AuthCaller): Record<string, string> => ({
    cookie: caller.cookie,
    'user-agent': caller.userAgent,
    // The caller's own origin was checked before; the library checks again and gets what it wants to hear.
    origin: new URL(config.publicUrl).origin,
  });
  return {
    call: async (endpoint, caller, body) => {
      const library = await load();
      return library.handler(
        new Request(base + endpoint, {
          method: 'POST',
          headers: { ...headersOf(caller), 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    },
    redeem: async (token, caller) => {
      const library = await load();
      const url = new URL(`${base}/magic-link/verify`);
      url.searchParams.set('token', token);
      return library.handler(new Request(url, { headers: headersOf(caller) }));
    },
    keepSignInToken: async (token, email, expiresAt) => {
      const library = await load();
      const { internalAdapter } = await library.$context;
      const identifier = linkIdentifier(token);
      await internalAdapter.createVerificationValue({ identifier, value: signInValue(email), expiresAt });
    },
  };
}
