import { describe, expect, test } from 'vitest';
import { hashPassword, newPasswordField, passwordField, verifyPassword } from './password.ts';

describe('a hash', () => {
  test('knows its password and no other, and is never the same twice', async () => {
    const password = 'a horse of many colours';
    const [hash, other] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(hash).not.toBe(other);
    expect(await verifyPassword({ hash, password })).toBe(true);
    expect(await verifyPassword({ hash, password: 'a horse of many colour' })).toBe(false);
    expect(await verifyPassword({ hash, password: '' })).toBe(false);
  });

  test('counts all of 200 characters, also after the first 72 bytes', async () => {
    const password = 'x'.repeat(200);
    const hash = await hashPassword(password);
    expect(await verifyPassword({ hash, password: `${'x'.repeat(199)}y` })).toBe(false);
    expect(await verifyPassword({ hash, password: 'x'.repeat(72) })).toBe(false);
    expect(await verifyPassword({ hash, password })).toBe(true);
  });

  test('takes a letter however a keyboard composes it', async () => {
    const hash = await hashPassword('schöne Grüße'.normalize('NFD'));
    expect(await verifyPassword({ hash, password: 'schöne Grüße'.normalize('NFC') })).toBe(true);
  });

  test.each(['', 'plain', 'salt:key', 'scrypt$32768$8$3', 'bcrypt$1$2$3$c2FsdA$a2V5'])(
    'that reads %j matches nothing',
    async (hash) => {
      expect(await verifyPassword({ hash, password: 'plain' })).toBe(false);
    },
  );
});

describe('a password', () => {
  test.each(['x'.repeat(200), '👩‍👩‍👧‍👦'.repeat(200), 'emoji 🙂 and ümläute'])('may be %j', (text) => {
    expect(newPasswordField.safeParse(text).success).toBe(true);
  });

  test.each(['x'.repeat(201), 'x'.repeat(1_000_000), 'with\0nul inside', 'half \ud800 a pair'])(
    'may not be %.20s…',
    (text) => {
      expect(passwordField.safeParse(text).success).toBe(false);
    },
  );

  test('must be long enough to be set, not to be checked', () => {
    expect(newPasswordField.safeParse('short').success).toBe(false);
    expect(passwordField.safeParse('short').success).toBe(true);
  });
});
