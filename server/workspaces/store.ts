// SQL of workspaces, their settings and their secrets.
import type { WorkspaceSettingsPatch } from '#shared/workspaces/settings.ts';
import type { Db, Tx } from '../db/connect.ts';

export type SecretKind = 'identity' | 'inbound';

export interface SecretRow {
  id: string;
  kind: SecretKind;
  sealed: Buffer;
  createdAt: Date;
  /** Until when a rotated secret is accepted; null for the current one. */
  retiresAt: Date | null;
}

/** The row of the directory, and the counter of its tickets. */
export async function insertWorkspace(
  db: Db,
  workspace: { id: string; slug: string; name: string; publicKey: string },
): Promise<void> {
  const { id, slug, name, publicKey } = workspace;
  await db`insert into workspace (id, slug, name, public_key) values (${id}, ${slug}, ${name}, ${publicKey})`;
  await db`insert into ticket_counter (workspace_id) values (${id})`;
}

/** A new current secret; there must be none. */
export async function insertSecret(
  db: Db,
  secret: { workspaceId: string; id: string; kind: SecretKind; sealed: Buffer },
): Promise<void> {
  await db`
    insert into workspace_secret (workspace_id, id, kind, sealed)
    values (${secret.workspaceId}, ${secret.id}, ${secret.kind}, ${secret.sealed})`;
}

/** The secrets that are accepted now, the current one first. */
export async function selectSecrets(db: Db, workspaceId: string, kind: SecretKind): Promise<SecretRow[]> {
  return db<SecretRow[]>`
    select id, kind, sealed, created_at, retires_at from workspace_secret
    where workspace_id = ${workspaceId} and kind = ${kind} and (retires_at is null or retires_at > now())
    order by retires_at is not null, created_at desc`;
}

/** Gives the current secret an end; from then on there is room for a new one. */
export async function retireSecret(tx: Tx, workspaceId: string, kind: SecretKind, overlapHours: number): Promise<void> {
  await tx`
    update workspace_secret set retires_at = now() + make_interval(hours => ${overlapHours})
    where workspace_id = ${workspaceId} and kind = ${kind} and retires_at is null`;
}

/** The stored decisions, locked until the transaction ends. */
export async function lockSettings(tx: Tx, workspaceId: string): Promise<{ name: string; settings: unknown } | null> {
  const rows = await tx<{ name: string; settings: unknown }[]>`
    select name, settings from workspace where id = ${workspaceId} for update`;
  return rows[0] ?? null;
}

/** Writes what `lockSettings` read and the caller changed. */
export async function updateWorkspace(
  tx: Tx,
  workspaceId: string,
  columns: { name: string; settings: WorkspaceSettingsPatch },
): Promise<void> {
  await tx`
    update workspace set name = ${columns.name}, settings = ${tx.json(columns.settings)}
    where id = ${workspaceId}`;
}

/** Seeds the categories of a new workspace, in the order given. */
export async function insertCategories(
  db: Db,
  workspaceId: string,
  categories: readonly { id: string; name: string; audience: 'customer' | 'internal'; position: number }[],
): Promise<void> {
  const rows = categories.map(({ id, name, audience, position }) => ({
    workspace_id: workspaceId,
    id,
    name,
    audience,
    position,
  }));
  await db`insert into category ${db(rows, 'workspace_id', 'id', 'name', 'audience', 'position')}`;
}
