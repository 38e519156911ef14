// Reads of workspaces for every request: the workspace with its settings and the identity secrets that it accepts now.
// Kept for a moment in the process, because every call of the widget begins here.
import { type WorkspaceSettings, workspaceSettings } from '#shared/workspaces/settings.ts';
import type { Deps } from '../deps.ts';

export interface Workspace {
  id: string;
  slug: string;
  name: string;
  /** What the widget's script tag carries; names the workspace and proves nothing. */
  publicKey: string;
  settings: WorkspaceSettings;
  /** Secrets that a signed identity may be made with, the current one first. */
  identitySecrets: string[];
}

// Short enough that a change of settings or a retired secret holds everywhere at once, as a person sees it.
const keptMs = 1_000;
const keptMax = 10_000;

type Key = { column: 'id' | 'slug' | 'public_key'; value: string };
type Kept = { until: number; workspace: Promise<Workspace | null> };
const keptBy = new WeakMap<Deps['sql'], Map<string, Kept>>();

/** As `workspaceByPublicKey`. */
export function workspaceById(deps: Deps, id: string): Promise<Workspace | null> {
  return load(deps, { column: 'id', value: id });
}

/** As `workspaceByPublicKey`. */
export function workspaceBySlug(deps: Deps, slug: string): Promise<Workspace | null> {
  return slug.length > 40 ? Promise.resolve(null) : load(deps, { column: 'slug', value: slug });
}

/** The workspace as it was within the last second; null when there is none. */
export function workspaceByPublicKey(deps: Deps, publicKey: string): Promise<Workspace | null> {
  return /^pk_[\w-]{10,60}$/.test(publicKey)
    ? load(deps, { column: 'public_key', value: publicKey })
    : Promise.resolve(null);
}

/** Forgets what this process kept, after a write of its own. */
export function forgetWorkspaces(deps: Deps): void {
  keptBy.delete(deps.sql);
}

function load(deps: Deps, key: Key): Promise<Workspace | null> {
  const kept = keptBy.get(deps.sql) ?? new Map<string, Kept>();
  keptBy.set(deps.sql, kept);
  const name = `${key.column} ${key.value}`;
  const now = Date.now();
  const known = kept.get(name);
  if (known !== undefined && known.until > now) return known.workspace;
  if (kept.size >= keptMax) kept.clear();
  const workspace = select(deps, key);
  kept.set(name, { until: now + keptMs, workspace });
  // A failed read is not kept: the next request asks again.
  workspace.catch(() => kept.delete(name));
  return workspace;
}

interface Row {
  id: string;
  slug: string;
  name: string;
  publicKey: string;
  settings: unknown;
  sealedSecrets: string[];
}

async function select({ sql, keys }: Deps, { column, value }: Key): Promise<Workspace | null> {
  const [row] = await sql<Row[]>`
    select w.id, w.slug, w.name, w.public_key, w.settings,
      (select coalesce(json_agg(encode(s.sealed, 'base64') order by s.retires_at is not null, s.created_at desc), '[]')
        from workspace_secret s
        where s.workspace_id = w.id and s.kind = 'identity' and (s.retires_at is null or s.retires_at > now())
      ) as sealed_secrets
    from workspace w where w.${sql(column)} = ${value}`;
  if (row === undefined) return null;
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    publicKey: row.publicKey,
    settings: workspaceSettings.parse(row.settings),
    identitySecrets: row.sealedSecrets.map((sealed) => keys.unseal(Buffer.from(sealed, 'base64'))),
  };
}
