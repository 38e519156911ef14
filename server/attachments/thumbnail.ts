// Makes the small form of a picture in a process of its own, within bounds of time and size; when that fails, the picture
// simply has none.
import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';

/** @returns WebP, or null for a picture that is broken, too large or too slow to decode. */
export type Thumbnailer = (path: string) => Promise<Buffer | null>;

export interface ThumbnailerOptions {
  /** Waiting for a free place included. */
  timeoutMs?: number;
  processesMax?: number;
}

const program = join(import.meta.dirname, 'thumbnail-process.ts');
const outputBytesMax = 512 * 1024;

/** Pictures take turns: so many processes at once and no more. */
export function createThumbnailer({ timeoutMs = 5_000, processesMax = 2 }: ThumbnailerOptions = {}): Thumbnailer {
  const waiting = new Set<() => void>();
  let free = processesMax;
  /** @returns False when the time was over before a place was free. */
  const takePlace = (deadline: AbortSignal): Promise<boolean> => {
    if (free > 0) {
      free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const take = (): void => resolve(true);
      waiting.add(take);
      deadline.addEventListener('abort', () => resolve(!waiting.delete(take)), { once: true });
    });
  };
  /** The place goes straight to whoever waits longest. */
  const leavePlace = (): void => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else {
      waiting.delete(next);
      next();
    }
  };
  return async (path) => {
    const deadline = AbortSignal.timeout(timeoutMs);
    if (!(await takePlace(deadline))) return null;
    try {
      return await shrink(path, deadline);
    } finally {
      leavePlace();
    }
  };
}

async function shrink(path: string, deadline: AbortSignal): Promise<Buffer | null> {
  const child = spawn(process.execPath, ['--max-old-space-size=64', '--disable-warning=ExperimentalWarning', program], {
    // Nothing of the server's settings, least of all its secrets.
    env: { MALLOC_ARENA_MAX: '2' },
    stdio: ['pipe', 'pipe', 'ignore'],
    signal: deadline,
    killSignal: 'SIGKILL',
  });
  const ended = new Promise<number | null>((resolve) => {
    child.once('error', () => resolve(null));
    child.once('close', (code) => resolve(code));
  });
  const source = createReadStream(path);
  source.once('error', () => child.kill('SIGKILL'));
  // A decoder that has seen enough closes its end.
  child.stdin.once('error', () => source.destroy());
  source.pipe(child.stdin);
  const chunks: Buffer[] = [];
  let bytes = 0;
  child.stdout.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > outputBytesMax) child.kill('SIGKILL');
    else chunks.push(chunk);
  });
  const code = await ended;
  source.destroy();
  return code === 0 && bytes > 0 && bytes <= outputBytesMax ? Buffer.concat(chunks) : null;
}
