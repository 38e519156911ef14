// Writes of contacts by the desk, and finding the contact that a trusted caller means.
import type { Contact } from '#shared/api/contacts.ts';
import { AppError } from '#shared/errors.ts';
import { violatedKey } from '../db/faults.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { changeAtDesk, type DeskChange } from '../workspaces/desk-change.ts';
import { selectCandidates } from './match-store.ts';
import { fullName, splitName } from './name.ts';
import {
  type ContactRecord,
  insertContact,
  lockContact,
  replaceEmails,
  selectContact,
  selectContactByExternalId,
  updateContact,
} from './store.ts';

/** What a caller says about a contact; absent stays as it is. */
export interface ContactFields {
  firstName?: string | undefined;
  lastName?: string | undefined;
  phone?: string | null | undefined;
  company?: string | null | undefined;
  locale?: string | null | undefined;
  attributes?: Record<string, unknown> | undefined;
  externalId?: string | null | undefined;
  emails?: string[] | undefined;
}

const blank: ContactRecord = {
  firstName: '',
  lastName: '',
  phone: null,
  company: null,
  externalId: null,
  attributes: {},
  locale: null,
};

/** @throws AppError conflict when an address or the external id belongs to another contact. */
export async function createContact(deps: Deps, change: DeskChange, fields: ContactFields): Promise<Contact> {
  const { workspaceId } = change;
  const made = newId();
  const { id } = await refusingDoubles(() =>
    changeAtDesk(deps, change, async (tx) => {
      await insertContact(tx, workspaceId, made, merged(blank, fields));
      if (fields.emails !== undefined) await replaceEmails(tx, workspaceId, made, fields.emails);
      return { result: { id: made }, action: 'contact.created', ...contactObject(made), data: fields };
    }),
  );
  return readContact(deps, workspaceId, id);
}

/** @throws AppError conflict when the version is stale; not_found when there is no such contact. */
export async function changeContact(
  deps: Deps,
  change: DeskChange,
  id: string,
  { version, ...fields }: ContactFields & { version?: number | undefined },
): Promise<Contact> {
  const { workspaceId } = change;
  await refusingDoubles(() =>
    changeAtDesk(deps, change, async (tx) => {
      // Locked, so that two who change different fields lose neither, and nobody who saw no version is told of one.
      const current = await lockContact(tx, workspaceId, id);
      if (current === null) throw noContact();
      if (version !== undefined && version !== current.version) throw stale(current);
      await updateContact(tx, workspaceId, id, merged(current, fields));
      if (fields.emails !== undefined) await replaceEmails(tx, workspaceId, id, fields.emails);
      return { result: { id }, action: 'contact.changed', ...contactObject(id), data: fields };
    }),
  );
  return readContact(deps, workspaceId, id);
}

/** Creates or updates the contact with this external id: what a CRM calls after each of its own changes. */
export async function putContact(
  deps: Deps,
  change: DeskChange,
  externalId: string,
  fields: ContactFields,
): Promise<Contact> {
  const { workspaceId } = change;
  const existing = await selectContactByExternalId(deps.sql, workspaceId, externalId);
  if (existing !== null) return changeContact(deps, change, existing.id, fields);
  try {
    return await createContact(deps, change, { ...fields, externalId });
  } catch (cause) {
    // Somebody put the same contact at the same moment: then this is a change of it.
    const made = await selectContactByExternalId(deps.sql, workspaceId, externalId);
    if (made === null) throw cause;
    return changeContact(deps, change, made.id, fields);
  }
}

/** The contact with this address; made when there is none. Two calls at once make one contact. */
export async function contactByAddress(
  deps: Deps,
  change: DeskChange,
  { email, name = '' }: { email: string; name?: string | undefined },
): Promise<{ id: string; name: string }> {
  const { workspaceId } = change;
  const candidates = await selectCandidates(deps.sql, { workspaceId, email });
  const id = candidates.byVerifiedEmail?.contactId ?? candidates.byUnverifiedEmail;
  if (id !== null) {
    const contact = await readContact(deps, workspaceId, id);
    return { id, name: fullName(contact) };
  }
  try {
    const contact = await createContact(deps, change, { ...splitName(name), emails: [email] });
    return { id: contact.id, name: fullName(contact) };
  } catch (cause) {
    if (cause instanceof AppError && cause.code === 'conflict') return contactByAddress(deps, change, { email });
    throw cause;
  }
}

/** @throws AppError not_found */
export async function readContact(deps: Deps, workspaceId: string, id: string): Promise<Contact> {
  const contact = await selectContact(deps.sql, workspaceId, id);
  if (contact === null) throw noContact();
  return contact;
}

function merged(current: ContactRecord, fields: ContactFields): ContactRecord {
  const pick = <Value>(given: Value | undefined, kept: Value): Value => (given === undefined ? kept : given);
  return {
    firstName: pick(fields.firstName, current.firstName),
    lastName: pick(fields.lastName, current.lastName),
    phone: pick(fields.phone, current.phone),
    company: pick(fields.company, current.company),
    locale: pick(fields.locale, current.locale),
    attributes: pick(fields.attributes, current.attributes),
    externalId: pick(fields.externalId, current.externalId),
  };
}

async function refusingDoubles<Result>(write: () => Promise<Result>): Promise<Result> {
  try {
    return await write();
  } catch (cause) {
    const key = cause instanceof AppError ? violatedKey(cause.cause) : null;
    if (key === null) throw cause;
    const field = key.includes('external') ? 'externalId' : 'emails';
    const message = 'Another contact has this already. Open that contact, or merge the two.';
    throw new AppError('conflict', message, { fields: { [field]: message } });
  }
}

function contactObject(objectId: string): { objectKind: 'contact'; objectId: string } {
  return { objectKind: 'contact', objectId };
}

function noContact(): AppError {
  return new AppError('not_found', 'There is no such contact.');
}

function stale(current: Contact): AppError {
  return new AppError('conflict', 'Somebody else changed this contact. Look at what is new, then decide again.', {
    data: current,
  });
}
