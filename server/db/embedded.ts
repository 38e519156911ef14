// The embedded PostgreSQL: a real server that Deskbell makes, starts and stops in a folder of its own.
// It runs beside the process, not under its terminal: Ctrl-C reaches the server, which drains before it stops the database.
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { platform } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import postgres from 'postgres';
import { readPostmaster, stopPostmaster } from './postmaster.ts';
import { findPrograms, type PostgresPrograms, runAsFor, type RunAs } from './postgres-programs.ts';
import { socketFolder } from './socket-folder.ts';

export interface EmbeddedOptions {
  /** Holds the cluster, its socket and its log. */
  folder: string;
  /** Hears when the server dies on its own and is started again. */
  onRestart?: (reason: string) => void;
  /** Trades durability for speed: for tests only. */
  throwaway?: boolean;
  /** `tcp` where Unix sockets do not work. */
  transport?: 'socket' | 'tcp';
}

export interface Embedded {
  /** For `connect`: the database `deskbell`. */
  url: string;
  stop(): Promise<void>;
}

const startTimeoutMs = 60_000;

/**
 * Makes the cluster when there is none and starts it. A server that a killed process left behind is stopped first.
 * One that dies on its own is started again.
 *
 * @throws Error in one line, with the end of the server's log.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = resolve(options.folder);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  const programs = await findPrograms();
  const runAs = await runAsFor([programs.postgres, join(folder, 'data')]);
  const cluster: Cluster = {
    options,
    programs,
    runAs,
    data: join(folder, 'data'),
    logFile: join(folder, 'postgres.log'),
    passwordFile: join(folder, 'password'),
    socket: await socketFolder(folder, runAs.user),
    port: options.transport === 'tcp' || platform() === 'win32' ? await freePort() : 5432,
  };
  await makeCluster(cluster);
  await stopPostmaster(cluster.data);
  return superviseCluster(cluster);
}

/** The URL of an embedded server that somebody runs in this folder, or null. */
export async function runningEmbedded(folder: string): Promise<string | null> {
  const home = resolve(folder);
  const postmaster = await readPostmaster(join(home, 'data'));
  const password = await readFile(join(home, 'password'), 'utf8').catch(() => null);
  if (postmaster?.ready !== true || password === null) return null;
  const url = new URL(`postgres://deskbell:${password.trim()}@127.0.0.1:${postmaster.port}/deskbell`);
  if (postmaster.socket !== '') url.searchParams.set('host', postmaster.socket);
  return url.href;
}

interface Cluster {
  options: EmbeddedOptions;
  programs: PostgresPrograms;
  runAs: RunAs;
  data: string;
  logFile: string;
  passwordFile: string;
  socket: string;
  port: number;
}

const usesTcp = (cluster: Cluster): boolean => cluster.port !== 5432;

async function superviseCluster(cluster: Cluster): Promise<Embedded> {
  let stopping = false;
  let restarting: Promise<unknown> = Promise.resolve();
  const watch = (child: ChildProcess): void => {
    child.once('exit', (code, signal) => {
      if (stopping) return;
      cluster.options.onRestart?.(`postgres ended (${signal ?? `code ${String(code)}`})`);
      restarting = restartCluster(cluster, () => stopping).then((next) => {
        if (next !== null) watch(next);
      });
    });
  };
  watch(await launch(cluster));
  const url = await runningEmbedded(cluster.options.folder);
  if (url === null) throw await startFailure(cluster, 'it ended at once');
  await createDatabase(cluster, url);
  return {
    url,
    stop: async () => {
      stopping = true;
      await restarting;
      await stopPostmaster(cluster.data);
    },
  };
}

async function restartCluster(cluster: Cluster, isStopping: () => boolean): Promise<ChildProcess | null> {
  for (let pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, 5_000)) {
    await pause(pauseMs);
    if (isStopping()) return null;
    try {
      return await launch(cluster);
    } catch (error) {
      cluster.options.onRestart?.(String(error));
    }
  }
}

