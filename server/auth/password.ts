// Passwords: which are accepted, and how they are kept (scrypt with a salt of its own and its cost beside the hash).
import { randomBytes, scrypt } from 'node:crypto';
import { z } from 'zod';
import { exceedsGraphemes } from '#shared/text/graphemes.ts';
import { sameBytes } from '../keys.ts';

export const passwordMin = 10;
export const passwordMax = 200;

// 32 MiB and about a tenth of a second: dear for a thief, bearable for a person. The thread pool bounds how many run.
const cost = { N: 2 ** 15, r: 8, p: 3 };
const keyBytes = 32;
const memoryMax = 64 * 2 ** 20;

/**
 * A password that is to be checked. Its length is limited before anything is hashed; NUL is refused, since it would end
 * the text for some programs and not for others.
 */
export const passwordField = z
  .string('Type your password.')
  .refine((text) => !exceedsGraphemes(text, passwordMax), `Use at most ${passwordMax} characters.`)
  .refine(
    (text) => !text.includes('\0') && text.isWellFormed(),
    'This password holds characters that nobody can type.',
  );

/** A password that is to be set. */
export const newPasswordField = passwordField.refine(
  (text) => exceedsGraphemes(text, passwordMin - 1),
  `Use at least ${passwordMin} characters: a few words are fine.`,
);

/** @returns `scrypt$N$r$p$salt$key`, base64url. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, cost);
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Compares in constant time; a hash of another form matches nothing. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [scheme, N, r, p, salt, key] = hash.split('$');
  if (scheme !== 'scrypt' || salt === undefined || key === undefined) return false;
  const derived = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(N), r: Number(r), p: Number(p) });
  return sameBytes(derived, Buffer.from(key, 'base64url'));
}

/** The whole password counts: there is no length after which characters are ignored. */
function derive(password: string, salt: Buffer, { N, r, p }: { N: number; r: number; p: number }): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Two keyboards may compose the same letter differently.
    scrypt(password.normalize('NFKC'), salt, keyBytes, { N, r, p, maxmem: memoryMax }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}
