-- The ground: workspaces, people, tickets with their participants, messages and events, and what every unsafe call needs.
-- Rules of this schema: workspace_id leads every primary, unique and foreign key of a tenant table; no trigger; no sequence;
-- ids are UUIDv7 made by the server; times are instants written by the database's clock.

-- Global tables: the directory of workspaces. People who sign in come with 0002.

create table workspace (
  id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9](-?[a-z0-9])*$' and length(slug) <= 40),
  name text not null,
  public_key text not null unique,
  settings jsonb not null default '{}',
  created_at timestamptz not null default now()
);

-- Counters of the rate limiter: shared by nodes, worthless after a crash, so not worth a log record.
create unlogged table rate_limit (
  key text primary key,
  points integer not null,
  window_ends_at timestamptz not null
);

-- Tenant tables.

create table workspace_secret (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  kind text not null check (kind in ('identity', 'inbound')),
  sealed bytea not null,
  created_at timestamptz not null default now(),
  -- A rotated secret is accepted until this instant; null = the current one.
  retires_at timestamptz,
  primary key (workspace_id, id)
);
create unique index workspace_secret_current on workspace_secret (workspace_id, kind) where retires_at is null;

-- The last ticket number that was handed out. Numbers are taken in a statement of their own, never inside a ticket's
-- transaction: a roll-back leaves a gap, and nobody waits for somebody else's commit.
create table ticket_counter (
  workspace_id uuid primary key references workspace (id) on delete cascade,
  last_number bigint not null default 0
);

create table member (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  -- The person who signs in (0002). No foreign key: people are global, members belong to a workspace.
  person_id text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'requester')),
  name text not null,
  email text not null,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, person_id)
);
create index member_by_person on member (person_id);

create table invitation (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  email text not null,
  role text not null check (role in ('owner', 'admin', 'agent', 'requester')),
  token_hash bytea not null,
  invited_by uuid,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, token_hash)
);

create table department (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  name text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, name)
);

create table department_member (
  workspace_id uuid not null,
  department_id uuid not null,
  member_id uuid not null,
  -- Whose turn it is: round-robin picks the one who has waited longest.
  last_assigned_at timestamptz,
  primary key (workspace_id, department_id, member_id),
  foreign key (workspace_id, department_id) references department (workspace_id, id) on delete cascade,
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade
);

create table category (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  name text not null,
  audience text not null check (audience in ('customer', 'internal')),
  position integer not null default 0,
  department_id uuid,
  default_assignee_id uuid,
  round_robin boolean not null default false,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, audience, name),
  foreign key (workspace_id, department_id) references department (workspace_id, id),
  foreign key (workspace_id, default_assignee_id) references member (workspace_id, id)
);

