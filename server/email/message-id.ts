// Message-IDs that prove themselves: an answer that cites one of ours belongs to the ticket that it names, and nobody
// else can make one. They also keep the mails of a ticket together in mail programs.
import { type Keys, sameBytes } from '../keys.ts';

/** What one of our Message-IDs says. Ids are UUIDs in lower case. */
export interface MailIdentity {
  workspaceId: string;
  /** Null for mails beside tickets, such as a sign-in link. */
  ticketId: string | null;
  /** Null in the id that stands for the whole conversation. */
  mailId: string | null;
}

const nil = '00000000-0000-0000-0000-000000000000';
const idBytes = 16;
const signedBytes = 3 * idBytes;
const macBytes = 15;
// 63 bytes: a multiple of three, so that each id has one spelling.
const shape = /^<([\w-]{84})@[a-z0-9.-]{1,253}>$/;

/** `<…@domain>`; the same identity gives the same id. */
export function makeMessageId(keys: Keys, identity: MailIdentity, domain: string): string {
  const signed = Buffer.concat(
    [identity.workspaceId, identity.ticketId ?? nil, identity.mailId ?? nil].map((id) =>
      Buffer.from(id.replaceAll('-', ''), 'hex'),
    ),
  );
  if (signed.length !== signedBytes) throw new RangeError('A Message-ID is made of UUIDs');
  return `<${Buffer.concat([signed, macOf(keys, signed)]).toString('base64url')}@${domain}>`;
}

/** Reads an id that a received mail cites; null when we did not make it. */
export function readMessageId(keys: Keys, messageId: string): MailIdentity | null {
  const encoded = shape.exec(messageId)?.[1];
  if (encoded === undefined) return null;
  const bytes = Buffer.from(encoded, 'base64url');
  const signed = bytes.subarray(0, signedBytes);
  if (!sameBytes(bytes.subarray(signedBytes), macOf(keys, signed))) return null;
  const [workspaceId = nil, ticketId = nil, mailId = nil] = [0, 1, 2].map((place) => idAt(signed, place * idBytes));
  return { workspaceId, ticketId: orNull(ticketId), mailId: orNull(mailId) };
}

function macOf(keys: Keys, signed: Uint8Array): Buffer {
  return keys.mac('mail', Buffer.concat([Buffer.from('message-id\0'), signed])).subarray(0, macBytes);
}

function idAt(bytes: Buffer, start: number): string {
  const hex = bytes.toString('hex', start, start + idBytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

function orNull(id: string): string | null {
  return id === nil ? null : id;
}
