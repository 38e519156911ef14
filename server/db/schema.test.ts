// The rules of the schema, read from PostgreSQL's own catalogue: what a migration adds later is held to them too.
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../testing/database.ts';

const { sql } = await testDatabase();

/** Tables that belong to no workspace. Whoever adds one says here why. */
const globalTables = new Map([
  ['workspace', 'the directory of workspaces itself'],
  ['rate_limit', 'counts strangers before anybody knows whose they are'],
  ['schema_migration', 'one schema for all'],
  ['person', 'one person may work in several workspaces'],
  ['session', 'belongs to a person'],
  ['account', 'belongs to a person'],
  ['verification', 'belongs to a person'],
  ['two_factor', 'belongs to a person'],
]);

/** Foreign keys that no index serves, because the rows that they point to are never deleted or renumbered. */
const withoutIndex = new Map([
  ['category (workspace_id, department_id)', 'a handful of categories a workspace'],
  ['category (workspace_id, default_assignee_id)', 'a handful of categories a workspace'],
  ['contact (workspace_id, merged_into_id)', 'contacts are merged or emptied, never deleted'],
  ['department_member (workspace_id, member_id)', 'members are disabled, never deleted; few rows'],
  ['mail (workspace_id, ticket_id)', 'tickets are archived; deleting one for good may read the outbox once'],
  ['notification (workspace_id, ticket_id)', 'tickets are archived; deleting one for good may read the inbox once'],
  ['participant (workspace_id, contact_id)', 'contacts are merged or emptied, never deleted'],
  ['participant (workspace_id, member_id)', 'members are disabled, never deleted'],
  ['ticket (workspace_id, assignee_id)', 'members are disabled, never deleted; the lists have partial indexes'],
  ['ticket (workspace_id, category_id)', 'categories are archived, never deleted'],
  ['ticket (workspace_id, department_id)', 'a department that is in use is not deleted'],
  ['ticket (workspace_id, follow_up_of_id)', 'tickets are archived; deleting one for good may read the queue once'],
]);

interface Key {
  table: string;
  name: string;
  columns: string[];
}

function isTenant(key: Key): boolean {
  return !globalTables.has(key.table);
}

async function tables(): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by c.relname`;
  return rows.map((row) => row.name);
}

/** Every index with its columns in order; an expression stands as `(expression)`. */
async function indexes(): Promise<(Key & { isUnique: boolean; isPrimary: boolean; isPartial: boolean })[]> {
  return sql`
    select t.relname as table, i.relname as name, x.indisunique as is_unique, x.indisprimary as is_primary,
      x.indpred is not null as is_partial,
      array(
        select coalesce(a.attname, '(expression)')
        from unnest(x.indkey::int[]) with ordinality as k (attnum, place)
        left join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum and k.attnum > 0
        order by k.place)::text[] as columns
    from pg_index x
    join pg_class t on t.oid = x.indrelid
    join pg_class i on i.oid = x.indexrelid
    where t.relnamespace = 'public'::regnamespace
    order by t.relname, i.relname`;
}

async function foreignKeys(): Promise<(Key & { target: string; targetColumns: string[] })[]> {
  const columnsOf = (relation: 'conrelid' | 'confrelid', keys: 'conkey' | 'confkey') => sql`
    array(
      select a.attname from unnest(c.${sql(keys)}) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = c.${sql(relation)} and a.attnum = k.attnum
      order by k.place)::text[]`;
  return sql`
    select t.relname as table, c.conname as name, f.relname as target, ${columnsOf('conrelid', 'conkey')} as columns,
      ${columnsOf('confrelid', 'confkey')} as target_columns
    from pg_constraint c
    join pg_class t on t.oid = c.conrelid
    join pg_class f on f.oid = c.confrelid
    where c.contype = 'f' and t.relnamespace = 'public'::regnamespace
    order by t.relname, c.conname`;
}

describe('the schema', () => {
  it('gives every table a workspace, but for the global ones that say why', async () => {
    const rows = await sql<{ name: string }[]>`
      select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and a.attnotnull
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
    const tenants = new Set(rows.map((row) => row.name));
    expect((await tables()).filter((name) => !tenants.has(name))).toEqual([...globalTables.keys()].sort());
  });

  it('lets the workspace lead the primary key of every tenant table', async () => {
    const primary = (await indexes()).filter((index) => isTenant(index) && index.isPrimary);
    expect(primary.map((index) => index.table)).toEqual((await tables()).filter((name) => !globalTables.has(name)));
    expect(primary.filter((index) => index.columns[0] !== 'workspace_id')).toEqual([]);
  });

  it('lets the workspace lead every unique key of a tenant table', async () => {
    const unique = (await indexes()).filter((index) => isTenant(index) && index.isUnique);
    expect(unique.length).toBeGreaterThan(20);
    expect(unique.filter((index) => index.columns[0] !== 'workspace_id')).toEqual([]);
  });

  it('lets the workspace lead every foreign key of a tenant table, on both sides', async () => {
    const keys = (await foreignKeys()).filter(isTenant);
    expect(keys.length).toBeGreaterThan(30);
    const targetLeads = (key: (typeof keys)[number]): boolean =>
      key.targetColumns[0] === (key.target === 'workspace' ? 'id' : 'workspace_id');
    expect(keys.filter((key) => key.columns[0] !== 'workspace_id' || !targetLeads(key))).toEqual([]);
  });

  it('points from a tenant table to no global table but the directory', async () => {
    const outward = (await foreignKeys()).filter((key) => isTenant(key) && globalTables.has(key.target));
    expect(new Set(outward.map((key) => key.target))).toEqual(new Set(['workspace']));
  });

  it('has no trigger of its own and no sequence', async () => {
    const triggers = await sql`
      select t.tgname from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where not t.tgisinternal and c.relnamespace = 'public'::regnamespace`;
    const sequences = await sql`
      select relname from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace`;
    expect([...triggers, ...sequences]).toEqual([]);
  });

  it('serves every foreign key by an index, or says why none is needed', async () => {
    const all = await indexes();
    const isServed = ({ table, columns }: Key): boolean =>
      all.some(
        (index) =>
          index.table === table &&
          columns.every((column, place) => index.columns[place] === column) &&
          // A partial index serves when it leaves out nothing but rows that point nowhere.
          (!index.isPartial || servesAllPointers(index.name)),
      );
    const unserved = (await foreignKeys()).filter((key) => !isServed(key));
    const names = unserved.map(({ table, columns }) => `${table} (${columns.join(', ')})`);
    expect([...new Set(names)].sort()).toEqual([...withoutIndex.keys()].sort());
  });

  it('keeps every instant with its time zone', async () => {
    const rows = await sql`
      select table_name, column_name from information_schema.columns
      where table_schema = 'public' and data_type in ('timestamp without time zone', 'date', 'time without time zone')`;
    expect([...rows]).toEqual([]);
  });
});

/** Partial indexes whose condition is only that the pointing column is there. */
function servesAllPointers(name: string): boolean {
  return [
    'attachment_by_message',
    'ticket_by_contact',
    'ticket_by_requesting_member',
    'ticket_by_visitor',
    'ticket_merged',
  ].includes(name);
}
