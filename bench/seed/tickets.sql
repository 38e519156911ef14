-- Fills a workspace with tickets that look lived in, in bulk. Every rule of the schema and of a ticket's life holds: events
-- are numbered 1 to the ticket's version, a message stands beside its event, statuses change by legal steps, each ticket
-- has its requester. Foreign keys hold by construction; checking them row by row would take longer than the rest.
-- Settings of the session: seed.workspace (uuid), seed.tickets (how many), seed.messages (a ticket, at least 1). Run it in
-- a transaction. Needs PostgreSQL 18 (uuidv7 with a shift) and a superuser.
set local session_replication_role = replica;
set local synchronous_commit = off;
set local work_mem = '256MB';

create temporary table seed_setting on commit drop as
select current_setting('seed.workspace')::uuid as workspace_id, current_setting('seed.tickets')::int as tickets,
  current_setting('seed.messages')::int as messages, last_number as numbers_taken
from ticket_counter where workspace_id = current_setting('seed.workspace')::uuid;

-- Twenty agents, five labels, and a customer for every ten tickets.
create temporary table seed_member on commit drop as
select n, uuidv7() as id from generate_series(0, 19) as n;
insert into member (workspace_id, id, person_id, role, name, email)
select s.workspace_id, m.id, m.id::text, 'agent', 'Agent ' || m.n, 'agent-' || m.n || '@seed.example'
from seed_setting s, seed_member m;

create temporary table seed_label on commit drop as
select n, uuidv7() as id from generate_series(0, 4) as n;
insert into label (workspace_id, id, name, colour)
select s.workspace_id, l.id, (array['vip', 'refund', 'beta', 'bug', 'press'])[l.n + 1] || ' ' || s.numbers_taken, '#3f7a8c'
from seed_setting s, seed_label l;

create temporary table seed_contact on commit drop as
select n, uuidv7() as id, 'customer-' || n || '-' || s.numbers_taken as name
from seed_setting s, generate_series(0, greatest(s.tickets / 10, 1) - 1) as n;
alter table seed_contact add primary key (n);
insert into contact (workspace_id, id, first_name, last_name)
select s.workspace_id, c.id, 'Customer', c.name from seed_setting s, seed_contact c;
insert into contact_email (workspace_id, contact_id, address, is_primary, verified_at)
select s.workspace_id, c.id, c.name || '@customers.example', true, case when c.n % 2 = 0 then now() end
from seed_setting s, seed_contact c;

-- Of a hundred tickets 4 are open, 4 in progress, 3 pending, 1 on hold, 8 resolved, the others closed; an old one in fifty
-- is archived. They came at even intervals over three years and were last touched within five days.
create temporary table seed_ticket on commit drop as
with placed as (
  select n, n % greatest(s.tickets / 10, 1) as contact_n,
    now() - interval '3 years' * ((s.tickets - n + 1)::float8 / s.tickets) as created_at
  from seed_setting s, generate_series(1, s.tickets) as n)
select p.n, p.contact_n, uuidv7(p.created_at - now()) as id, uuidv7(p.created_at - now()) as participant_id, p.created_at,
  least(p.created_at + interval '5 days' * ((p.n * 7919 % 1000) / 1000.0), now()) as updated_at,
  case
    when p.n * 37 % 100 < 4 then 'open'
    when p.n * 37 % 100 < 8 then 'in_progress'
    when p.n * 37 % 100 < 11 then 'pending'
    when p.n * 37 % 100 < 12 then 'on_hold'
    when p.n * 37 % 100 < 20 then 'resolved'
    else 'closed'
  end as status
from placed p;
alter table seed_ticket add primary key (n);
analyze seed_ticket, seed_contact;

-- What happened to each, in order: the message of the day it came, the answers, then the steps to where it stands.
create temporary table seed_event on commit drop as
with steps as (
  select t.n, 0 as place, 1 as part, 'created' as kind, null::text as from_status, null::text as to_status from seed_ticket t
  union all
  select t.n, r, 1, 'reply', null, null from seed_ticket t, seed_setting s, generate_series(1, s.messages - 1) as r
  union all
  -- The first answer moves the ticket by itself; without one a member moves it, except those that stay open.
  select t.n, 1, 2, 'status', 'open', 'in_progress' from seed_ticket t, seed_setting s
  where s.messages > 1 or t.status <> 'open'
  union all
  select t.n, 1000, 1, 'status', 'in_progress', case when t.status = 'closed' then 'resolved' else t.status end
  from seed_ticket t, seed_setting s
  where t.status <> 'in_progress' and (s.messages > 1 or t.status <> 'open')
  union all
  select t.n, 1000, 2, 'resolved', null, null from seed_ticket t where t.status in ('resolved', 'closed')
  union all
  select t.n, 1001, 1, 'status', 'resolved', 'closed' from seed_ticket t where t.status = 'closed')
