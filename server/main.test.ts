import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { stopPostmaster } from './db/postmaster.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'deskbell-main-'));
const data = join(dataDir, 'postgres', 'data');
const children = new Set<ChildProcess>();
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children.clear();
});
afterAll(async () => {
  await stopPostmaster(data);
  rmSync(dataDir, { recursive: true });
});

interface Run {
  child: ChildProcess;
  /** Resolves with what was printed so far once the text holds the word, or the process has ended. */
  prints: (word: string) => Promise<string>;
  ends: Promise<number | null>;
}

function run(env: Record<string, string>): Run {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env.PATH ?? '', DATA_DIR: dataDir, DEMO: '0', LOG_LEVEL: 'silent', ...env },
  });
  children.add(child);
  let text = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    text += chunk.toString();
    for (const check of waiting) check();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ends = once(child, 'close').then(([code]) => code as number | null);
  const prints = (word: string): Promise<string> =>
    new Promise((resolve) => {
      const check = (): void => {
        if (text.includes(word)) resolve(text);
      };
      waiting.add(check);
      check();
      void ends.then(() => resolve(text));
    });
  return { child, prints, ends };
}

const server = createServer().listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const freeThePort = once(server, 'close');
server.close();
await freeThePort;
const env = { PORT: String(port) };

describe('npm start', () => {
  it('says where it is, and that it runs already to the second; drains on a signal', async () => {
    const first = run(env);
    expect(await first.prints('/api/docs')).toContain(`Console        http://localhost:${port}/console`);
    const second = run(env);
    expect(await second.ends).toBe(1);
    expect((await second.prints('\n')).trim()).toBe(
      `Deskbell already runs in this folder: http://localhost:${port} (process ${String(first.child.pid)}).`,
    );
    // A watcher or npm passes on what the terminal has sent already.
    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect(await first.ends).toBe(0);
    expect(() => readFileSync(join(data, 'postmaster.pid'))).toThrow();
  });

  it('starts again after it was killed with its database running', async () => {
    const killed = run(env);
    await killed.prints('/api/docs');
    killed.child.kill('SIGKILL');
    await killed.ends;
    const again = run(env);
    expect(await again.prints('/api/docs')).toContain('Deskbell is ready.');
    again.child.kill('SIGTERM');
    expect(await again.ends).toBe(0);
  });

  it('ends with one line about a setting that it cannot use', async () => {
    const failed = run({ PORT: 'x' });
    expect(await failed.ends).toBe(1);
    expect(await failed.prints('.')).toBe('PORT must be a whole number from 0 to 65535.\n');
  });
});
