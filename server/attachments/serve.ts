// A file on its way out: headers under which no browser runs it, one range at most, nothing to compare across users.
import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { Deps } from '../deps.ts';
import { type AttachmentRow, isRaster, thumbnailKey, thumbnailType } from './attachment.ts';
import { contentDisposition } from './file-name.ts';
import type { FileUse } from './file-token.ts';
import { type ByteRange, readRange } from './range.ts';

interface Served {
  key: string;
  bytes: number;
  headers: Record<string, string>;
}

/** How the caller came to the file: by a URL that a view made, or by their own headers or cookie. */
export type Way = 'url' | 'proof';

/**
 * Answers GET and HEAD. What the query says is never looked at.
 * @throws AppError not_found when the file is gone; unavailable
 */
export async function serveFile(
  c: Context,
  { files, log }: Deps,
  row: AttachmentRow,
  { use, way }: { use: FileUse; way: Way },
): Promise<Response> {
  const { key, bytes, headers } = servedAs(row, use, way);
  // There is nothing to tell by that the file has changed, so a condition on that is not met: the whole file goes out.
  const range = c.req.header('if-range') === undefined ? readRange(c.req.header('range'), bytes) : null;
  if (range === 'unsatisfiable') {
    return new Response(null, { status: 416, headers: { ...headers, 'content-range': `bytes */${bytes}` } });
  }
  const { first, last } = range ?? { first: 0, last: bytes - 1 };
  const length = { 'content-length': String(last - first + 1) };
  const part = range === null ? {} : { 'content-range': `bytes ${first}-${last}/${bytes}` };
  const init = { status: range === null ? 200 : 206, headers: { ...headers, ...length, ...part } };
  if (c.req.method === 'HEAD') return new Response(null, init);
  const stored = await files.storage.read(key);
  const body = range === null ? stored : Readable.from(cut(stored, range), { objectMode: false });
  // The head is out by then: the client sees that the file is short, we see why.
  stored.once('error', (err) => log.warn({ err }, 'a file broke off'));
  body.once('close', () => stored.destroy());
  return new Response(Readable.toWeb(body) as ReadableStream<Uint8Array>, init);
}

function servedAs(row: AttachmentRow, use: FileUse, way: Way): Served {
  const small = use === 'thumbnail' && row.thumbnailBytes !== null ? row.thumbnailBytes : null;
  const inline = small !== null || (use === 'inline' && isRaster(row.contentType));
  return {
    key: small === null ? row.storageKey : thumbnailKey(row.storageKey),
    bytes: small ?? row.bytes,
    headers: {
      'content-type': small === null ? row.contentType : thumbnailType,
      'content-disposition': contentDisposition(inline ? 'inline' : 'attachment', row.name),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "sandbox; default-src 'none'",
      // The widget shows pictures on other sites' pages; whoever has the URL was shown it. A URL that asks for a proof
      // may not be answered from a cache, which asks for none.
      'cross-origin-resource-policy': way === 'url' ? 'cross-origin' : 'same-origin',
      'cache-control': way === 'url' ? 'private, max-age=600' : 'no-store',
      'accept-ranges': 'bytes',
    },
  };
}

/** One piece of a stream; the rest is left in the storage. */
async function* cut(source: Readable, { first, last }: ByteRange): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of source as AsyncIterable<Buffer>) {
    const start = at;
    at += chunk.length;
    if (at > first) yield chunk.subarray(Math.max(0, first - start), last + 1 - start);
    if (at > last) return;
  }
}
