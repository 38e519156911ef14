// Brings the schema forward: numbered SQL files, each applied once, in order, in one transaction of its own.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql, Tx } from './connect.ts';

export const migrationsFolder = join(import.meta.dirname, 'migrations');

export interface MigrateOptions {
  folder?: string;
  /** A statement that waits longer for a lock gives up, so that live queries do not queue behind it. */
  lockTimeoutMs?: number;
  /** Tries at a file whose lock could not be had. */
  triesMax?: number;
  onApplied?: (name: string) => void;
  onRetry?: (name: string) => void;
}

interface Migration {
  number: number;
  name: string;
  text: string;
  checksum: string;
}

interface Applied {
  number: number;
  name: string;
  checksum: string;
}

/** One number for the advisory lock of all nodes: 'deskbell' in a hash nobody needs to know. */
const advisoryLock = 7_303_681_172_452_001;
const lockNotAvailable = '55P03';

/**
 * Applies what is missing. Nodes that start together take turns; the later ones find nothing to do.
 *
 * @returns The names of the files that were applied.
 * @throws Error in one line when the schema is newer than this program, or an applied file was changed since.
 */
export async function migrate(sql: Sql, options: MigrateOptions = {}): Promise<string[]> {
  const migrations = await readMigrations(options.folder ?? migrationsFolder);
  const applied: string[] = [];
  for (const migration of await missing(sql, migrations)) {
    if (await applyWithRetry(sql, migration, migrations, options)) {
      applied.push(migration.name);
      options.onApplied?.(migration.name);
    }
  }
  return applied;
}

/** Whether every file of this program is applied: what readiness asks. */
export async function isMigrated(sql: Sql, folder = migrationsFolder): Promise<boolean> {
  return (await missing(sql, await readMigrations(folder))).length === 0;
}

async function missing(sql: Sql, migrations: Migration[]): Promise<Migration[]> {
  const [table] = await sql`select to_regclass('schema_migration') is not null as found`;
  if (table?.found !== true) return migrations;
  return verified(await readApplied(sql), migrations);
}

/** The files to apply, after what is applied was checked against them. */
function verified(applied: Applied[], migrations: Migration[]): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, checksum } of applied) {
    const migration = known.get(number);
    if (migration === undefined) {
      throw new Error(
        `The database was migrated by a newer Deskbell (${name}): start that version, or restore a backup.`,
      );
    }
    if (migration.checksum !== checksum) {
      throw new Error(
        `The migration ${migration.name} was changed after it was applied: restore the file, add a new one.`,
      );
    }
  }
  const done = new Set(applied.map(({ number }) => number));
  return migrations.filter(({ number }) => !done.has(number));
}

async function applyWithRetry(
  sql: Sql,
  migration: Migration,
  migrations: Migration[],
  { lockTimeoutMs = 2_000, triesMax = 30, onRetry }: MigrateOptions,
): Promise<boolean> {
  for (let tries = 1; ; tries++) {
    try {
      return await sql.begin((tx) => apply(tx, migration, migrations, lockTimeoutMs));
    } catch (error) {
      if (!isLockTimeout(error) || tries >= triesMax) throw error;
      onRetry?.(migration.name);
      // The pause lets the queries that waited behind our lock request go first.
      await pause(Math.min(100 * tries, 1_000));
    }
  }
}

/** @returns False when another node applied the file meanwhile. */
async function apply(tx: Tx, migration: Migration, migrations: Migration[], lockTimeoutMs: number): Promise<boolean> {
  await tx`select set_config('statement_timeout', '0', true), set_config('idle_in_transaction_session_timeout', '0', true)`;
  // Waiting for another node's migrations is no fault, however long; waiting for a table is.
  await tx`select pg_advisory_xact_lock(${advisoryLock})`;
  await tx`select set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`;
  await tx`
    create table if not exists schema_migration (
      number integer primary key,
      name text not null,
      checksum text not null,
      applied_at timestamptz not null default now()
    )`;
  const left = verified(await readApplied(tx), migrations);
  if (!left.some(({ number }) => number === migration.number)) return false;
  await tx.unsafe(migration.text);
  const { number, name, checksum } = migration;
  await tx`insert into schema_migration (number, name, checksum) values (${number}, ${name}, ${checksum})`;
  return true;
}

function readApplied(db: Sql | Tx): Promise<Applied[]> {
  return db<Applied[]>`select number, name, checksum from schema_migration order by number`;
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name, index) => {
      const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
      if (number !== index + 1) throw new Error(`The migration ${name} is out of line: number ${index + 1} is due.`);
      const text = await readFile(join(folder, name), 'utf8');
      return { number, name, text, checksum: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

function isLockTimeout(error: unknown): boolean {
  return error instanceof Error && (error as { code?: unknown }).code === lockNotAvailable;
}
