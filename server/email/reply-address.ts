// The signed reply address of a ticket: whoever answers a mail of ours writes to it, and nobody can guess another
// ticket's. Base32 in lower case, since mail servers on the way may fold case.
import { type Keys, sameBytes } from '../keys.ts';

export interface ReplyAddress {
  workspaceId: string;
  ticketId: string;
}

const prefix = 'reply+';
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';
const idBytes = 16;
// With the ticket's id 30 bytes, 48 letters: with the prefix 54 of the 64 that a local part may have.
const macBytes = 14;
const shape = /^reply\+([a-z2-7]{48})@/;

/** The address that answers to a ticket go to. The workspace is part of the proof, not of the address. */
export function makeReplyAddress(keys: Keys, { workspaceId, ticketId }: ReplyAddress, domain: string): string {
  const ticket = bytesOfId(ticketId);
  return `${prefix}${encode(Buffer.concat([ticket, macOf(keys, workspaceId, ticket)]))}@${domain}`;
}

/**
 * The ticket that an address belongs to, or null when it is none of the workspace's reply addresses.
 * @param address Canonical.
 */
export function readReplyAddress(keys: Keys, workspaceId: string, address: string): ReplyAddress | null {
  const encoded = shape.exec(address)?.[1];
  if (encoded === undefined) return null;
  const bytes = decode(encoded);
  const ticket = bytes.subarray(0, idBytes);
  if (!sameBytes(bytes.subarray(idBytes), macOf(keys, workspaceId, ticket))) return null;
  const hex = ticket.toString('hex');
  const ticketId = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  return { workspaceId, ticketId };
}

function macOf(keys: Keys, workspaceId: string, ticket: Uint8Array): Buffer {
  const data = Buffer.concat([Buffer.from('reply-address\0'), bytesOfId(workspaceId), ticket]);
  return keys.mac('mail', data).subarray(0, macBytes);
}

function bytesOfId(id: string): Buffer {
  const bytes = Buffer.from(id.replaceAll('-', ''), 'hex');
  if (bytes.length !== idBytes) throw new RangeError('A reply address is made of UUIDs');
  return bytes;
}

/** Eight letters for five bytes; 30 bytes leave no rest. */
function encode(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 5) {
    let group = bytes.readUIntBE(at, 5);
    let letters = '';
    for (let place = 0; place < 8; place += 1) {
      letters = alphabet.charAt(group % 32) + letters;
      group = Math.floor(group / 32);
    }
    text += letters;
  }
  return text;
}

function decode(text: string): Buffer {
  const bytes = Buffer.alloc((text.length / 8) * 5);
  for (let at = 0; at < text.length; at += 8) {
    let group = 0;
    for (const letter of text.slice(at, at + 8)) group = group * 32 + alphabet.indexOf(letter);
    bytes.writeUIntBE(group, (at / 8) * 5, 5);
  }
  return bytes;
}
