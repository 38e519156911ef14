// Where files lie: a folder or an S3-compatible bucket, behind the four verbs that the room needs. Keys are random and
// made here; nothing that a person typed becomes part of a path.
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import type { Disk } from 'flydrive';
import { AppError } from '#shared/errors.ts';
import type { FilesTarget } from '../config/files-url.ts';

export interface FileStorage {
  /** @throws AppError unavailable; a part of the file may lie there then. */
  put(key: string, source: { path: string; bytes: number } | Uint8Array): Promise<void>;
  /**
   * The file from its first byte; whoever asked reads it to the end or destroys it.
   * @throws AppError not_found, unavailable
   */
  read(key: string): Promise<Readable>;
  /** Nothing to remove is fine. @throws AppError unavailable */
  remove(key: string): Promise<void>;
}

/** A key that nobody can guess, below the workspace's own folder. */
export function newStorageKey(workspaceId: string): string {
  const name = randomBytes(20).toString('hex');
  return `${workspaceId}/${name.slice(0, 2)}/${name}`;
}

/** Opens nothing yet: the storage is reached with the first file. */
export function openStorage(target: FilesTarget): FileStorage {
  let opening: Promise<Disk> | undefined;
  const disk = (): Promise<Disk> => (opening ??= openDisk(target));
  return {
    put: async (key, source) => {
      const bytes = source instanceof Uint8Array ? source.byteLength : source.bytes;
      // A bucket that somebody opened to the world still serves nothing that a browser would render.
      const options = { contentLength: bytes, contentType: 'application/octet-stream' };
      await reach(async () =>
        source instanceof Uint8Array
          ? (await disk()).put(key, source, options)
          : (await disk()).putStream(key, createReadStream(source.path), options),
      );
    },
    read: (key) =>
      reach(async () => {
        const stream = await (await disk()).getStream(key);
        // A folder says only here that it has no such file.
        await once(stream, 'readable');
        return stream;
      }),
    remove: (key) => reach(async () => (await disk()).delete(key)),
  };
}

// Loaded with the first file: a node that sees none starts sooner and stays smaller.
async function openDisk(target: FilesTarget): Promise<Disk> {
  const { Disk } = await import('flydrive');
  if (target.kind === 'folder') {
    const { FSDriver } = await import('flydrive/drivers/fs');
    return new Disk(new FSDriver({ location: target.folder, visibility: 'private' }));
  }
  const { S3Driver } = await import('flydrive/drivers/s3');
  const { accessKeyId, secretAccessKey, endpoint } = target;
  const driver = new S3Driver({
    bucket: target.bucket,
    region: target.region,
    visibility: 'private',
    // Not every S3 knows access lists or the newer checksums.
    supportsACL: false,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 2,
    // What goes wrong is thrown, and logged by whoever catches it.
    logger: silent,
    requestHandler: {
      connectionTimeout: 2_000,
      socketTimeout: 10_000,
      requestTimeout: 30_000,
      throwOnRequestTimeout: true,
    },
    ...(endpoint === null ? {} : { endpoint, forcePathStyle: true }),
    ...(accessKeyId === null || secretAccessKey === null ? {} : { credentials: { accessKeyId, secretAccessKey } }),
  });
  return new Disk(driver);
}

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function reach<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (cause) {
    if (isMissing(cause)) throw new AppError('not_found', 'This file is not there any more.', { cause });
    throw new AppError(
      'unavailable',
      'Files cannot be reached for a moment. Your text is still here: try again shortly.',
      {
        cause,
        retryAfterSeconds: 5,
      },
    );
  }
}

/** A missing file, told apart from a missing bucket or a dead endpoint. */
function isMissing(cause: unknown): boolean {
  if (!(cause instanceof Error)) return false;
  const { code } = cause as { code?: unknown };
  return cause.name === 'NoSuchKey' || code === 'ENOENT' || isMissing(cause.cause);
}
