// Built files (dist/): from memory, compressed beforehand, with names that tell how long they may be kept.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import type { Context, Handler } from 'hono';
import { AppError } from '#shared/errors.ts';

export interface StaticOptions {
  /** Folder whose files are served. */
  folder: string;
  /** Path before the file's name, such as `/v1`. */
  prefix: string;
  /** Other sites load these: the widget. */
  crossOrigin?: boolean;
  /** Every file under this prefix stays what it is for ever (a path with a version in it). */
  immutable?: boolean;
}

interface StaticFile {
  type: string;
  etag: string;
  cacheControl: string;
  bodies: { identity: Buffer; br?: Buffer; gzip?: Buffer };
}

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
};
const forEver = 'public, max-age=31536000, immutable';
/** Fresh enough for a fix to arrive within minutes, and never a wait for those who have it. */
const evergreen = 'public, max-age=300, stale-while-revalidate=86400';
const hashedName = /-[\w-]{8}\.\w+$/;

/** Serves the files that are in the folder; a build while the server runs is seen at the next request. */
export function staticFiles(options: StaticOptions): Handler {
  let files = new Map<string, StaticFile>();
  let readAt = 0;
  return (c) => {
    const changedAt = newestChange(options.folder);
    if (changedAt !== readAt) {
      files = readFiles(options);
      readAt = changedAt;
    }
    const file = files.get(c.req.path.slice(options.prefix.length + 1));
    if (file === undefined) throw new AppError('not_found', 'There is no such file.');
    return answer(c, file, options.crossOrigin === true);
  };
}

function answer(c: Context, file: StaticFile, isCrossOrigin: boolean): Response {
  const encoding = chooseEncoding(c.req.header('accept-encoding'), file.bodies);
  const etag = `"${file.etag}${encoding === 'identity' ? '' : `-${encoding}`}"`;
  c.header('etag', etag);
  c.header('cache-control', file.cacheControl);
  c.header('vary', 'accept-encoding');
  c.header('x-content-type-options', 'nosniff');
  if (isCrossOrigin) {
    c.header('access-control-allow-origin', '*');
    c.header('cross-origin-resource-policy', 'cross-origin');
    c.header('timing-allow-origin', '*');
  }
  const known = (c.req.header('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(etag) || known.includes('*')) return c.body(null, 304);
  const body = file.bodies[encoding] ?? file.bodies.identity;
  c.header('content-type', file.type);
  c.header('content-length', String(body.byteLength));
  if (encoding !== 'identity') c.header('content-encoding', encoding === 'gzip' ? 'gzip' : 'br');
  return c.req.method === 'HEAD' ? c.body(null) : c.body(new Uint8Array(body));
}

function chooseEncoding(accepted: string | undefined, bodies: StaticFile['bodies']): 'br' | 'gzip' | 'identity' {
  const offers = (accepted ?? '').toLowerCase().split(',');
  const takes = (name: string): boolean =>
    offers.some((offer) => {
      const [coding, quality] = offer.split(';').map((part) => part.trim());
      return coding === name && !/^q=0(\.0*)?$/.test(quality ?? '');
    });
  if (bodies.br !== undefined && takes('br')) return 'br';
  if (bodies.gzip !== undefined && takes('gzip')) return 'gzip';
  return 'identity';
}

function readFiles({ folder, immutable }: StaticOptions): Map<string, StaticFile> {
  const files = new Map<string, StaticFile>();
  for (const path of listFiles(folder)) {
    const type = types[extname(path)];
    if (type === undefined) continue;
    const identity = readFileSync(path);
    const bodies: StaticFile['bodies'] = { identity };
    const br = readIfThere(`${path}.br`);
    const gzip = readIfThere(`${path}.gz`);
    if (br !== undefined) bodies.br = br;
    if (gzip !== undefined) bodies.gzip = gzip;
    files.set(relative(folder, path).split(sep).join('/'), {
      type,
      etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
      cacheControl: immutable === true || hashedName.test(path) ? forEver : evergreen,
      bodies,
    });
  }
  return files;
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
  } catch {
    return [];
  }
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** A build writes its folders anew, so one look at the folder tells. */
function newestChange(folder: string): number {
  return statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? -1;
}
