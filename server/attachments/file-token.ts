// A short-lived URL of one file: what a browser needs in <img> and <a>, where it sends no headers. Made only by views,
// for what their viewer may see; a keyed MAC says so, nothing is stored. Pure but for the clock that is handed in.
import { type Keys, sameBytes } from '../keys.ts';

/** What the URL opens: the file to keep, the picture in place, or its small form. */
export type FileUse = (typeof uses)[number];

export interface FileToken {
  workspaceId: string;
  attachmentId: string;
  use: FileUse;
}

const uses = ['download', 'inline', 'thumbnail'] as const;
// workspace 16 | attachment 16 | use 1 | expiry 5 | MAC 16. A multiple of three: a token has exactly one spelling.
const idBytes = 16;
const signedBytes = 2 * idBytes + 6;
const macBytes = 16;
const tokenShape = /^[\w-]{72}$/;

const validSeconds = 600;
// The same URL for some minutes, so that a browser that renders a thread again finds the picture in its cache.
const stepSeconds = 300;

/** A token that is good for 10 to 15 minutes. */
export function makeFileToken(keys: Keys, file: FileToken, nowMs: number): string {
  const expires = (Math.floor(nowMs / 1000 / stepSeconds) + 1) * stepSeconds + validSeconds;
  const signed = Buffer.alloc(signedBytes);
  signed.write(file.workspaceId.replaceAll('-', ''), 0, 'hex');
  signed.write(file.attachmentId.replaceAll('-', ''), idBytes, 'hex');
  signed.writeUInt8(uses.indexOf(file.use), 2 * idBytes);
  signed.writeUIntBE(expires, 2 * idBytes + 1, 5);
  return Buffer.concat([signed, macOf(keys, signed)]).toString('base64url');
}

/** Reads a token from outside; null for anything that was not made here or has ended. */
export function readFileToken(keys: Keys, token: string, nowMs: number): FileToken | null {
  if (!tokenShape.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const signed = bytes.subarray(0, signedBytes);
  if (!sameBytes(bytes.subarray(signedBytes), macOf(keys, signed))) return null;
  const use = uses[signed.readUInt8(2 * idBytes)];
  if (use === undefined || signed.readUIntBE(2 * idBytes + 1, 5) * 1000 <= nowMs) return null;
  return { workspaceId: idAt(signed, 0), attachmentId: idAt(signed, idBytes), use };
}

function macOf(keys: Keys, signed: Uint8Array): Buffer {
  return keys.mac('file', signed).subarray(0, macBytes);
}

function idAt(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + idBytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
