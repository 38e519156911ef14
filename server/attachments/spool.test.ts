// Uploads as they come in from good, slow, broken and hostile senders: one whole file, or nothing at all.
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import { fileBytesMax } from './attachment.ts';
import { createSpool, type SpoolOptions, type Upload } from './spool.ts';
import { filePart } from './testing/upload.ts';

const folder = await mkdtemp(join(tmpdir(), 'deskbell-spool-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const end = '--x--\r\n';

function uploadOf(body: string | ReadableStream<Uint8Array> | null): Upload {
  const stream = typeof body === 'string' ? new Blob([body]).stream() : body;
  return { contentType: 'multipart/form-data; boundary=x', body: stream as ReadableStream<Uint8Array> | null };
}

async function receive(body: Parameters<typeof uploadOf>[0], options: Partial<SpoolOptions> = {}) {
  return createSpool({ folder, ...options }).receive(uploadOf(body));
}

async function refusal(call: Promise<unknown>): Promise<AppError> {
  const cause = await call.then(
    () => null,
    (error: unknown) => error,
  );
  expect(cause).toBeInstanceOf(AppError);
  expect(await readdir(folder)).toEqual([]);
  return cause as AppError;
}

/** A part of so many bytes, sent piece by piece. */
function part(bytes: number, { ends = true, pieces = 64 * 1024 } = {}): ReadableStream<Uint8Array> {
  const [head = '', tail = ''] = filePart('|').split('|');
  let left = bytes;
  let begun = false;
  return new ReadableStream({
    pull: (controller) => {
      if (!begun) controller.enqueue(Buffer.from(head));
      begun = true;
      const size = Math.min(left, pieces);
      left -= size;
      if (size > 0) {
        controller.enqueue(new Uint8Array(size).fill(0x61));
        return;
      }
      controller.enqueue(Buffer.from(ends ? tail + end : ''));
      controller.close();
    },
  });
}

describe('a whole file', () => {
  it('lies on the disk with its name, size, start and hash, until its owner removes it', async () => {
    const file = await receive(filePart('hello, spool', 'Grüße.txt') + end);
    expect(file).toMatchObject({ name: 'Grüße.txt', bytes: 12 });
    expect(file.head.toString()).toBe('hello, spool');
    expect(await readFile(file.path, 'utf8')).toBe('hello, spool');
    await file.remove();
    expect(await readdir(folder)).toEqual([]);
  });

  it('may be as large as the limit', async () => {
    const file = await receive(part(fileBytesMax));
    expect(file.bytes).toBe(fileBytesMax);
    expect(file.head).toHaveLength(4_100);
    await file.remove();
  });

  it('needs no name', async () => {
    const type = 'content-type: application/octet-stream';
    const file = await receive(`--x\r\ncontent-disposition: form-data; name="file"\r\n${type}\r\n\r\nabc\r\n${end}`);
    expect(file).toMatchObject({ name: undefined, bytes: 3 });
    await file.remove();
  });

  it('comes byte by byte as well', async () => {
    const bytes = Buffer.from(filePart('drip') + end);
    let at = 0;
    const drip = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (at < bytes.length) controller.enqueue(bytes.subarray(at, ++at));
        else controller.close();
      },
    });
    const file = await receive(drip);
    expect(file.head.toString()).toBe('drip');
    await file.remove();
  });
});

describe('what is no whole file leaves nothing behind', () => {
  it('a byte more than the limit', async () => {
    expect((await refusal(receive(part(fileBytesMax + 1)))).code).toBe('too_large');
  });

  it('no file, an empty one, one in another field, two, or a field beside it', async () => {
    for (const body of [
      end,
      filePart('') + end,
      filePart('x', 'a.txt', 'other') + end,
      filePart('one') + filePart('two') + end,
      `--x\r\ncontent-disposition: form-data; name="role"\r\n\r\nadmin\r\n${filePart('x')}${end}`,
      `--x\r\ncontent-disposition: form-data; name="file"\r\n\r\nno file name\r\n${end}`,
    ]) {
      const { code, fields } = await refusal(receive(body));
      expect({ body, code }).toEqual({ body, code: 'bad_request' });
      expect(fields).toHaveProperty('file');
    }
  });

  it('a body that ends early, with or without saying so', async () => {
    expect((await refusal(receive(part(100_000, { ends: false })))).code).toBe('bad_request');
    let pulls = 0;
    const aborted = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        if (++pulls === 1) controller.enqueue(Buffer.from(filePart('9'.repeat(99_000)).slice(0, -2)));
        else controller.error(new Error('aborted'));
      },
    });
    expect((await refusal(receive(aborted))).code).toBe('bad_request');
  });

  it('a line that drips for ever', async () => {
    let cancelled = false;
    const [head = ''] = filePart('|').split('|');
    const stalled = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(`${head}some`)),
      cancel: () => void (cancelled = true),
    });
    const { code, message } = await refusal(receive(stalled, { timeoutMs: 50 }));
    expect({ code, message }).toEqual({ code: 'bad_request', message: 'The upload took too long. Try again.' });
    expect(cancelled).toBe(true);
  });

  it('bodies that are no form, and headers without end', async () => {
    const spool = createSpool({ folder });
    const body = (): Upload['body'] => new Blob(['x']).stream() as Upload['body'];
    for (const contentType of [
      undefined,
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ]) {
      expect((await refusal(spool.receive({ contentType, body: body() }))).code).toBe('unsupported_media_type');
    }
    expect((await refusal(spool.receive({ contentType: 'multipart/form-data; boundary=', body: body() }))).code).toBe(
      'bad_request',
    );
    const long = `--x\r\n${'a: b\r\n'.repeat(50_000)}`;
    expect((await refusal(receive(long))).code).toBe('bad_request');
    expect((await refusal(receive('\r\n'.repeat(100_000)))).code).toBe('bad_request');
  });

  it('more uploads at once than the node takes', async () => {
    const spool = createSpool({ folder, uploadsMax: 1, timeoutMs: 500 });
    const stalled = spool.receive(uploadOf(new ReadableStream()));
    await expect(spool.receive(uploadOf(filePart('x') + end))).rejects.toMatchObject({ code: 'unavailable' });
    await refusal(stalled);
    await (await spool.receive(uploadOf(filePart('x') + end))).remove();
  });

  it('a disk that cannot be written', async () => {
    const file = join(folder, 'no-folder');
    await writeFile(file, '');
    const spool = createSpool({ folder: join(file, 'uploads') });
    await expect(spool.receive(uploadOf(filePart('x') + end))).rejects.toMatchObject({ code: 'unavailable' });
    await rm(file);
  });
});

it('removes what a killed node left, and nothing that may still be written', async () => {
  const [old, fresh] = [join(folder, 'old'), join(folder, 'fresh')];
  await writeFile(old, 'x');
  await writeFile(fresh, 'x');
  const hoursAgo = new Date(Date.now() - 2 * 3_600_000);
  await utimes(old, hoursAgo, hoursAgo);
  await createSpool({ folder }).sweep();
  expect(await readdir(folder)).toEqual(['fresh']);
  await rm(fresh);
});
