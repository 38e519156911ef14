// Names of a ticket's neighbours as people and programs write them: an id, a name, an e-mail address.
import { AppError } from '#shared/errors.ts';
import { isUuid } from '#shared/ids.ts';
import type { TicketAudience } from '#shared/tickets/schema.ts';
import type { Db } from '../db/connect.ts';

export interface Named {
  id: string;
  name: string;
}

/** @throws AppError unprocessable when there is no such category for the audience. */
export async function findCategory(
  db: Db,
  workspaceId: string,
  text: string,
  audience: TicketAudience,
): Promise<Named> {
  const [row] = await db<Named[]>`
    select id, name from category
    where workspace_id = ${workspaceId} and audience = ${audience} and archived_at is null
      and ${isUuid(text) ? db`id = ${text}` : db`lower(name) = lower(${text})`}
    limit 1`;
  return row ?? missing('category', text);
}

/** @throws AppError unprocessable when there is no such department. */
export async function findDepartment(db: Db, workspaceId: string, text: string): Promise<Named> {
  const [row] = await db<Named[]>`
    select id, name from department
    where workspace_id = ${workspaceId} and ${isUuid(text) ? db`id = ${text}` : db`lower(name) = lower(${text})`}
    limit 1`;
  return row ?? missing('department', text);
}

/** @throws AppError unprocessable when there is no such active member who could work on tickets. */
export async function findAssignee(db: Db, workspaceId: string, text: string): Promise<Named> {
  const [row] = await db<Named[]>`
    select id, name from member
    where workspace_id = ${workspaceId} and disabled_at is null and role <> 'requester'
      and ${isUuid(text) ? db`id = ${text}` : db`lower(email) = lower(${text})`}
    limit 1`;
  return row ?? missing('assignee', text);
}

/** @throws AppError unprocessable when one of the labels does not exist. */
export async function findLabels(db: Db, workspaceId: string, texts: readonly string[]): Promise<Named[]> {
  const names = texts.map((text) => text.toLowerCase());
  const rows = await db<Named[]>`
    select id, name from label
    where workspace_id = ${workspaceId} and (id::text = any(${names}::text[]) or lower(name) = any(${names}::text[]))
    order by lower(name)`;
  const known = new Set(rows.flatMap((row) => [row.id, row.name.toLowerCase()]));
  const unknown = names.find((name) => !known.has(name));
  return unknown === undefined ? [...rows] : missing('labels', unknown);
}

/** Sets the labels of a ticket to exactly these. */
export async function replaceLabels(
  db: Db,
  workspaceId: string,
  ticketId: string,
  labelIds: readonly string[],
): Promise<void> {
  await db`
    delete from ticket_label
    where workspace_id = ${workspaceId} and ticket_id = ${ticketId} and label_id <> all(${[...labelIds]}::uuid[])`;
  if (labelIds.length === 0) return;
  await db`
    insert into ticket_label (workspace_id, ticket_id, label_id)
    select ${workspaceId}, ${ticketId}, l.id from unnest(${[...labelIds]}::uuid[]) as l (id)
    on conflict do nothing`;
}

function missing(field: string, text: string): never {
  const message = `There is no ${field === 'labels' ? 'label' : field} “${text}”.`;
  throw new AppError('unprocessable', message, { fields: { [field]: message } });
}
