// The size of a body is checked before anybody reads it: by its declared length, or while it comes when none is declared.
import type { Context, MiddlewareHandler } from 'hono';
import { AppError } from '#shared/errors.ts';

export interface BodyLimitOptions {
  bytesMax: number;
  /** Paths that set a limit of their own, such as uploads. */
  except?: (path: string) => boolean;
}

/**
 * Refuses bodies that are too large (413) or compressed (415: what they unpack to is nobody's promise).
 *
 * @throws AppError too_large, unsupported_media_type
 */
export function bodyLimit({ bytesMax, except = () => false }: BodyLimitOptions): MiddlewareHandler {
  return async (c, next) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && !except(c.req.path)) await limitBody(c, bytesMax);
    await next();
  };
}

/**
 * Checks the head of a request; a body without a declared length is read here, up to the limit.
 *
 * @throws AppError too_large, unsupported_media_type
 */
export async function limitBody(c: Context, bytesMax: number): Promise<void> {
  if (!checkHead(c, bytesMax)) await bufferBody(c, bytesMax);
}

/**
 * The body as a stream that fails at the limit, for what is too large to be kept in memory.
 *
 * @throws AppError too_large, unsupported_media_type; the stream itself errors with too_large.
 */
export function limitedStream(c: Context, bytesMax: number): ReadableStream<Uint8Array> | null {
  checkHead(c, bytesMax);
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      if (bytes > bytesMax) controller.error(tooLarge(bytesMax));
      else controller.enqueue(chunk);
    },
  });
  return c.req.raw.body?.pipeThrough(counter) ?? null;
}

/** @returns Whether the length is declared, and so kept by the HTTP parser. */
function checkHead(c: Context, bytesMax: number): boolean {
  const encoding = c.req.header('content-encoding');
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
    throw new AppError('unsupported_media_type', 'Send the body as it is, without content-encoding.');
  }
  const declared = c.req.header('content-length');
  if (declared === undefined) return false;
  if (!/^\d{1,15}$/.test(declared)) throw new AppError('bad_request', 'The content-length is malformed.');
  if (Number(declared) > bytesMax) throw tooLarge(bytesMax);
  // With both headers the chunks decide, not the number.
  return c.req.header('transfer-encoding') === undefined;
}

async function bufferBody(c: Context, bytesMax: number): Promise<void> {
  const { body } = c.req.raw;
  if (body === null) return;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body as ReadableStream<Uint8Array>) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream: the rest is never read.
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    chunks.push(chunk);
  }
  const { method, headers, signal } = c.req.raw;
  c.req.raw = new Request(c.req.url, { method, headers, signal, body: Buffer.concat(chunks) });
}

const tooLarge = (bytesMax: number): AppError =>
  new AppError('too_large', `The body may have ${Math.floor(bytesMax / 1024)} KiB at most.`);
