import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lockFolder } from './folder-lock.ts';

const root = mkdtempSync(join(tmpdir(), 'deskbell-lock-'));
afterAll(() => rmSync(root, { recursive: true }));
const url = 'http://localhost:3000';

describe('lockFolder', () => {
  it('says to the second that the first runs, and where', async () => {
    const unlock = await lockFolder(join(root, 'a'), url);
    const second = lockFolder(join(root, 'a'), 'http://localhost:4000');
    await expect(second).rejects.toThrow(`already runs in this folder: ${url} (process ${process.pid})`);
    await unlock();
  });

  it('is free again when it was given back, and in another folder', async () => {
    await (
      await lockFolder(join(root, 'b'), url)
    )();
    const unlock = await lockFolder(join(root, 'b'), url);
    await expect(lockFolder(join(root, 'c'), url)).resolves.toBeTypeOf('function');
    await unlock();
  });

  it.each([
    ['whose process is gone', JSON.stringify({ pid: 2 ** 22 + 1, began: '1', url })],
    ['whose number another process has by now', JSON.stringify({ pid: process.pid, began: '1', url })],
    ['that was cut off while it was written', '{"pid":'],
  ])('takes over a lock %s', async (_, content) => {
    const unlock = await lockFolder(join(root, 'd'), url);
    writeFileSync(join(root, 'd', 'server.lock'), content);
    const taken = await lockFolder(join(root, 'd'), url);
    expect(readFileSync(join(root, 'd', 'server.lock'), 'utf8')).toContain(String(process.pid));
    await taken();
    await unlock();
  });
});