select n, place, kind, from_status, to_status, (row_number() over (partition by n order by place, part))::int as number
from steps;

create temporary table seed_life on commit drop as
select n, max(number) as version, coalesce(max(number) filter (where kind = 'reply' and place % 2 = 1), 0) as last_team_number
from seed_event group by n;
alter table seed_life add primary key (n);
analyze seed_life, seed_event;

insert into ticket (
  workspace_id, id, number, reference, subject, snippet, status, priority, type, channel, audience, category_id,
  requester_contact_id, requester_verified, assignee_id, version, created_at, updated_at, first_response_at, resolved_at,
  closed_at, archived_at, resolution, last_customer_at, last_member_at, last_team_number)
select s.workspace_id, t.id, s.numbers_taken + t.n, 'TKT-' || lpad((s.numbers_taken + t.n)::text, greatest(4, length((s.numbers_taken + t.n)::text)), '0'),
  (array['The parcel arrived with a dent', 'How do I change my address?', 'Invoice for the last order',
    'The lamp does not light any more', 'Login code never comes', 'Refund of a double payment'])[t.n % 6 + 1],
  'Hello, could you have a look at this? The order is ' || t.n, t.status,
  (array['medium', 'medium', 'medium', 'low', 'high', 'urgent'])[t.n * 11 % 6 + 1],
  (array['support', 'request', 'bug', 'feature'])[t.n * 5 % 4 + 1],
  (array['widget', 'email', 'portal', 'api'])[t.n * 3 % 4 + 1], 'customer',
  (select c.id from category c where c.workspace_id = s.workspace_id and c.audience = 'customer' order by c.position limit 1),
  c.id, t.n % 2 = 0, case when t.n % 7 > 0 then m.id end,
  l.version, t.created_at, t.updated_at,
  case when s.messages > 1 then t.created_at + (t.updated_at - t.created_at) * 0.1 end,
  case when t.status in ('resolved', 'closed') then t.updated_at end, case when t.status = 'closed' then t.updated_at end,
  case when t.status = 'closed' and t.n % 50 = 0 then t.updated_at end,
  case when t.status in ('resolved', 'closed') then 'Sent a new one.' end,
  t.created_at, case when s.messages > 1 then t.updated_at end, l.last_team_number
from seed_setting s, seed_ticket t
  join seed_life l on l.n = t.n
  join seed_contact c on c.n = t.contact_n
  join seed_member m on m.n = t.n * 13 % 20
order by t.n;

insert into participant (workspace_id, ticket_id, id, role, contact_id, read_number, created_at)
select s.workspace_id, t.id, t.participant_id, 'requester', c.id, 1, t.created_at
from seed_setting s, seed_ticket t join seed_contact c on c.n = t.contact_n
order by t.n;

insert into event (workspace_id, ticket_id, number, id, kind, actor_kind, actor_id, actor_name, data, is_public, created_at)
select s.workspace_id, t.id, e.number, uuidv7(t.created_at - now()), e.kind,
  case when e.kind = 'created' or (e.kind = 'reply' and e.place % 2 = 0) then 'contact' else 'member' end, null, 'Somebody',
  case
    when e.kind = 'status' then jsonb_build_object('from', e.from_status, 'to', e.to_status)
    when e.kind = 'resolved' then jsonb_build_object('resolution', 'Sent a new one.', 'csatScore', null)
    else '{}'
  end,
  e.kind <> 'resolved', t.created_at + (t.updated_at - t.created_at) * ((e.number - 1)::float8 / greatest(l.version - 1, 1))
from seed_setting s, seed_event e join seed_ticket t on t.n = e.n join seed_life l on l.n = e.n
order by e.n, e.number;

insert into message (workspace_id, ticket_id, number, kind, side, channel, body, nodes)
select s.workspace_id, t.id, e.number, 'reply', case when e.place % 2 = 1 then 'team' else 'customer' end, 'widget',
  'Hello, could you have a look at this? The order is ' || e.n || '.',
  jsonb_build_array(jsonb_build_object('t', 'p', 'c',
    jsonb_build_array('Hello, could you have a look at this? The order is ' || e.n || '.')))
from seed_setting s, seed_event e join seed_ticket t on t.n = e.n
where e.kind in ('created', 'reply')
order by e.n, e.number;

insert into ticket_label (workspace_id, ticket_id, label_id)
select s.workspace_id, t.id, l.id
from seed_setting s, seed_ticket t join seed_label l on l.n = t.n / 5 % 5
where t.n % 5 = 0;

update ticket_counter c set last_number = c.last_number + s.tickets
from seed_setting s where c.workspace_id = s.workspace_id;
