// The plans of the statements that run all day, on fifty thousand tickets: read from PostgreSQL's own account of the very
// statements that the stores send, at first and after it has settled for a plan.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { selectCandidates } from '../contacts/match-store.ts';
import { selectLinkState, selectOwnTickets } from '../customer/store.ts';
import { connect, type Sql } from '../db/connect.ts';
import { newId } from '../ids.ts';
import { testDatabase } from '../testing/database.ts';
import { countTabs, selectQueue, type QueueQuery, type TicketTab } from './list-store.ts';
import { selectTicket } from './store.ts';
import { selectEvents } from './timeline-store.ts';

const seedFile = join(import.meta.dirname, '../../bench/seed/tickets.sql');
const tickets = 50_000;
const page = 51;
/** From the sixth run on PostgreSQL may keep one plan for all parameters. */
const runs = 7;
const large = new Set(['ticket', 'participant', 'event', 'message', 'contact', 'contact_email', 'ticket_label']);

const { sql, url } = await testDatabase();
const workspaceId = newId();

beforeAll(async () => {
  await sql`
    insert into workspace (id, slug, name, public_key) values (${workspaceId}, 'plans', 'Plans', 'pk_plans')`;
  await sql`insert into ticket_counter (workspace_id) values (${workspaceId})`;
  await sql.begin(async (tx) => {
    await tx`
      select set_config('statement_timeout', '0', true), set_config('seed.workspace', ${workspaceId}, true),
        set_config('seed.tickets', ${String(tickets)}, true), set_config('seed.messages', '1', true)`;
    await tx.unsafe(await readFile(seedFile, 'utf8'));
  });
  await sql`analyze`;
}, 180_000);

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Runs a statement of a store as often as it takes, and hands out the nodes of each plan that was used. */
async function plansOf(run: (db: Sql) => Promise<unknown>): Promise<PlanNode[][]> {
  const plans: PlanNode[][] = [];
  const onNotice = ({ message = '' }: { message?: string }): void => {
    const json = /^duration: .*? plan:\s*(\{.*\})\s*$/s.exec(message)?.[1];
    if (json !== undefined) plans.push(nodesOf((JSON.parse(json) as { Plan: PlanNode }).Plan));
  };
  const db = connect({ url, connectionsMax: 1, applicationName: 'plans', statementTimeoutMs: 20_000, onNotice });
  onTestFinished(() => db.end());
  await db.unsafe(`
    load 'auto_explain';
    set auto_explain.log_min_duration = 0;
    set auto_explain.log_analyze = on;
    set auto_explain.log_timing = off;
    set auto_explain.log_format = json;
    set auto_explain.log_level = notice;`);
  plans.length = 0;
  for (let done = 0; done < runs; done += 1) await run(db);
  expect(plans).toHaveLength(runs);
  return plans;
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)];
}

/** No large table is read through, nothing longer than a page is sorted, hardly a row is read in vain. */
function expectLean(nodes: PlanNode[], rowsMax: number): void {
  for (const node of nodes) {
    const rows = node['Actual Rows'] * node['Actual Loops'];
    const relation = node['Relation Name'] ?? '';
    if (large.has(relation)) {
      expect(node['Node Type'], relation).not.toBe('Seq Scan');
      expect(rows + (node['Rows Removed by Filter'] ?? 0), relation).toBeLessThanOrEqual(rowsMax);
    }
    if (node['Node Type'].includes('Sort')) expect(rows, 'sorted rows').toBeLessThanOrEqual(rowsMax);
  }
}

/** The indexes through which a table was read. */
function indexesOf(nodes: PlanNode[], relation: string): string[] {
  return [
    ...new Set(nodes.filter((node) => node['Relation Name'] === relation).map((node) => node['Index Name'] ?? '')),
  ];
}

function queueOf(tab: TicketTab, more: Partial<QueueQuery> = {}): QueueQuery {
  return { workspaceId, tab, archived: false, memberId: null, ownInternalOf: null, after: null, limit: page, ...more };
}

