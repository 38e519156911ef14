// The public link's token: who may see which ticket, proven by a keyed MAC. Nothing secret is stored, and a token that
// was never made here is told apart before the database is asked.
import { type Keys, sameBytes } from '../keys.ts';

/** What a token says. Ids are UUIDs in lower case. */
export interface PublicLink {
  workspaceId: string;
  ticketId: string;
  participantId: string;
  /** The participant's `link_version` when the token was made; raising it in the database revokes the token. */
  linkVersion: number;
}

// workspace 16 | ticket 16 | participant 16 | version 2 | MAC 16. A multiple of three, so that no base64url character
// has spare bits: a token has exactly one spelling.
const idBytes = 16;
const signedBytes = 3 * idBytes + 2;
const macBytes = 16;
const tokenShape = /^[\w-]{88}$/;
const linkVersionMax = 0xffff;

/**
 * The token of a participant's link: 88 characters of base64url. The same participant and version make the same token.
 *
 * @throws RangeError for an id that is no UUID or a version that does not fit into two bytes.
 */
export function makeLinkToken(keys: Keys, link: PublicLink): string {
  const { linkVersion } = link;
  if (!Number.isInteger(linkVersion) || linkVersion < 0 || linkVersion > linkVersionMax) {
    throw new RangeError('A link version is a whole number below 65536');
  }
  const version = Buffer.alloc(2);
  version.writeUInt16BE(linkVersion);
  const signed = Buffer.concat([
    bytesOfId(link.workspaceId),
    bytesOfId(link.ticketId),
    bytesOfId(link.participantId),
    version,
  ]);
  return Buffer.concat([signed, macOf(keys, signed)]).toString('base64url');
}

/**
 * Reads a token from outside. Null for anything that was not made with our key, whatever its shape; the comparison
 * takes the same time wherever the MAC differs. A link that reads may still be expired or revoked: the database knows.
 */
export function readLinkToken(keys: Keys, token: string): PublicLink | null {
  if (!tokenShape.test(token)) return null;
  const bytes = Buffer.from(token, 'base64url');
  const signed = bytes.subarray(0, signedBytes);
  if (!sameBytes(bytes.subarray(signedBytes), macOf(keys, signed))) return null;
  return {
    workspaceId: idAt(signed, 0),
    ticketId: idAt(signed, idBytes),
    participantId: idAt(signed, 2 * idBytes),
    linkVersion: signed.readUInt16BE(3 * idBytes),
  };
}

/** The address of a ticket's public page. Its base comes from the configuration and never from a request. */
export function publicUrl(config: { publicUrl: string }, token: string): string {
  return `${config.publicUrl.replace(/\/+$/, '')}/t/${token}`;
}

function macOf(keys: Keys, signed: Uint8Array): Buffer {
  return keys.mac('public-link', signed).subarray(0, macBytes);
}

function bytesOfId(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (bytes.length !== idBytes) throw new RangeError('A link is made of UUIDs');
  return bytes;
}

function idAt(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + idBytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
