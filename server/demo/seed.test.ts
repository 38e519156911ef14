// The sample help desk holds to the rules that real ones hold to.
import { describe, expect, test } from 'vitest';
import { readSignInLink } from '../auth/sign-in-links.ts';
import { testDeps } from '../testing/deps.ts';
import { asDesk } from '../testing/desk.ts';
import type { DeskPrincipal } from '../tickets/desk.ts';
import { createWorkspace } from '../workspaces/create-actions.ts';
import { seedDemo } from './seed.ts';

const deps = await testDeps();
const other = await testDeps({ beside: deps });
const elsewhere = await testDeps();
// Two nodes start at the same moment.
const outcomes = await Promise.all([seedDemo(deps), seedDemo(other)]);
const seeded = outcomes.find((outcome) => outcome !== null);
if (seeded == null) throw new Error('nobody seeded the demo');
const { workspaceId, signInLink } = seeded;

async function owner(): Promise<DeskPrincipal> {
  const [row] = await deps.sql<{ id: string; name: string }[]>`select id, name from member where role = 'owner'`;
  return { kind: 'member', workspaceId, memberId: row?.id ?? '', role: 'owner', name: row?.name ?? '' };
}

describe('the demo', () => {
  test('is made once, by one of the nodes that start together, and not again', async () => {
    expect(outcomes.filter((outcome) => outcome !== null)).toHaveLength(1);
    const before = await deps.sql`select count(*)::int as count from ticket`;
    expect(await seedDemo(deps)).toBeNull();
    expect(await deps.sql`select count(*)::int as count from ticket`).toEqual(before);
  });

  test('gives its owner a link that signs in', async () => {
    const token = new URL(signInLink).searchParams.get('token') ?? '';
    expect(await readSignInLink(deps, token)).toBe('demo@fernweh.example');
  });

  test('is finished when its making was interrupted', async () => {
    await createWorkspace(elsewhere, { name: 'Fernweh Outdoor', slug: 'demo', ownerEmail: 'demo@fernweh.example' });
    expect(await seedDemo(elsewhere)).not.toBeNull();
    expect((await elsewhere.sql`select 1 from ticket`).length).toBeGreaterThan(25);
  });
});

describe('its tickets', () => {
  test('are in every status, of both audiences, some archived', async () => {
    const rows = await deps.sql<{ status: string; audience: string; archived: boolean }[]>`
      select distinct status, audience, archived_at is not null as archived from ticket`;
    const statuses = new Set(rows.map(({ status }) => status));
    expect([...statuses].sort()).toEqual(['closed', 'in_progress', 'on_hold', 'open', 'pending', 'resolved']);
    expect(new Set(rows.map(({ audience }) => audience))).toEqual(new Set(['customer', 'internal']));
    expect(rows.some(({ archived }) => archived)).toBe(true);
  });

  test('have events numbered from 1 to their version, in order of time, none in the future', async () => {
    const broken = await deps.sql`
      select t.reference from ticket t
      join lateral (
        select count(*)::int as count, max(number) as last, max(created_at) as newest,
          bool_and(created_at >= coalesce(before, created_at)) as is_ordered
        from (select number, created_at, lag(created_at) over (order by number) as before from event e
          where e.workspace_id = t.workspace_id and e.ticket_id = t.id) as e
      ) as e on true
      where e.count <> t.version or e.last <> t.version or not e.is_ordered or e.newest > now()
        or e.newest <> t.updated_at`;
    expect(broken).toEqual([]);
  });

  test('have a message for each event that says so, and a requester', async () => {
    const broken = await deps.sql`
      select e.ticket_id, e.number from event e
      left join message m on m.workspace_id = e.workspace_id and m.ticket_id = e.ticket_id and m.number = e.number
      where (m.number is null) = (e.kind in ('created', 'reply', 'note'))`;
    expect(broken).toEqual([]);
    const lonely = await deps.sql`
      select t.id from ticket t where not exists (
        select 1 from participant p where p.ticket_id = t.id and p.role = 'requester')`;
    expect(lonely).toEqual([]);
  });

  test('can be listed, read and answered like any other, and the next one gets the next number', async () => {
    const desk = asDesk(deps, await owner());
    const { items } = await desk.tickets.list({ limit: 100 });
    expect(items.length).toBeGreaterThan(25);
    const [newest] = items;
    const { ticket } = await desk.tickets.reply({ ref: newest?.reference ?? '', body: 'We are on it.' });
    expect(ticket.version).toBe((newest?.version ?? 0) + (newest?.status === 'open' ? 2 : 1));
    const opened = await desk.tickets.create({
      subject: 'Next',
      body: 'one',
      requester: { email: 'next@mail.example' },
    });
    const [last] = await deps.sql<{ max: number }[]>`select max(number)::int as max from ticket`;
    expect(opened.reference).toBe(`TKT-${String(last?.max).padStart(4, '0')}`);
  });

  test('fill the outbox and an inbox, and no mail leaves', async () => {
    const mails = await deps.sql`select distinct state from mail`;
    expect(mails).toEqual([{ state: 'queued' }]);
    expect(await deps.sql`select 1 from pgboss.job where name = 'mail-send'`).toHaveLength(0);
    expect((await deps.sql`select 1 from notification`).length).toBeGreaterThan(5);
  });
});
