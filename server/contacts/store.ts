// SQL of contacts and their addresses.
import type { Contact } from '#shared/api/contacts.ts';
import type { Db, Tx } from '../db/connect.ts';

function columns(db: Db) {
  return db`c.id, c.first_name, c.last_name, c.phone, c.company, c.external_id, c.attributes, c.locale, c.version,
    c.created_at, c.updated_at,
    (select coalesce(json_agg(json_build_object('address', e.address, 'primary', e.is_primary,
        'verified', e.verified_at is not null) order by e.is_primary desc, e.created_at, e.address), '[]'::json)
      from contact_email e where e.workspace_id = c.workspace_id and e.contact_id = c.id) as emails`;
}

/** One contact with its addresses. */
export async function selectContact(db: Db, workspaceId: string, id: string): Promise<Contact | null> {
  const rows = await db<Contact[]>`
    select ${columns(db)} from contact c where c.workspace_id = ${workspaceId} and c.id = ${id}`;
  return rows[0] ?? null;
}

/** One contact, which nobody else changes until the transaction ends. */
export async function lockContact(tx: Tx, workspaceId: string, id: string): Promise<Contact | null> {
  const rows = await tx<Contact[]>`
    select ${columns(tx)} from contact c where c.workspace_id = ${workspaceId} and c.id = ${id} for no key update of c`;
  return rows[0] ?? null;
}

/** The contact that a host knows by this id. */
export async function selectContactByExternalId(
  db: Db,
  workspaceId: string,
  externalId: string,
): Promise<Contact | null> {
  const rows = await db<Contact[]>`
    select ${columns(db)} from contact c where c.workspace_id = ${workspaceId} and c.external_id = ${externalId}`;
  return rows[0] ?? null;
}

export interface ContactCursor {
  at: string;
  id: string;
}

/** Contacts by when they were last changed; with a query, those whose name, address, phone or external id begin so. */
export async function selectContacts(
  db: Db,
  query: { workspaceId: string; text: string | null; after: ContactCursor | null; limit: number },
): Promise<(Contact & { cursorAt: string })[]> {
  const { workspaceId, text, after } = query;
  const prefix = text === null ? null : `${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`;
  return db<(Contact & { cursorAt: string })[]>`
    select ${columns(db)}, c.updated_at::text as cursor_at
    from contact c
    where c.workspace_id = ${workspaceId} and c.merged_into_id is null
      ${
        prefix === null
          ? db``
          : db`and c.id in (
              select f.id from contact f where f.workspace_id = ${workspaceId} and lower(f.first_name) like ${prefix}
              union select f.id from contact f where f.workspace_id = ${workspaceId} and lower(f.last_name) like ${prefix}
              union select f.id from contact f where f.workspace_id = ${workspaceId} and f.external_id = ${text}
              union select e.contact_id from contact_email e
                where e.workspace_id = ${workspaceId} and e.address like ${prefix})`
      }
      ${after === null ? db`` : db`and (c.updated_at, c.id) < (${after.at}::text::timestamptz, ${after.id})`}
    order by c.updated_at desc, c.id desc
    limit ${query.limit}`;
}

export interface ContactRecord {
  firstName: string;
  lastName: string;
  phone: string | null;
  company: string | null;
  externalId: string | null;
  attributes: Record<string, unknown>;
  locale: string | null;
}

/** A new contact without addresses. */
export async function insertContact(db: Db, workspaceId: string, id: string, contact: ContactRecord): Promise<void> {
  await db`
    insert into contact (workspace_id, id, first_name, last_name, phone, company, external_id, attributes, locale)
    values (${workspaceId}, ${id}, ${contact.firstName}, ${contact.lastName}, ${contact.phone}, ${contact.company},
      ${contact.externalId}, ${db.json(contact.attributes as never)}, ${contact.locale})`;
}

/** Writes what `lockContact` read and the caller changed. */
export async function updateContact(tx: Tx, workspaceId: string, id: string, contact: ContactRecord): Promise<void> {
  await tx`
    update contact set first_name = ${contact.firstName}, last_name = ${contact.lastName}, phone = ${contact.phone},
      company = ${contact.company}, external_id = ${contact.externalId},
      attributes = ${tx.json(contact.attributes as never)}, locale = ${contact.locale},
      version = version + 1, updated_at = now()
    where workspace_id = ${workspaceId} and id = ${id}`;
}

/** Sets the addresses of a contact: the first one is the primary; those that were proven stay proven. */
export async function replaceEmails(
  db: Db,
  workspaceId: string,
  contactId: string,
  addresses: readonly string[],
): Promise<void> {
  await db`
    delete from contact_email
    where workspace_id = ${workspaceId} and contact_id = ${contactId} and address <> all(${[...addresses]}::text[])`;
  await db`
    insert into contact_email (workspace_id, contact_id, address, is_primary)
    select ${workspaceId}, ${contactId}, a.address, a.place = 1
    from unnest(${[...addresses]}::text[]) with ordinality as a (address, place)
    on conflict (workspace_id, contact_id, address) do update set is_primary = excluded.is_primary`;
}

/** Marks an address as proven for the contact; a mere claim of somebody else to it stays a claim. */
export async function proveEmail(db: Db, workspaceId: string, contactId: string, address: string): Promise<void> {
  await db`
    insert into contact_email (workspace_id, contact_id, address, is_primary, verified_at)
    values (${workspaceId}, ${contactId}, ${address}, not exists (
      select 1 from contact_email e where e.workspace_id = ${workspaceId} and e.contact_id = ${contactId}), now())
    on conflict (workspace_id, contact_id, address)
    do update set verified_at = coalesce(contact_email.verified_at, now())`;
}

/** Links a contact to the host's id for it; one that has an id keeps it. */
export async function setExternalId(db: Db, workspaceId: string, contactId: string, externalId: string): Promise<void> {
  await db`
    update contact set external_id = ${externalId}, version = version + 1, updated_at = now()
    where workspace_id = ${workspaceId} and id = ${contactId} and external_id is null`;
}
