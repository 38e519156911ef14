import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { stopPostmaster } from '../db/postmaster.ts';
import { startServer } from '../server.ts';
import { readConfig } from '../config.ts';
import { createLog } from '../log.ts';
import { testDeps } from '../testing/deps.ts';
import { readCommand, UsageError } from './verbs.ts';

const deps = await testDeps({ env: { PUBLIC_URL: 'https://desk.test' } });
const run = async (line: string): Promise<Record<string, unknown>> => {
  const { verb, options } = readCommand(line.split(' '));
  const { data, text } = await verb.run(deps, options);
  expect(text).not.toBe('');
  // What programs read has to survive being written as JSON.
  expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  return data;
};

describe('verbs', () => {
  it('make a workspace, show it, and let its owner in', async () => {
    const made = await run('workspace create --name Acme --slug acme --owner-email Ada@Acme.example');
    expect(made).toMatchObject({ slug: 'acme', owner: { email: 'ada@acme.example' } });
    expect(made.signInLink).toMatch(/^https:\/\/desk\.test\/console\//);
    const shown = await run('workspace show --slug acme');
    expect(shown).toMatchObject({ id: made.id, publicKey: made.publicKey });
    expect(shown.identitySecret).toMatch(/^[\w-]{43}$/);
    expect((await run('sign-in-link --email ada@acme.example')).url).toMatch(/token=[\w-]{43}$/);
  });

  it('invite members and make keys in a workspace', async () => {
    const invited = await run('member invite --workspace acme --email bo@acme.example --role agent');
    expect(invited).toMatchObject({ email: 'bo@acme.example', role: 'agent' });
    const key = await run('api-key create --workspace acme --name CRM --scopes tickets:read,tickets:write');
    expect(key).toMatchObject({ scopes: ['tickets:read', 'tickets:write'] });
    expect(key.token).toMatch(/^dbk_/);
  });

  it('seed the demo once, and let its owner in each time', async () => {
    const [first, second] = [await run('demo'), await run('demo')];
    expect(first.signInLink).toMatch(/token=[\w-]{43}$/);
    expect(second.signInLink).toMatch(/token=[\w-]{43}$/);
    expect(second.signInLink).not.toBe(first.signInLink);
  });

  it('say that the installation is well', async () => {
    expect(await run('doctor')).toMatchObject({ ok: true });
    expect((await run('migrate')).migrations).toContain('0001-foundation.sql');
  });

  it.each([
    ['workspace show --slug nowhere', 'There is no workspace'],
    ['member invite --workspace acme --email bo@acme.example --role boss', 'must be owner, admin'],
    ['api-key create --workspace acme --name x --scopes everything', 'must be some of tickets:read'],
    ['sign-in-link --email nobody@acme.example', 'Nobody with this address'],
  ])('refuse %s', async (line, reason) => {
    await expect(run(line)).rejects.toThrow(reason);
  });

  it.each([
    ['', 'workspace create'],
    ['frob', 'There is no such verb'],
    ['workspace create --name Acme', '--slug, --owner-email is missing'],
    ['workspace show --slug acme --loud yes', '--loud'],
  ])('explain themselves after “%s”', (line, hint) => {
    expect(() => readCommand(line === '' ? [] : line.split(' '))).toThrow(UsageError);
    expect(() => readCommand(line === '' ? [] : line.split(' '))).toThrow(hint);
  });
});

describe('npm run deskbell', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'deskbell-cli-'));
  afterAll(async () => {
    await stopPostmaster(join(dataDir, 'postgres', 'data'));
    rmSync(dataDir, { recursive: true });
  });
  const command = async (...args: string[]): Promise<{ code: number; data: unknown }> => {
    const env = { PATH: process.env.PATH ?? '', DATA_DIR: dataDir };
    const cli = join(import.meta.dirname, '..', 'cli.ts');
    try {
      const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--json'], { env });
      return { code: 0, data: JSON.parse(stdout) };
    } catch (error) {
      const { code, stdout } = error as { code: number; stdout: string };
      return { code, data: JSON.parse(stdout) };
    }
  };

  it('works without the server and beside it, on the same database', async () => {
    const created = await command('workspace', 'create', '--name', 'A', '--slug', 'a', '--owner-email', 'a@a.example');
    expect(created).toMatchObject({ code: 0, data: { slug: 'a' } });
    const config = { ...readConfig({ DATA_DIR: dataDir, DEMO: '0' }), port: 0 };
    const server = await startServer(config, createLog('silent'));
    expect(await command('workspace', 'show', '--slug', 'a')).toMatchObject({ code: 0, data: { name: 'A' } });
    await server.stop();
  });

  it('answers a failure as one JSON object too', async () => {
    expect(await command('workspace', 'show')).toMatchObject({
      code: 1,
      data: { error: { code: 'bad_request', message: expect.stringContaining('--slug is missing') as string } },
    });
  });
});
