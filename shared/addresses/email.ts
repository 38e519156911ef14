// THE address canonicaliser. Two parsers that disagree send mail to an attacker, so everything that takes an address
// (forms, API, received mail, imports, sign-in) reads it here, and mail goes to what came out, never to what was typed.
import { z } from 'zod';
import { canonicalDomain } from './domain.ts';

/** Why an address was refused, with what to do about it. */
const problems = {
  empty: 'Write an e-mail address, such as ana@example.com.',
  too_long: 'This address is too long: at most 254 characters, 64 of them before the @.',
  control_character: 'Remove the line break or other invisible character from the address.',
  not_one_address: 'Write one address only, without a name, brackets, quotes, commas or comments.',
  no_at: 'An e-mail address has exactly one plain @, such as ana@example.com.',
  local_part: 'Before the @, use letters a to z, digits, single dots and + - _ only.',
  domain: 'Check the part after the @: it should look like example.com.',
  ip_literal: 'Use a domain name after the @, not a number.',
  mixed_scripts: 'The part after the @ mixes alphabets that look alike. Type it again in one alphabet.',
} as const;

export type EmailProblem = keyof typeof problems;
export type EmailReading = { ok: true; address: string } | { ok: false; reason: EmailProblem };

const addressMax = 254;
const localMax = 64;

const control = /[\x00-\x1f\x7f-\x9f\u2028\u2029]/;
// Names, groups, lists, comments, quotes and escapes. None of them is part of a plain address.
const structure = /["(),:;<>\\]/;
// The atoms of RFC 5322 without % and !, which old relays read as routes.
const localShape = /^[a-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[a-z0-9#$&'*+/=?^_`{|}~-]+)*$/;
const dotsIgnoredBy = new Set(['gmail.com', 'googlemail.com']);

/**
 * Reads one plain address.
 *
 * `address` is what to store, compare and send to: wholly lower case, the domain in ASCII (punycode where it is
 * international). Local parts must be ASCII: only then do this language's and PostgreSQL's `lower()` agree, and no
 * accent, dotless i or Kelvin sign can make one person's address equal another's. Reading the result again changes
 * nothing.
 */
export function canonicalEmail(raw: string): EmailReading {
  if (control.test(raw)) return refused('control_character');
  const text = raw.trim();
  if (text === '') return refused('empty');
  if (text.length > addressMax) return refused('too_long');
  if (structure.test(text)) return refused('not_one_address');
  const at = text.indexOf('@');
  if (at < 0 || at !== text.lastIndexOf('@')) return refused('no_at');
  const rawLocal = text.slice(0, at);
  if (rawLocal.length > localMax) return refused('too_long');
  // Case folds only after the check for ASCII: folded first, a Kelvin sign would be a k.
  const local = rawLocal.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  if (!localShape.test(local)) return refused('local_part');
  const reading = canonicalDomain(text.slice(at + 1));
  if (!reading.ok) return reading;
  const address = `${local}@${reading.domain}`;
  return address.length <= addressMax ? { ok: true, address } : refused('too_long');
}

/** What to tell the person whose address was refused. */
export function emailProblemText(reason: EmailProblem): string {
  return problems[reason];
}

/** An e-mail address from outside: gives the canonical form or says how to mend it. */
export const emailField = z
  .string(problems.empty)
  .overwrite((raw) => {
    const reading = canonicalEmail(raw);
    return reading.ok ? reading.address : raw;
  })
  .superRefine((value, context) => {
    const reading = canonicalEmail(value);
    if (!reading.ok) context.addIssue({ code: 'custom', message: problems[reading.reason] });
  })
  .meta({ format: 'email', maxLength: addressMax });

/**
 * The mail box behind a canonical address, for counting only: without the `+tag`, and without dots where the provider
 * ignores them. Never send to it and never match people by it.
 */
export function mailboxKey(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  const local = address.slice(0, at);
  const plus = local.indexOf('+');
  const untagged = plus > 0 ? local.slice(0, plus) : local;
  if (!dotsIgnoredBy.has(domain)) return `${untagged}@${domain}`;
  return `${untagged.replaceAll('.', '')}@gmail.com`;
}

function refused(reason: EmailProblem): EmailReading {
  return { ok: false, reason };
}
