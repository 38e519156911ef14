import { describe, expect, test } from 'vitest';
import { claimsTimeProblem, identityClaims } from './claims.ts';

const now = 1_800_000_000;
const nowMs = now * 1000;
const hour = 3600;

describe('identityClaims', () => {
  test('takes all that a host may say', () => {
    const claims = {
      sub: 'crm-7',
      email: 'Ana@Example.com',
      name: ' Ana ',
      phone: '+49 30 1',
      exp: now,
      iat: now,
      jti: 'x',
    };
    expect(identityClaims.parse(claims)).toEqual({ ...claims, email: 'ana@example.com', name: 'Ana' });
  });

  test('takes an empty field for a missing one', () => {
    const claims = identityClaims.parse({ sub: 'crm-7', exp: now, name: '', email: '', phone: '' });
    expect(claims).toMatchObject({ name: undefined, email: undefined, phone: undefined });
  });

  test('ignores claims that it does not know', () => {
    expect(identityClaims.parse({ sub: 'crm-7', exp: now, role: 'owner', iss: 'shop' })).toEqual({
      sub: 'crm-7',
      exp: now,
    });
  });

  test.each([
    ['no subject', { exp: now }],
    ['an empty subject', { sub: '', exp: now }],
    ['an invisible subject', { sub: '\u200b', exp: now }],
    ['a subject that is a number', { sub: 7, exp: now }],
    ['a subject that is a list', { sub: ['crm-7'], exp: now }],
    ['a subject of 201 characters', { sub: 'a'.repeat(201), exp: now }],
    ['no end', { sub: 'crm-7' }],
    ['an end as text', { sub: 'crm-7', exp: String(now) }],
    ['an end beyond numbers', { sub: 'crm-7', exp: Number.POSITIVE_INFINITY }],
    ['an e-mail that is a list', { sub: 'crm-7', exp: now, email: ['ana@example.com'] }],
    ['an e-mail that is none', { sub: 'crm-7', exp: now, email: 'ana' }],
    ['a name that is an object', { sub: 'crm-7', exp: now, name: { first: 'Ana' } }],
  ])('refuses %s', (_, payload) => {
    expect(identityClaims.safeParse(payload).success).toBe(false);
  });
});

describe('claimsTimeProblem', () => {
  test.each([
    ['a token of one hour', { exp: now + hour, iat: now }, null],
    ['a token of one hour that does not say when it was made', { exp: now + hour }, null],
    ['a token of exactly a day', { exp: now + 24 * hour, iat: now }, null],
    ['a token that ended within the tolerance', { exp: now - 59, iat: now - hour }, null],
    ['a token that ended before it', { exp: now - 60, iat: now - hour }, 'expired'],
    ['a host whose clock is 50 s ahead', { exp: now + 24 * hour + 50, iat: now + 50 }, null],
    ['a token made in the future', { exp: now + hour, iat: now + 120 }, 'not_yet_valid'],
    ['a token for later', { exp: now + hour, nbf: now + 120 }, 'not_yet_valid'],
    ['a token of two days', { exp: now + 48 * hour, iat: now }, 'lives_too_long'],
    ['a token of two days that does not say when it was made', { exp: now + 48 * hour }, 'lives_too_long'],
    ['a token of two days in its second day', { exp: now + hour, iat: now - 47 * hour }, 'lives_too_long'],
    ['an eternal token', { exp: 1e11, iat: 0 }, 'lives_too_long'],
  ])('%s', (_, times, expected) => {
    expect(claimsTimeProblem(identityClaims.parse({ sub: 'crm-7', ...times }), nowMs)).toBe(expected);
  });
});
