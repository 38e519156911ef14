// Everything that grows from SECRET_KEY: one subkey a purpose, keyed MACs, sealing at rest, random tokens.
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** What a subkey is for; a MAC made for one purpose proves nothing for another. */
export type KeyPurpose = 'public-link' | 'rate-limit' | 'seal' | 'mail' | 'sign-in' | 'cursor' | 'api-key' | 'file';

export interface Keys {
  /** HMAC-SHA-256 under the purpose's subkey. */
  mac(purpose: KeyPurpose, data: string | Uint8Array): Buffer;
  /** The purpose's subkey in hex, for libraries that want a secret of their own. */
  secretFor(purpose: KeyPurpose): string;
  /** Encrypts for storage (AES-256-GCM, random nonce). */
  seal(plain: string): Buffer;
  /** @throws Error when the sealed value was changed or made under another SECRET_KEY. */
  unseal(sealed: Uint8Array): string;
}

/** @param secretKey The root secret, at least 32 characters. */
export function createKeys(secretKey: string): Keys {
  // As key objects: from bytes, each MAC would make one anew, which costs four times as much as the MAC itself.
  const subkeys = new Map<KeyPurpose, KeyObject>();
  const subkey = (purpose: KeyPurpose): KeyObject => {
    let key = subkeys.get(purpose);
    if (key === undefined) {
      key = createSecretKey(Buffer.from(hkdfSync('sha256', secretKey, '', `deskbell ${purpose}`, 32)));
      subkeys.set(purpose, key);
    }
    return key;
  };
  return {
    mac: (purpose, data) => createHmac('sha256', subkey(purpose)).update(data).digest(),
    secretFor: (purpose) => subkey(purpose).export().toString('hex'),
    seal: (plain) => {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', subkey('seal'), nonce);
      return Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    },
    unseal: (sealed) => {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', subkey('seal'), bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
}

/** A random token of 256 bits, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a random token: SHA-256, enough for secrets of 128 bits and more. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Compares in constant time; different lengths are simply unequal. */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
