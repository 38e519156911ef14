import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ConfigError, readConfig } from './config.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'deskbell-config-'));
});
afterEach(() => rmSync(dataDir, { recursive: true }));

const read = (env: Record<string, string> = {}): ReturnType<typeof readConfig> =>
  readConfig({ DATA_DIR: dataDir, ...env });
const complaints = (env: Record<string, string>): string[] => {
  try {
    read(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
  }
  return [];
};
const secret = 's'.repeat(40);

describe('readConfig', () => {
  it('runs on nothing: embedded database, outbox, demo', () => {
    expect(read()).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://localhost:3000',
      databaseUrl: null,
      mail: { kind: 'outbox' },
      files: { kind: 'folder', folder: join(dataDir, 'files') },
      role: 'all',
      slack: null,
      metricsToken: null,
      demo: true,
    });
  });

  it('makes a secret once, for its owner only', () => {
    const { secretKey } = read();
    expect(secretKey.length).toBeGreaterThanOrEqual(64);
    expect(read().secretKey).toBe(secretKey);
    expect(statSync(join(dataDir, 'secret-key')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(dataDir, 'secret-key'), 'utf8')).toBe(secretKey);
  });

  it('does not start with a damaged secret: what it sealed would be lost', () => {
    writeFileSync(join(dataDir, 'secret-key'), 'short');
    expect(complaints({})).toEqual([expect.stringMatching(/^DATA_DIR .*damaged/)]);
  });

  it('takes an empty variable for an unset one', () => {
    expect(read({ PORT: '', DATABASE_URL: '', MAIL_URL: '' })).toMatchObject({ port: 3000, databaseUrl: null });
  });

  it('serves no demo beside a database of its owner unless told to', () => {
    const env = { DATABASE_URL: 'postgres://u:p@db/desk', SECRET_KEY: secret };
    expect(read(env).demo).toBe(false);
    expect(read({ ...env, DEMO: '1' }).demo).toBe(true);
  });

  it.each([
    [
      { MAIL_URL: 'smtp://user:p%40ss@mail.example' },
      { kind: 'smtp', host: 'mail.example', port: 587, tls: false, password: 'p@ss' },
    ],
    [{ MAIL_URL: 'smtps://mail.example' }, { kind: 'smtp', port: 465, tls: true, user: null }],
    [
      { MAIL_URL: 'resend:', RESEND_API_KEY: 're_1' },
      { kind: 'resend', apiKey: 're_1', baseUrl: 'https://api.resend.com' },
    ],
  ])('reads %j', (env, mail) => expect(read(env as never).mail).toMatchObject(mail));

  it('reads storage with its keys', () => {
    const { files } = read({ FILES_URL: 's3://id:key@bucket?endpoint=http://127.0.0.1:9000&region=eu' });
    expect(files).toMatchObject({ kind: 's3', bucket: 'bucket', endpoint: 'http://127.0.0.1:9000', accessKeyId: 'id' });
    expect(read({ FILES_URL: 'file:/srv/files' }).files).toEqual({ kind: 'folder', folder: '/srv/files' });
  });

  it.each([
    ['PORT', { PORT: '70000' }],
    ['PORT', { PORT: '3000x' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'help.example' }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x/y', SECRET_KEY: secret }],
    ['SECRET_KEY', { DATABASE_URL: 'postgres://u:p@db/desk' }],
    ['SECRET_KEY', { SECRET_KEY: 'short' }],
    ['ROLE', { ROLE: 'boss' }],
    ['MAIL_URL', { MAIL_URL: 'mail.example' }],
    ['MAIL_URL', { MAIL_URL: 'resend:' }],
    ['MAIL_FROM', { MAIL_FROM: 'nobody' }],
    ['FILES_URL', { FILES_URL: 'ftp://x' }],
    ['SLACK_CLIENT_ID', { SLACK_CLIENT_ID: 'x' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.1, proxy.local' }],
    ['TRUSTED_PROXIES', { TRUSTED_PROXIES: '10.0.0.0/33' }],
    ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
    ['DATA_DIR', { DATA_DIR: '/dev/null/data' }],
  ])('says in one line what is wrong with %s (%j)', (name, env) => {
    const lines = complaints(env);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} .+\\.$`));
    expect(lines[0]).not.toContain('\n');
  });

  it('names all bad settings at once', () => {
    expect(complaints({ PORT: 'x', ROLE: 'y' })).toHaveLength(2);
  });
});