async function busiestAgent(): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select assignee_id as id from ticket where workspace_id = ${workspaceId} and assignee_id is not null
    group by assignee_id order by count(*) desc, assignee_id limit 1`;
  return row?.id ?? '';
}

describe('the first page of the queue', () => {
  const byStatus = ['open', 'in_progress', 'pending', 'on_hold', 'resolved', 'closed'] as const;

  it('reads no more than its rows for all tickets', async () => {
    for (const nodes of await plansOf((db) => selectQueue(db, queueOf('all')))) {
      expectLean(nodes, page);
      expect(indexesOf(nodes, 'ticket')).toEqual(['ticket_recent']);
    }
  });

  it.each(byStatus)('reads no more than its rows for %s', async (tab) => {
    for (const nodes of await plansOf((db) => selectQueue(db, queueOf(tab)))) {
      expectLean(nodes, page);
      expect(indexesOf(nodes, 'ticket')).toEqual(['ticket_by_status']);
    }
  });

  it("reads no more than its rows for a member's own", async () => {
    const memberId = await busiestAgent();
    for (const nodes of await plansOf((db) => selectQueue(db, queueOf('mine', { memberId })))) {
      expectLean(nodes, page);
      expect(indexesOf(nodes, 'ticket')).toEqual(['ticket_by_assignee']);
    }
  });

  it('reads no more than its rows of the archive', async () => {
    for (const nodes of await plansOf((db) => selectQueue(db, queueOf('all', { archived: true })))) {
      expectLean(nodes, page);
      expect(indexesOf(nodes, 'ticket')).toEqual(['ticket_archived']);
    }
  });
});

describe('a page far down', () => {
  it.each(['all', 'closed'] as const)('costs what the first one costs (%s)', async (tab) => {
    const [after] = await sql<{ at: string; id: string }[]>`
      select updated_at::text as at, id from ticket
      where workspace_id = ${workspaceId} and archived_at is null and status = 'closed'
      order by updated_at desc, id desc offset 20000 limit 1`;
    if (after === undefined) throw new Error('the seed is too small');
    for (const nodes of await plansOf((db) => selectQueue(db, queueOf(tab, { after })))) {
      expectLean(nodes, page);
      expect(indexesOf(nodes, 'ticket')).toEqual([tab === 'all' ? 'ticket_recent' : 'ticket_by_status']);
    }
  });
});

describe('the counts of the tabs', () => {
  it('stop at their bound', async () => {
    const memberId = await busiestAgent();
    const tabs: TicketTab[] = ['all', 'mine', 'open', 'in_progress', 'pending', 'on_hold', 'resolved', 'closed'];
    const query = { workspaceId, archived: false, memberId, ownInternalOf: null };
    for (const nodes of await plansOf((db) => countTabs(db, query, tabs, 100))) expectLean(nodes, 100);
  });
});

describe('a customer', () => {
  it('finds their own tickets through their own index', async () => {
    const [contact] = await sql<{ id: string }[]>`select id from contact where workspace_id = ${workspaceId} limit 1`;
    const own = { workspaceId, visitorId: newId(), contactId: contact?.id ?? '', after: null, limit: 21 };
    for (const nodes of await plansOf((db) => selectOwnTickets(db, own))) {
      expectLean(nodes, 21);
      expect(indexesOf(nodes, 'ticket').sort()).toEqual(['ticket_by_contact', 'ticket_by_visitor']);
    }
  });

  it('is matched by what they say of themselves with a few look-ups', async () => {
    const traits = { workspaceId, externalId: 'crm-1', email: 'customer-17-0@customers.example' };
    for (const nodes of await plansOf((db) => selectCandidates(db, traits))) expectLean(nodes, 2);
  });

  it('holds a link whose state is one look-up', async () => {
    const [participant] = await sql<{ ticketId: string; participantId: string }[]>`
      select ticket_id, id as participant_id from participant where workspace_id = ${workspaceId} offset 30000 limit 1`;
    if (participant === undefined) throw new Error('the seed is too small');
    const link = { workspaceId, ...participant, linkVersion: 1 };
    for (const nodes of await plansOf((db) => selectLinkState(db, link))) {
      expectLean(nodes, 1);
      expect(indexesOf(nodes, 'participant')).toEqual(['participant_pkey']);
    }
  });
});

describe('a ticket', () => {
  it('is found by its number and by its id', async () => {
    const byNumber = await plansOf((db) => selectTicket(db, workspaceId, { number: 31_415 }));
    for (const nodes of byNumber) expectLean(nodes, 2);
    const ticket = await selectTicket(sql, workspaceId, { number: 31_415 });
    for (const nodes of await plansOf((db) => selectTicket(db, workspaceId, { id: ticket?.id ?? '' }))) {
      expectLean(nodes, 2);
    }
  });

  it('has its history read by number', async () => {
    const ticket = await selectTicket(sql, workspaceId, { number: 31_415 });
    const window = { limit: 50, publicOnly: true };
    for (const nodes of await plansOf((db) => selectEvents(db, workspaceId, ticket?.id ?? '', window))) {
      expectLean(nodes, 50);
      expect(indexesOf(nodes, 'event')).toEqual(['event_pkey']);
      expect(indexesOf(nodes, 'message')).toEqual(['message_pkey']);
    }
  });
});

describe('a desk without any ticket yet', () => {
  it.each(['contact', 'ticket'])('has foreign keys to %s checked through its primary key', async (table) => {
    const fresh = await testDatabase();
    const check = `select 1 from only ${table} x where workspace_id = $1 and id = $2 for key share of x`;
    await fresh.sql.begin(async (tx) => {
      await tx.unsafe('set local plan_cache_mode = force_generic_plan');
      await tx.unsafe(`prepare fk_check as ${check}`);
      const [row] = await tx.unsafe<{ plan: { Plan: PlanNode }[] }[]>(
        'explain (format json) execute fk_check (null, null)',
      );
      const [explained] = Object.values(row ?? {}) as { Plan: PlanNode }[][];
      const indexes = nodesOf(explained?.[0]?.Plan as PlanNode).flatMap((node) => node['Index Name'] ?? []);
      expect(indexes).toEqual([`${table}_pkey`]);
    });
  });
});
