// A database of its own for each test file: cloned from the migrated one in some milliseconds, dropped at the end.
import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { connect, type Sql } from '../db/connect.ts';

export interface TestDatabase {
  sql: Sql;
  url: string;
}

/** @param template `empty` for a database without any table. */
export async function testDatabase(template: 'migrated' | 'empty' = 'migrated'): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const source = template === 'migrated' ? 'deskbell' : 'template0';
  const maintenance = atDatabase(inject('postgresUrl'), 'postgres');
  await withMaintenance(maintenance, async (sql) => {
    await sql.unsafe(`create database ${name} template ${source} strategy file_copy`);
  });
  const url = atDatabase(maintenance, name);
  const sql = openTestPool(url);
  afterAll(async () => {
    await sql.end({ timeout: 1 });
    await withMaintenance(maintenance, (admin) => admin.unsafe(`drop database if exists ${name} with (force)`));
  });
  return { sql, url };
}

/** Another pool to the same database, as a second node has it. The test ends it. */
export function openTestPool(url: string, connectionsMax = 8): Sql {
  return connect({ url, connectionsMax, applicationName: 'test', statementTimeoutMs: 10_000 });
}

async function withMaintenance(url: string, work: (sql: Sql) => Promise<unknown>): Promise<void> {
  const sql = openTestPool(url, 1);
  try {
    await work(sql);
  } finally {
    await sql.end();
  }
}

function atDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
