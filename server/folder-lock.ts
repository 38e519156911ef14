// One server a data folder: the embedded database has one owner. The lock names the process and where it listens, so that
// a second start can say so; one that a killed process left behind is taken over.
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StartError } from './start-error.ts';

interface Holder {
  pid: number;
  /** When the process began, as the system counts it: numbers of processes come again, this pair does not. */
  began: string | null;
  url: string;
}

/**
 * Takes the lock of a folder.
 *
 * @param url Where this server will listen, for whoever finds the lock.
 * @returns A function that gives the lock back.
 * @throws StartError when a server runs in this folder.
 */
export async function lockFolder(folder: string, url: string): Promise<() => Promise<void>> {
  const file = join(folder, 'server.lock');
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const mine: Holder = { pid: process.pid, began: await beginningOf(process.pid), url };
  for (;;) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(JSON.stringify(mine));
      await handle.close();
      return () => rm(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = await readHolder(file);
    if (holder !== null && (await runs(holder))) {
      throw new StartError(`Deskbell already runs in this folder: ${holder.url} (process ${holder.pid}).`);
    }
    await rm(file, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function runs({ pid, began }: Holder): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return (await beginningOf(pid)) === began;
}

/** Field 22 of /proc/PID/stat; null where there is no /proc. */
async function beginningOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  // The name of the program stands in parentheses and may hold anything.
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}
