// The list of contacts, by keyset.
import type { Contact } from '#shared/api/contacts.ts';
import { pageOf, readCursor } from '../db/cursor.ts';
import type { Deps } from '../deps.ts';
import { selectContacts } from './store.ts';

const limitDefault = 50;

/** A page of contacts; with `query`, those whose name, address or external id begin so. */
export async function listContacts(
  deps: Deps,
  workspaceId: string,
  input: { query?: string | undefined; cursor?: string | undefined; limit?: number | undefined },
): Promise<{ items: Contact[]; nextCursor: string | null }> {
  const { query: text = null, limit = limitDefault } = input;
  const list = `contacts ${workspaceId} ${text ?? ''}`;
  const after = readCursor(deps.keys, list, input.cursor);
  const found = await selectContacts(deps.sql, { workspaceId, text, after, limit: limit + 1 });
  const { rows, nextCursor } = pageOf(deps.keys, list, found, limit);
  return { items: rows.map(({ cursorAt: _, ...row }) => row), nextCursor };
}
