-- What attachments need beyond their first columns: when the file itself arrived, its small picture, its place on the
-- message, and what is still to be deleted from the storage.

alter table attachment
  -- Null while the file is on its way: the row is there first, so that no file is ever without one.
  add column stored_at timestamptz,
  -- The size of the small picture that is kept beside the file; null where there is none.
  add column thumbnail_bytes integer,
  add column position smallint not null default 0;

-- Tells a page of a thread without a second look that none of its messages holds files.
alter table message add column has_attachments boolean not null default false;

-- Files whose row is gone. Written in the transaction that deletes the row, deleted when the file is gone too.
create table discarded_file (
  workspace_id uuid not null,
  storage_key text not null,
  discarded_at timestamptz not null default now(),
  primary key (workspace_id, storage_key)
);