/** A half-made cluster never looks like a whole one: it is made beside its place and moved there. */
async function makeCluster(cluster: Cluster): Promise<void> {
  if (await exists(join(cluster.data, 'PG_VERSION'))) return;
  const { initdb } = cluster.programs;
  const draft = `${cluster.data}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(cluster.passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  const own = async (path: string): Promise<void> => {
    if (cluster.runAs.user !== null) await chown(path, cluster.runAs.user.uid, cluster.runAs.user.gid);
  };
  await own(draft);
  await own(cluster.passwordFile);
  await chmod(initdb, 0o755).catch(() => undefined);
  const { command, args } = cluster.runAs.wrap(initdb, [
    `--pgdata=${draft}`,
    '--username=deskbell',
    `--pwfile=${cluster.passwordFile}`,
    '--auth-local=trust',
    '--auth-host=scram-sha-256',
    '--encoding=UTF8',
    // One order of letters on every machine, with Unicode's case rules.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(cluster.options.throwaway === true ? ['--no-sync'] : []),
  ]);
  const child = spawn(command, args, { ...cluster.runAs.spawnAs, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
  const code = await new Promise((done, fail) => child.once('close', done).once('error', fail));
  if (code !== 0)
    throw new Error(`The embedded PostgreSQL could not be made in ${cluster.data}: ${lastLine(complaint)}`);
  await rename(draft, cluster.data);
}

async function launch(cluster: Cluster): Promise<ChildProcess> {
  const logFile = await open(cluster.logFile, 'a', 0o600);
  const { command, args } = cluster.runAs.wrap(cluster.programs.postgres, ['-D', cluster.data, ...settings(cluster)]);
  const child = spawn(command, args, {
    ...cluster.runAs.spawnAs,
    cwd: '/',
    detached: true,
    stdio: ['ignore', logFile.fd, logFile.fd],
  });
  child.unref();
  const end: { reason?: string } = {};
  child.once('exit', (code, signal) => (end.reason = signal ?? `code ${String(code)}`));
  child.once('error', (error) => (end.reason = error.message));
  try {
    const deadline = Date.now() + startTimeoutMs;
    for (;;) {
      const postmaster = await readPostmaster(cluster.data);
      if (postmaster?.ready === true && postmaster.pid === child.pid) return child;
      if (end.reason !== undefined || Date.now() > deadline) {
        throw await startFailure(cluster, end.reason ?? 'it took too long');
      }
      await pause(15);
    }
  } finally {
    await logFile.close();
  }
}

function settings(cluster: Cluster): string[] {
  const throwaway = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '4GB' };
  const all = {
    port: String(cluster.port),
    listen_addresses: usesTcp(cluster) ? '127.0.0.1' : '',
    unix_socket_directories: usesTcp(cluster) ? '' : cluster.socket,
    max_connections: '100',
    shared_buffers: '128MB',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements hold what people wrote; the log is no place for it.
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    jit: 'off',
    ...(cluster.options.throwaway === true ? throwaway : {}),
  };
  return Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

async function startFailure(cluster: Cluster, reason: string): Promise<Error> {
  const log = await readFile(cluster.logFile, 'utf8').catch(() => '');
  return new Error(`The embedded PostgreSQL in ${cluster.data} did not start (${reason}): ${lastLine(log)}`);
}

async function createDatabase(cluster: Cluster, url: string): Promise<void> {
  const { username, password } = new URL(url);
  const at = usesTcp(cluster) ? { host: '127.0.0.1' } : { path: `${cluster.socket}/.s.PGSQL.${cluster.port}` };
  const sql = postgres({ ...at, port: cluster.port, username, password, database: 'postgres', max: 1 });
  try {
    const [found] = await sql`select 1 from pg_database where datname = 'deskbell'`;
    if (found === undefined) await sql`create database deskbell`;
  } finally {
    await sql.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

const lastLine = (text: string): string => text.trim().split('\n').at(-1) ?? '';
