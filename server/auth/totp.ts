// Time-based codes (RFC 6238, SHA-1, six digits, steps of 30 s): which step a code belongs to.
import { createHmac } from 'node:crypto';
import { sameBytes } from '../keys.ts';

export const stepSeconds = 30;
const digits = 6;

/** The code of a step. */
export function codeOfStep(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  const number = (mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits;
  return String(number).padStart(digits, '0');
}

/** The step that the code belongs to, one step early or late included, or null for a wrong code. */
export function stepOfCode(secret: string, code: string, nowMs: number): number | null {
  const current = Math.floor(nowMs / 1_000 / stepSeconds);
  // Every step is compared, so that the time taken tells nothing.
  const matching = [current - 1, current, current + 1].filter((step) =>
    sameBytes(Buffer.from(codeOfStep(secret, step)), Buffer.from(code)),
  );
  return matching.at(-1) ?? null;
}
