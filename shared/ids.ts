// Row ids are UUID version 7 (RFC 9562, section 5.7): they sort by time, so that new rows land at the end of every index.
// Pure: the server brings the random bytes and the clock.
import { z } from 'zod';

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
const timeLimitMs = 2 ** 48;
const randomBytes = 10;
const uuidShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Builds one version 7 UUID in lower case.
 *
 * @param random 10 bytes from a cryptographic source; 74 of the 80 bits are used.
 * @param nowMs whole milliseconds since 1970, below 2^48.
 * @throws RangeError for another number of bytes or an instant that does not fit.
 */
export function uuidv7(random: Uint8Array, nowMs: number): string {
  if (random.length !== randomBytes) throw new RangeError('uuidv7 needs 10 random bytes');
  if (!Number.isInteger(nowMs) || nowMs < 0 || nowMs >= timeLimitMs) throw new RangeError('uuidv7: no such instant');
  const high = Math.floor(nowMs / 2 ** 32);
  // The shift by zero keeps the low 32 bits, which a plain bitwise operator would read as a signed number.
  const low = nowMs >>> 0;
  return (
    hex(high >>> 8) +
    hex(high) +
    hex(low >>> 24) +
    hex(low >>> 16) +
    '-' +
    hex(low >>> 8) +
    hex(low) +
    '-' +
    hex(0x70 | (at(random, 0) & 0x0f)) +
    hex(at(random, 1)) +
    '-' +
    hex(0x80 | (at(random, 2) & 0x3f)) +
    hex(at(random, 3)) +
    '-' +
    hex(at(random, 4)) +
    hex(at(random, 5)) +
    hex(at(random, 6)) +
    hex(at(random, 7)) +
    hex(at(random, 8)) +
    hex(at(random, 9))
  );
}

/** Whether a text has the shape of a UUID of any version, in either case: what PostgreSQL takes without an error. */
export function isUuid(text: string): boolean {
  return text.length === 36 && uuidShape.test(text);
}

/** A UUID from outside, given on in lower case so that it compares equal to what the database prints. */
export const uuid = z.string('Give a UUID.').refine(isUuid, 'Give a UUID.').toLowerCase().meta({ format: 'uuid' });

function hex(value: number): string {
  return hexOfByte[value & 0xff] ?? '';
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}
