import { describe, expect, it } from 'vitest';
import { createLog, redactText } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  write(createLog('debug', { write: (line) => (text += line) }));
  return text;
}

describe('log', () => {
  it.each([
    ['a public link', 'GET https://help.example/t/AbC123xyz?x=1', 'AbC123xyz'],
    ['a bearer token', 'authorization: Bearer abc.def', 'abc.def'],
    ['an API key', 'key dbk_live_1234567', '1234567'],
    ['a signed identity', 'eyJhbGciOi.eyJzdWIiOi.c2ln', 'eyJzdWIiOi'],
    ['an address', 'mail to <ada@example.com> failed', 'ada'],
    ['the password of a URL', 'postgres://deskbell:hunter2@db/desk', 'hunter2'],
    ['a token in a query', '/verify?token=s3cret&x=1', 's3cret'],
  ])('keeps %s out of every text', (_, text, secret) => {
    expect(redactText(text)).not.toContain(secret);
    const line = logged((log) => log.info({ path: text, deep: { list: [text] }, err: new Error(text) }, text));
    expect(line).not.toContain(secret);
    expect(line).toContain('[redacted]');
  });

  it('writes no field that is named like a secret', () => {
    const fields = { email: 'x', 'set-cookie': 'x', headers: { Authorization: 'x', visitor_secret: 'x' }, to: ['x'] };
    expect(logged((log) => log.warn(fields, 'm'))).not.toContain('"x"');
  });

  it('keeps what helps', () => {
    const cause = new Error('socket hang up');
    const line = logged((log) =>
      log.error(
        { err: new Error('no answer', { cause }), requestId: 'r-1', ms: 1.5, path: '/trpc/tickets.list' },
        'failed',
      ),
    );
    const entry = JSON.parse(line) as Record<string, unknown>;
    expect(entry).toMatchObject({
      level: 'error',
      requestId: 'r-1',
      ms: 1.5,
      path: '/trpc/tickets.list',
      msg: 'failed',
    });
    expect(entry.err).toMatchObject({ message: 'no answer', cause: { message: 'socket hang up' } });
  });

  it('is one line, whatever the text holds', () => {
    expect(
      logged((log) => log.info('a\r\n{"level":"fatal"}'))
        .trim()
        .split('\n'),
    ).toHaveLength(1);
  });
});
