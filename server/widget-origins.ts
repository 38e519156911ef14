// Which origins may read the widget's answers: those that the called workspace names. A preflight carries no key, so it
// is granted when any workspace would; the call itself is checked again, and refused by its procedure.
import type { Context } from 'hono';
import { originAllowed, parseOrigin } from '#shared/workspaces/origins.ts';
import type { Deps } from './deps.ts';
import { workspaceByPublicKey } from './workspaces/load.ts';

/** What the widget and its hosts' pages send. Cookies are never among it. */
export const widgetHeaders = [
  'content-type',
  'idempotency-key',
  'last-event-id',
  'x-deskbell-key',
  'x-deskbell-visitor',
  'x-deskbell-identity',
  'x-deskbell-identity-hash',
  'x-deskbell-external-id',
];

const keptMs = 5_000;
const keptMax = 10_000;

/** For `cors`. */
export function widgetOrigins(deps: Deps): (origin: string, c: Context) => Promise<boolean> {
  const kept = new Map<string, { until: number; isNamed: Promise<boolean> }>();
  const isNamedAnywhere = (origin: string): Promise<boolean> => {
    const known = kept.get(origin);
    if (known !== undefined && known.until > Date.now()) return known.isNamed;
    if (kept.size >= keptMax) kept.clear();
    const isNamed = selectNamed(deps, origin);
    kept.set(origin, { until: Date.now() + keptMs, isNamed });
    isNamed.catch(() => kept.delete(origin));
    return isNamed;
  };
  return async (origin, c) => {
    if (parseOrigin(origin) !== origin) return false;
    if (c.req.method === 'OPTIONS') return isNamedAnywhere(origin);
    const key = c.req.header('x-deskbell-key');
    const workspace = key === undefined ? null : await workspaceByPublicKey(deps, key);
    return workspace !== null && originAllowed(origin, workspace.settings.allowedOrigins);
  };
}

/** A workspace without a list lets every web page in, as its owner has not named any yet. */
async function selectNamed({ sql }: Deps, origin: string): Promise<boolean> {
  const [row] = await sql<{ named: boolean }[]>`
    select exists (
      select 1 from workspace
      where coalesce(settings -> 'allowedOrigins', '[]') = '[]' or settings -> 'allowedOrigins' ? ${origin}
    ) as named`;
  return row?.named === true;
}
