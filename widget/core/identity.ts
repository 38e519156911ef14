// Who the page says is looking, and the proof it brings. The proof is only carried here; the server judges it.
import type { ReadConfig } from '../config.ts';
import type { Owner } from './storage.ts';

/** A signed token, or a way to get a fresh one whenever the old one is no longer accepted. */
export type IdentityProof =
  { token: string } | { getToken: () => string | null | undefined | Promise<string | null | undefined> };

export interface Identity {
  prove(proof: IdentityProof): Promise<void>;
  /** Takes back what `prove` brought; attributes are the page's to change. */
  forget(): void;
  headers(): Record<string, string>;
  /** Asks the page for a new token; false when it has none to give. Calls at the same moment share one answer. */
  renew(): Promise<boolean>;
  owner(): Owner;
}

/** Keeps the identity of one widget. */
export function keepIdentity(config: ReadConfig): Identity {
  let token: string | null = null;
  let getToken: (() => Promise<string | null>) | undefined;
  let renewing: Promise<boolean> | undefined;

  const currentToken = (): string | null => token ?? config('identity-token');
  const renew = (): Promise<boolean> => {
    if (getToken === undefined) return Promise.resolve(false);
    return (renewing ??= getToken()
      .then((fresh) => {
        const isNew = fresh !== null && fresh !== token;
        token = fresh;
        return isNew;
      })
      .catch(() => false)
      .finally(() => (renewing = undefined)));
  };

  return {
    async prove(proof) {
      if ('getToken' in proof) {
        getToken = async () => (await proof.getToken()) ?? null;
        await renew();
      } else {
        getToken = undefined;
        token = proof.token;
      }
    },
    forget() {
      token = null;
      getToken = undefined;
    },
    headers() {
      const proof = currentToken();
      if (proof) return { 'x-deskbell-identity': proof };
      const externalId = config('external-id');
      const hash = config('identity-hash');
      return externalId && hash
        ? { 'x-deskbell-external-id': encodeURIComponent(externalId), 'x-deskbell-identity-hash': hash }
        : {};
    },
    renew,
    owner() {
      const proof = currentToken();
      const externalId = config('external-id') ?? undefined;
      const hashed = config('identity-hash') ? externalId : undefined;
      const subject = (proof && subjectOf(proof)) || hashed;
      const claim = externalId ?? config('email');
      // Absent parts are left out, so that spreading an owner over kept state takes nothing away.
      return { ...(subject && { subject }), ...(claim && { claim }) };
    },
  };
}

/** The `sub` of a JWT without judging it; undefined when it cannot be read. */
export function subjectOf(token: string): string | undefined {
  try {
    const payload = atob((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/'));
    const { sub } = JSON.parse(payload) as { sub?: unknown };
    return typeof sub === 'string' ? sub : undefined;
  } catch {
    return undefined;
  }
}
