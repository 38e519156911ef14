// An upload on its way in: streamed from its multipart body into a file of its own, so that memory stays flat and the
// storage gets a whole file or none. Whatever goes wrong, the file of the spool is gone afterwards.
import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { AppError } from '#shared/errors.ts';
import { fileBytesMax } from './attachment.ts';
import { headBytesMax } from './content-type.ts';

/** Boundaries and headers of the one part that an upload has. */
export const multipartBytesMax = fileBytesMax + 64 * 1024;

export interface SpooledFile {
  path: string;
  /** As the sender wrote it. */
  name: string | undefined;
  bytes: number;
  head: Buffer;
  sha256: Buffer;
  remove(): Promise<void>;
}

export interface Upload {
  contentType: string | undefined;
  body: ReadableStream<Uint8Array> | null;
}

export interface Spool {
  /** @throws AppError bad_request, too_large, unsupported_media_type, unavailable */
  receive(upload: Upload): Promise<SpooledFile>;
  /** Removes what a killed node left behind. */
  sweep(): Promise<void>;
}

export interface SpoolOptions {
  folder: string;
  /** The whole upload; a line that drips is cut then. */
  timeoutMs?: number;
  /** Uploads at once; what comes above is asked to come again. */
  uploadsMax?: number;
}

const leftoverMs = 3_600_000;

/** Creates the folder when it is needed. */
export function createSpool({ folder, timeoutMs = 100_000, uploadsMax = 100 }: SpoolOptions): Spool {
  let underWay = 0;
  return {
    receive: async (upload) => {
      if (underWay >= uploadsMax) {
        throw new AppError('unavailable', 'Many files are coming in. Try again in a moment.', { retryAfterSeconds: 2 });
      }
      underWay += 1;
      const path = join(folder, randomUUID());
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        return await writeFile(path, upload, timeoutMs);
      } catch (cause) {
        // Where even this fails, the sweep comes by.
        await rm(path, { force: true }).catch(() => undefined);
        throw refusal(cause);
      } finally {
        underWay -= 1;
      }
    },
    sweep: async () => {
      const names = await readdir(folder).catch(() => []);
      for (const name of names) {
        const path = join(folder, name);
        const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }));
        if (Date.now() - mtimeMs > leftoverMs) await rm(path, { force: true });
      }
    },
  };
}

async function writeFile(path: string, { contentType, body }: Upload, timeoutMs: number): Promise<SpooledFile> {
  if (!/^multipart\/form-data\s*;/i.test(contentType ?? '') || body === null) {
    throw new AppError('unsupported_media_type', 'Send multipart/form-data with one file in the field `file`.');
  }
  const stop = new AbortController();
  const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(timeoutMs)]);
  const parser = parserOf(contentType ?? '');
  let name: string | undefined;
  let writing: Promise<Written> | undefined;
  // The types say that there is a name; a part that only calls itself binary has none.
  parser.on('file', (field, file, filename: string | undefined) => {
    // How browsers write a quotation mark in there.
    name = filename?.replaceAll('%22', '"');
    file.once('limit', () => stop.abort(fileTooLarge()));
    if (field !== 'file') stop.abort(noFile());
    writing = write(file, path, signal);
    // Awaited below, after the parser; until then a failure here is its failure.
    writing.catch((cause: unknown) => stop.abort(cause));
  });
  for (const excess of ['partsLimit', 'filesLimit', 'fieldsLimit'] as const)
    parser.once(excess, () => stop.abort(noFile()));
  try {
    await pipeline(Readable.fromWeb(body as WebStream), parser, { signal });
    const written = await writing;
    if (written === undefined || written.bytes === 0) throw noFile();
    return { ...written, path, name, remove: () => rm(path, { force: true }) };
  } catch (cause) {
    stop.abort(cause);
    // The file is closed before its owner deletes it.
    await writing?.catch(() => undefined);
    throw (signal.reason ?? cause) as unknown;
  }
}

function parserOf(contentType: string): BusboyInstance {
  try {
    const limits = { fileSize: fileBytesMax, files: 1, fields: 0, parts: 1, headerPairs: 20, headerSize: 16 * 1024 };
    return new Busboy({ headers: { 'content-type': contentType }, limits, preservePath: true });
  } catch (cause) {
    throw new AppError('bad_request', 'The multipart body is malformed.', { cause });
  }
}

interface Written {
  bytes: number;
  head: Buffer;
  sha256: Buffer;
}

async function write(file: BusboyFileStream, path: string, signal: AbortSignal): Promise<Written> {
  const hash = createHash('sha256');
  let bytes = 0;
  let head = Buffer.alloc(0);
  const look = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      if (bytes < headBytesMax) head = Buffer.concat([head, chunk.subarray(0, headBytesMax - bytes)]);
      bytes += chunk.length;
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(file, look, createWriteStream(path, { mode: 0o600, flags: 'wx' }), { signal });
  return { bytes, head, sha256: hash.digest() };
}

/** Ours, not the sender's: the disk is full, read-only or gone. */
const diskFaults = new Set([
  'ENOSPC',
  'EDQUOT',
  'EMFILE',
  'ENFILE',
  'EROFS',
  'EACCES',
  'EPERM',
  'ENOENT',
  'ENOTDIR',
  'EIO',
]);

function refusal(cause: unknown): unknown {
  if (cause instanceof AppError) return cause.code === 'too_large' ? fileTooLarge() : cause;
  if (!(cause instanceof Error)) return cause;
  if (cause.name === 'TimeoutError')
    return new AppError('bad_request', 'The upload took too long. Try again.', { cause });
  const { code } = cause as { code?: string };
  if (code !== undefined && diskFaults.has(code)) {
    return new AppError('unavailable', 'There is no room for files right now. Try again later.', {
      cause,
      retryAfterSeconds: 60,
    });
  }
  return new AppError('bad_request', 'The upload broke off. Try again.', { cause });
}

const fileTooLarge = (): AppError => new AppError('too_large', 'A file may have 10 MB at most.');

const noFile = (): AppError =>
  new AppError('bad_request', 'Send one file that is not empty, in the field `file`, and nothing else.', {
    fields: { file: 'must be one file that is not empty' },
  });
