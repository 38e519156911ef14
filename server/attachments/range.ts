// The one piece of a file that a request may ask for. Pure.

/** First and last byte, both included. */
export interface ByteRange {
  first: number;
  last: number;
}

const single = /^bytes=(?:(\d{1,15})-(\d{0,15})|-(\d{1,15}))$/;

/**
 * Reads the header Range. Null: the whole file is sent, as also for several ranges at once, whose answer would grow with
 * their number. `unsatisfiable`: the file ends before.
 */
export function readRange(header: string | undefined, bytes: number): ByteRange | 'unsatisfiable' | null {
  const match = header === undefined ? null : single.exec(header.trim());
  if (match === null) return null;
  const [, from, to, suffix] = match;
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), bytes);
    return length === 0 ? 'unsatisfiable' : { first: bytes - length, last: bytes - 1 };
  }
  const first = Number(from);
  const last = to === undefined || to === '' ? bytes - 1 : Math.min(Number(to), bytes - 1);
  if (to !== undefined && to !== '' && Number(to) < first) return null;
  return first >= bytes ? 'unsatisfiable' : { first, last };
}
