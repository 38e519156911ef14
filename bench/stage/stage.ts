// What every benchmark stands on: a PostgreSQL of its own with durable commits, migrated, with one workspace in it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insertApiKey } from '../../server/api-keys/store.ts';
import { makeApiKeyToken } from '../../server/api-keys/token.ts';
import { connect, type Sql } from '../../server/db/connect.ts';
import { type Embedded, startEmbedded } from '../../server/db/embedded.ts';
import { migrate } from '../../server/db/migrate.ts';
import { readPostmaster } from '../../server/db/postmaster.ts';
import { newId } from '../../server/ids.ts';
import { createKeys, hashToken } from '../../server/keys.ts';
import { createWorkspace, type NewWorkspace } from '../../server/workspaces/create-actions.ts';
import { type NodeProcess, startNodeProcess } from './node-process.ts';

export interface Stage {
  database: Embedded;
  sql: Sql;
  postmasterPid: number;
  workspace: NewWorkspace;
  /** A key that may do all that programs may. */
  apiKey: string;
  /** Starts a real server on the database. */
  startServer(env?: Record<string, string>, nodeArgs?: string[]): Promise<NodeProcess>;
  close(): Promise<void>;
}

export const secretKey = 'the benchmark has a secret of more than thirty-two characters';

export async function openStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-bench-'));
  const database = await startEmbedded({ folder: join(folder, 'postgres') });
  const sql = connect({
    url: database.url,
    connectionsMax: 4,
    applicationName: 'bench',
    statementTimeoutMs: 600_000,
  });
  const processes: NodeProcess[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(processes.map((started) => started.end()));
    await sql.end();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await migrate(sql);
    const workspace = await createWorkspace(
      { sql, keys: createKeys(secretKey) },
      { name: 'Bench', slug: 'bench', ownerEmail: 'owner@bench.example', ownerName: 'Olga Owner' },
    );
    const postmaster = await readPostmaster(join(folder, 'postgres', 'data'));
    return {
      database,
      sql,
      postmasterPid: postmaster?.pid ?? 0,
      workspace,
      apiKey: await makeApiKey(sql, workspace.id),
      startServer: async (env = {}, nodeArgs = []) => {
        const started = await startNodeProcess({
          args: [...nodeArgs, 'server/main.ts'],
          env: { ...serverEnv(database.url), ...env },
          readyPath: '/readyz',
        });
        processes.push(started);
        return started;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A node that does all its work; limits count and never refuse. */
export function serverEnv(databaseUrl: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    SECRET_KEY: secretKey,
    ROLE: 'all',
    DEMO: '0',
    LOG_LEVEL: 'warn',
    LIMIT_FACTOR: '1000000',
  };
}

async function makeApiKey(sql: Sql, workspaceId: string): Promise<string> {
  const id = newId();
  const token = makeApiKeyToken(workspaceId, id);
  const scopes = ['tickets:read', 'tickets:write'] as const;
  await insertApiKey(sql, workspaceId, { id, name: 'Bench', scopes, secretHash: hashToken(token), createdBy: null });
  return token;
}
