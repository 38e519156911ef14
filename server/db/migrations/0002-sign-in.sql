-- People who sign in, and how they prove it. Global: one person may be a member of several workspaces.
-- The sign-in library reads and writes these tables, so their columns bear its names; ids are ours, in text as it likes them.

create table person (
  id text primary key,
  name text not null,
  -- Canonical: what shared/addresses made of it.
  email text not null unique,
  -- Set when a mailed link came back: whoever reads that mailbox has been here.
  "emailVerified" boolean not null default false,
  image text,
  "twoFactorEnabled" boolean not null default false,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);

-- The cookie carries the token with a MAC under SECRET_KEY, so a copy of this table opens nothing.
create table session (
  id text primary key,
  "userId" text not null references person (id) on delete cascade,
  token text not null unique,
  "expiresAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index session_by_person on session ("userId");
create index session_age on session ("expiresAt");

-- One row for each way to sign in; today the password.
create table account (
  id text primary key,
  "userId" text not null references person (id) on delete cascade,
  "accountId" text not null,
  "providerId" text not null,
  password text,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now(),
  unique ("userId", "providerId")
);

-- Everything that is mailed or handed out once: links, resets, challenges. The identifier is a hash of what was handed out.
create table verification (
  id text primary key,
  identifier text not null,
  value text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default now(),
  "updatedAt" timestamptz not null default now()
);
create index verification_identifier on verification (identifier);
create index verification_age on verification ("expiresAt");

create table two_factor (
  id text primary key,
  "userId" text not null unique references person (id) on delete cascade,
  -- Encrypted under SECRET_KEY.
  secret text not null,
  -- Keyed hashes of the codes that are left.
  "backupCodes" text not null,
  verified boolean not null default false,
  "failedVerificationCount" integer not null default 0,
  "lockedUntil" timestamptz,
  -- The time step of the newest code that was taken: neither it nor an older one is taken again.
  last_step integer not null default 0
);
