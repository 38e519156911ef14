// A running PostgreSQL as its own pid file tells it, and how to stop one whoever started it.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export interface Postmaster {
  pid: number;
  /** Accepts connections. */
  ready: boolean;
  port: number;
  /** Folder of its Unix socket; empty when it speaks TCP. */
  socket: string;
}

/** What `postmaster.pid` in a cluster's folder says, or null. The process may be long gone. */
export async function readPostmaster(dataFolder: string): Promise<Postmaster | null> {
  const text = await readFile(join(dataFolder, 'postmaster.pid'), 'utf8').catch(() => '');
  const lines = text.split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, ready: lines[7]?.trim() === 'ready', port: Number(lines[3]), socket: lines[4]?.trim() ?? '' };
}

/**
 * Stops the server of a cluster, if one runs: fast shutdown, and after ten seconds the hard way, from which the next
 * start recovers. A pid file that belongs to no server of this cluster is removed.
 */
export async function stopPostmaster(dataFolder: string): Promise<void> {
  const postmaster = await readPostmaster(dataFolder);
  if (postmaster === null) return;
  if (await runsCluster(postmaster.pid, dataFolder)) {
    process.kill(postmaster.pid, 'SIGINT');
    if (!(await endsWithin(postmaster.pid, dataFolder, 10_000))) {
      process.kill(postmaster.pid, 'SIGQUIT');
      await endsWithin(postmaster.pid, dataFolder, 10_000);
    }
  }
  // After a crash the file stays, and its number may be another program's by now.
  const left = await readPostmaster(dataFolder);
  if (left?.pid === postmaster.pid && !(await runsCluster(left.pid, dataFolder))) {
    await rm(join(dataFolder, 'postmaster.pid'), { force: true });
  }
}

async function runsCluster(pid: number, dataFolder: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => null);
  // Without /proc the number is believed; PostgreSQL itself does the same.
  if (command === null) return process.platform !== 'linux';
  return command.split('\0').includes(dataFolder);
}

async function endsWithin(pid: number, dataFolder: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    if (!(await runsCluster(pid, dataFolder))) return true;
    await pause(15);
  }
  return false;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