create table label (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  name text not null,
  colour text not null check (colour ~ '^#[0-9a-f]{6}$'),
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create unique index label_name on label (workspace_id, lower(name));

create table contact (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  first_name text not null default '',
  last_name text not null default '',
  phone text,
  company text,
  external_id text,
  attributes jsonb not null default '{}',
  locale text,
  merged_into_id uuid,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index contact_external_id on contact (workspace_id, external_id) where external_id is not null;
create index contact_first_name on contact (workspace_id, lower(first_name) text_pattern_ops);
create index contact_last_name on contact (workspace_id, lower(last_name) text_pattern_ops);
create index contact_recent on contact (workspace_id, updated_at desc, id desc);
-- Of two indexes that look equally good on a table without statistics, PostgreSQL takes the newer one, and keeps that plan
-- for every check of a foreign key until the first analyze. On the widest tables the primary key is therefore made last.
alter table contact
  add primary key (workspace_id, id),
  add foreign key (workspace_id, merged_into_id) references contact (workspace_id, id);

create table contact_email (
  workspace_id uuid not null,
  contact_id uuid not null,
  -- The canonical address: what is stored, compared and sent to.
  address text not null check (length(address) <= 254),
  is_primary boolean not null default false,
  verified_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (workspace_id, contact_id, address),
  foreign key (workspace_id, contact_id) references contact (workspace_id, id) on delete cascade
);
create index contact_email_prefix on contact_email (workspace_id, address text_pattern_ops);
-- An address has at most one proven owner and at most one claimant: two arrivals of one new person make one contact.
create unique index contact_email_verified on contact_email (workspace_id, address) where verified_at is not null;
create unique index contact_email_claimed on contact_email (workspace_id, address) where verified_at is null;

-- A browser that acted in the widget. Only the hash of its secret is kept.
create table visitor (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  secret_hash bytea not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  unique (workspace_id, secret_hash)
);

-- A signed identity with a `jti` belongs to the browser that showed it first; signing out burns it.
create table identity_use (
  workspace_id uuid not null references workspace (id) on delete cascade,
  jti_hash bytea not null,
  secret_hash bytea not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (workspace_id, jti_hash)
);
create index identity_use_age on identity_use (workspace_id, expires_at);

create table ticket (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  number bigint not null,
  reference text not null,
  subject text not null,
  -- The start of the newest public message, for the queue's row.
  snippet text not null default '',
  status text not null default 'open' check (status in ('open', 'in_progress', 'pending', 'on_hold', 'resolved', 'closed')),
  priority text not null default 'medium' check (priority in ('urgent', 'high', 'medium', 'low')),
  type text not null default 'support' check (type in ('support', 'request', 'bug', 'feature')),
  channel text not null check (channel in ('widget', 'portal', 'email', 'phone', 'chat', 'api', 'internal')),
  audience text not null check (audience in ('customer', 'internal')),
  category_id uuid,
  department_id uuid,
  requester_contact_id uuid,
  requester_member_id uuid,
  -- Whether the requester had proven who they are when the ticket came.
  requester_verified boolean not null default false,
  visitor_id uuid,
  assignee_id uuid,
  due_at timestamptz,
  custom_fields jsonb not null default '{}',
  context jsonb not null default '{}',
  resolution text,
  csat_score smallint check (csat_score between 1 and 5),
  csat_comment text,
  escalation_reason text,
  merged_into_id uuid,
  follow_up_of_id uuid,
  -- The number of the newest event: every change raises it, a stale writer is told so.
  version integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  first_response_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  archived_at timestamptz,
  last_customer_at timestamptz,
  last_member_at timestamptz,
  -- The number of the team's newest public message: unread for whoever has read less.
  last_team_number integer not null default 0,
  unique (workspace_id, number),
  check ((requester_contact_id is null) <> (requester_member_id is null)),
  foreign key (workspace_id, category_id) references category (workspace_id, id),
  foreign key (workspace_id, department_id) references department (workspace_id, id),
  foreign key (workspace_id, requester_contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, requester_member_id) references member (workspace_id, id),
  foreign key (workspace_id, visitor_id) references visitor (workspace_id, id),
  foreign key (workspace_id, assignee_id) references member (workspace_id, id)
);
-- Made last for the same reason as the contact's: a new desk would else check foreign keys by reading all its tickets.
alter table ticket
  add primary key (workspace_id, id),
  add foreign key (workspace_id, merged_into_id) references ticket (workspace_id, id),
  add foreign key (workspace_id, follow_up_of_id) references ticket (workspace_id, id);
-- One index a list: the queue's tabs, a member's own, a customer's own.
create index ticket_recent on ticket (workspace_id, updated_at desc, id desc) where archived_at is null;
create index ticket_by_status on ticket (workspace_id, status, updated_at desc, id desc) where archived_at is null;
create index ticket_by_assignee on ticket (workspace_id, assignee_id, updated_at desc, id desc)
  where archived_at is null and assignee_id is not null;
create index ticket_archived on ticket (workspace_id, updated_at desc, id desc) where archived_at is not null;
create index ticket_by_contact on ticket (workspace_id, requester_contact_id, updated_at desc, id desc)
  where requester_contact_id is not null;
create index ticket_by_requesting_member on ticket (workspace_id, requester_member_id, updated_at desc, id desc)
  where requester_member_id is not null;
create index ticket_by_visitor on ticket (workspace_id, visitor_id, updated_at desc, id desc) where visitor_id is not null;
create index ticket_to_close on ticket (workspace_id, resolved_at) where status = 'resolved' and archived_at is null;
create index ticket_merged on ticket (workspace_id, merged_into_id) where merged_into_id is not null;

-- The people of a ticket. Each holds a link of their own; raising link_version revokes it.
create table participant (
  workspace_id uuid not null,
  ticket_id uuid not null,
  id uuid not null,
  role text not null check (role in ('requester', 'follower')),
  contact_id uuid,
  member_id uuid,
  link_version integer not null default 1,
  link_expires_at timestamptz,
  link_revoked_at timestamptz,
  -- The number of the newest event that this person has seen.
  read_number integer not null default 0,
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  primary key (workspace_id, ticket_id, id),
  check ((contact_id is null) <> (member_id is null)),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id) on delete cascade,
  foreign key (workspace_id, contact_id) references contact (workspace_id, id),
  foreign key (workspace_id, member_id) references member (workspace_id, id)
);
create unique index participant_contact on participant (workspace_id, ticket_id, contact_id) where contact_id is not null;
create unique index participant_member on participant (workspace_id, ticket_id, member_id) where member_id is not null;
create unique index participant_requester on participant (workspace_id, ticket_id) where role = 'requester' and removed_at is null;

-- The history of a ticket: append-only; its number is the ticket's version, so numbers follow commits without a gap.
create table event (
  workspace_id uuid not null,
  ticket_id uuid not null,
  number integer not null,
  id uuid not null,
  kind text not null,
  actor_kind text not null check (actor_kind in ('member', 'contact', 'visitor', 'program', 'system')),
  actor_id uuid,
  actor_name text not null default '',
  -- { from, to } and what else the kind needs; never a text that only members may read when is_public.
  data jsonb not null default '{}',
  is_public boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (workspace_id, ticket_id, number),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id) on delete cascade
);

