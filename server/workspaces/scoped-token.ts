// Tokens that name their row: ids in front, 32 bytes behind that nobody can guess, base64url. The ids make the read one
// indexed look-up in the right workspace; what follows them is compared, so the ids give nothing away.

const idBytes = 16;
/** Bytes after the ids: random, or a MAC of the ids. */
export const restBytes = 32;

export interface ScopedToken {
  /** UUIDs, in the order in which they were put in. */
  ids: string[];
  rest: Buffer;
}

/** @param ids UUIDs. */
export function packIds(ids: readonly string[]): Buffer {
  return Buffer.concat(ids.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex')));
}

/** Reads a token with so many ids, or null for anything of another form. One token has one spelling. */
export function readIds(token: string, idCount: number): ScopedToken | null {
  const bytesExpected = idCount * idBytes + restBytes;
  if (token.length !== Math.ceil((bytesExpected * 4) / 3)) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length !== bytesExpected || bytes.toString('base64url') !== token) return null;
  const ids = Array.from({ length: idCount }, (_, place) => uuidAt(bytes, place * idBytes));
  return { ids, rest: bytes.subarray(idCount * idBytes) };
}

function uuidAt(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + idBytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
