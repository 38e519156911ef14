// New row ids: UUIDv7 from the system's random source and clock.
import { randomBytes } from 'node:crypto';
import { uuidv7 } from '#shared/ids.ts';

// Random bytes are drawn for many ids at once: one system call for 400 ids instead of one each.
const poolBytes = 4_000;
let pool: Buffer = Buffer.alloc(0);
let used = 0;

/** A new id, unique over all nodes, increasing with time to the millisecond. */
export function newId(): string {
  if (used + 10 > pool.length) {
    pool = randomBytes(poolBytes);
    used = 0;
  }
  const random = pool.subarray(used, used + 10);
  used += 10;
  return uuidv7(random, Date.now());
}
