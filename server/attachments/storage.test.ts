// Files in a folder and in a bucket: the same promises, kept on a real disk and against a real S3 over HTTP.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CustomerThread } from '#shared/api/customer.ts';
import { parseFilesUrl } from '../config/files-url.ts';
import { newId } from '../ids.ts';
import { testDeps } from '../testing/deps.ts';
import { addWorkspace } from '../testing/desk.ts';
import { countRows, httpApp, question, widgetClient } from '../testing/http-app.ts';
import { type FileStorage, newStorageKey, openStorage } from './storage.ts';
import { picture, upload } from './testing/upload.ts';
import { testS3 } from './testing/s3.ts';

const folder = await mkdtemp(join(tmpdir(), 'deskbell-storage-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const s3 = await testS3();
const storageAt = (url: string): FileStorage => openStorage(parseFilesUrl(url, ''));
const workspaceId = newId();

it('gives every file a key of its own that nobody can guess', () => {
  const keys = new Set(Array.from({ length: 100 }, () => newStorageKey(workspaceId)));
  expect(keys.size).toBe(100);
  for (const key of keys) expect(key).toMatch(new RegExp(`^${workspaceId}/[0-9a-f]{2}/[0-9a-f]{40}$`));
});

describe.each([
  ['a folder', () => `file:${join(folder, 'files')}`],
  ['a bucket', () => s3.url],
])('%s', (_, url) => {
  let storage: FileStorage;
  beforeAll(() => {
    storage = storageAt(url());
  });
  const read = async (key: string): Promise<string> => (await buffer(await storage.read(key))).toString();

  it('keeps a file from the disk and bytes from memory, to the byte', async () => {
    const content = Buffer.alloc(3 * 1024 * 1024, 'ab\0\n');
    const path = join(folder, randomUUID());
    await writeFile(path, content);
    const [large, small] = [newStorageKey(workspaceId), newStorageKey(workspaceId)];
    await storage.put(large, { path, bytes: content.byteLength });
    await storage.put(small, Buffer.from('small'));
    expect((await buffer(await storage.read(large))).equals(content)).toBe(true);
    expect(await read(small)).toBe('small');
  });

  it('says that a file is not there, and removes what is not there without a word', async () => {
    const key = newStorageKey(workspaceId);
    await expect(storage.read(key)).rejects.toMatchObject({ code: 'not_found' });
    await storage.remove(key);
    await storage.put(key, Buffer.from('x'));
    await storage.remove(key);
    await expect(storage.read(key)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('can be left in the middle of a file', async () => {
    const key = newStorageKey(workspaceId);
    await storage.put(key, Buffer.alloc(1024 * 1024));
    (await storage.read(key)).destroy();
    expect((await buffer(await storage.read(key))).byteLength).toBe(1024 * 1024);
  });
});

describe('a storage that cannot be reached', () => {
  it('is told apart from a file that is not there', async () => {
    const blocked = join(folder, 'blocked');
    await writeFile(blocked, 'a file where the folder should be');
    // A port that was free a moment ago.
    const closed = await new Promise<number>((resolve) => {
      const server = createServer().listen(0, '127.0.0.1', () => {
        const address = server.address();
        server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
      });
    });
    const dead = `s3://a:b@bucket?endpoint=${encodeURIComponent(`http://127.0.0.1:${closed}`)}`;
    const noBucket = s3.url.replace('deskbell-files', 'no-such-bucket');
    for (const url of [`file:${blocked}`, dead, noBucket]) {
      const storage = storageAt(url);
      await expect(storage.put(newStorageKey(workspaceId), Buffer.from('x'))).rejects.toMatchObject({
        code: 'unavailable',
        retryAfterSeconds: 5,
      });
      await expect(storage.read(newStorageKey(workspaceId))).rejects.toMatchObject({ code: 'unavailable' });
    }
  });
});

describe('a desk with a bucket', () => {
  it('serves files from it, with their thumbnails', async () => {
    const deps = await testDeps({ env: { FILES_URL: s3.url } });
    const { workspace } = await addWorkspace(deps, 'desk');
    const { app, nobody } = httpApp(deps);
    const visitor = widgetClient(app, workspace.publicKey);
    const content = await picture(600, 400);
    const attachments = [(await upload(visitor, { name: 'tent.png', content })).data.id];
    const { ticketId } = (await visitor.mutate<{ ticketId: string }>('customer.create', question({ attachments })))
      .data;
    const thread = await visitor.query<CustomerThread>('customer.thread', { ticketId });
    const [entry] = thread.data.entries;
    const [file] = entry?.kind === 'message' ? entry.attachments : [];
    const answer = await nobody.open(new URL(file!.url).pathname);
    expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true);
    const part = await nobody.open(new URL(file!.url).pathname, { headers: { range: 'bytes=100-199' } });
    expect(Buffer.from(await part.arrayBuffer()).equals(content.subarray(100, 200))).toBe(true);
    expect((await nobody.open(new URL(file!.thumbnailUrl!).pathname)).headers.get('content-type')).toBe('image/webp');
    expect(await readdir(deps.config.dataDir)).toEqual(['uploads']);
    expect(await readdir(join(deps.config.dataDir, 'uploads'))).toEqual([]);
  });

  it('that is gone takes and gives no files, and everything else goes on', async () => {
    const passing = await testS3();
    const deps = await testDeps({ env: { FILES_URL: passing.url } });
    const { workspace } = await addWorkspace(deps, 'desk');
    const { app, nobody } = httpApp(deps);
    const visitor = widgetClient(app, workspace.publicKey);
    const kept = (await upload(visitor, { name: 'a.txt', content: 'before' })).data.id;
    await passing.stop();
    const before = await countRows(deps.sql);

    const refused = await upload(visitor, { name: 'b.txt', content: 'after' });
    expect([refused.status, refused.code, refused.headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
    const { attachment, discarded_file: discarded } = await countRows(deps.sql);
    expect([attachment, discarded]).toEqual([before['attachment'], 1]);

    // What was uploaded before goes onto a message still, and the message is read; only the file waits.
    const opened = await visitor.mutate<{ ticketId: string }>('customer.create', question({ attachments: [kept] }));
    expect(opened.status).toBe(200);
    const shown = await visitor.query<CustomerThread>('customer.thread', { ticketId: opened.data.ticketId });
    const [entry] = shown.data.entries;
    const [file] = entry?.kind === 'message' ? entry.attachments : [];
    const download = await nobody.send(new URL(file!.url).pathname);
    expect([download.status, download.code, download.headers.get('retry-after')]).toEqual([503, 'unavailable', '5']);
    expect(download.text).not.toMatch(/ECONN|127\.0\.0\.1|s3/);
  });
});