-- What people wrote. A message is the body of the event with the same number.
create table message (
  workspace_id uuid not null,
  ticket_id uuid not null,
  number integer not null,
  kind text not null check (kind in ('reply', 'note')),
  -- Which side of the desk wrote it.
  side text not null check (side in ('customer', 'team')),
  channel text not null check (channel in ('widget', 'portal', 'email', 'phone', 'chat', 'api', 'internal')),
  body text not null,
  nodes jsonb not null,
  -- An out-of-office answer, a bounce: shown, marked, and it moves nothing.
  is_automatic boolean not null default false,
  primary key (workspace_id, ticket_id, number),
  foreign key (workspace_id, ticket_id, number) references event (workspace_id, ticket_id, number) on delete cascade
);

create table attachment (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  -- Null until the message that holds it is sent; an orphan is swept.
  ticket_id uuid,
  message_number integer,
  -- Who uploaded it: only they may put it on a message.
  owner text not null,
  name text not null,
  content_type text not null,
  bytes bigint not null check (bytes >= 0),
  storage_key text not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, id),
  foreign key (workspace_id, ticket_id, message_number) references message (workspace_id, ticket_id, number)
);
create index attachment_by_message on attachment (workspace_id, ticket_id, message_number) where ticket_id is not null;
create index attachment_orphan on attachment (workspace_id, created_at) where ticket_id is null;

create table ticket_label (
  workspace_id uuid not null,
  ticket_id uuid not null,
  label_id uuid not null,
  primary key (workspace_id, ticket_id, label_id),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id) on delete cascade,
  foreign key (workspace_id, label_id) references label (workspace_id, id) on delete cascade
);
create index ticket_label_by_label on ticket_label (workspace_id, label_id, ticket_id);

-- A member's inbox. The key makes a job that runs twice tell once.
create table notification (
  workspace_id uuid not null,
  member_id uuid not null,
  id uuid not null,
  ticket_id uuid not null,
  event_number integer not null,
  kind text not null,
  created_at timestamptz not null default now(),
  read_at timestamptz,
  primary key (workspace_id, member_id, id),
  unique (workspace_id, member_id, ticket_id, event_number, kind),
  foreign key (workspace_id, member_id) references member (workspace_id, id) on delete cascade,
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id) on delete cascade
);

-- Every mail that was written, with its state. once_key makes a job that runs twice write one mail.
create table mail (
  workspace_id uuid not null references workspace (id),
  id uuid not null,
  once_key text not null,
  kind text not null,
  ticket_id uuid,
  participant_id uuid,
  to_address text not null,
  to_name text not null default '',
  subject text not null,
  text_body text not null,
  html_body text not null,
  message_id text not null,
  state text not null default 'queued' check (state in ('queued', 'sent', 'suppressed', 'failed')),
  attempts integer not null default 0,
  error text,
  created_at timestamptz not null default now(),
  sent_at timestamptz,
  primary key (workspace_id, id),
  unique (workspace_id, once_key),
  foreign key (workspace_id, ticket_id) references ticket (workspace_id, id) on delete cascade
);
create index mail_recent on mail (workspace_id, created_at desc, id desc);

-- The outcome of an unsafe call, kept so that the same call twice is done once.
create table idempotency (
  workspace_id uuid not null references workspace (id) on delete cascade,
  actor text not null,
  key text not null check (length(key) <= 200),
  request_hash bytea not null,
  response jsonb not null,
  created_at timestamptz not null default now(),
  primary key (workspace_id, actor, key)
);
create index idempotency_age on idempotency (workspace_id, created_at);

create table api_key (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  name text not null,
  scopes text[] not null,
  secret_hash bytea not null,
  created_by uuid,
  created_at timestamptz not null default now(),
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (workspace_id, id)
);

-- What was changed beside tickets: members, settings, keys, contacts.
create table audit (
  workspace_id uuid not null references workspace (id) on delete cascade,
  id uuid not null,
  actor_kind text not null,
  actor_id uuid,
  actor_name text not null default '',
  action text not null,
  object_kind text not null,
  object_id text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  primary key (workspace_id, id)
);
create index audit_recent on audit (workspace_id, created_at desc, id desc);
