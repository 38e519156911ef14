// Cursors of lists: the last row of a page, signed for its list, so that an edited or borrowed one is refused.
import { AppError } from '#shared/errors.ts';
import { isUuid } from '#shared/ids.ts';
import { type Keys, sameBytes } from '../keys.ts';

/** A row's place in a list that is sorted by an instant and then by id. */
export interface Place {
  /** As PostgreSQL prints it, to the microsecond. */
  at: string;
  id: string;
}

const macBytes = 12;

/** @param list What the cursor is good for: the list with its workspace and filters. */
export function writeCursor(keys: Keys, list: string, place: Place): string {
  const text = `${place.at}|${place.id}`;
  return `${Buffer.from(text).toString('base64url')}.${macOf(keys, list, text).toString('base64url')}`;
}

/** @throws AppError bad_request for a cursor that was not made for this list. */
export function readCursor(keys: Keys, list: string, cursor: string | undefined): Place | null {
  if (cursor === undefined) return null;
  const [encoded = '', mac = ''] = cursor.split('.');
  const text = Buffer.from(encoded, 'base64url').toString('utf8');
  const [at = '', id = ''] = text.split('|');
  if (!sameBytes(Buffer.from(mac, 'base64url'), macOf(keys, list, text)) || !isUuid(id)) {
    throw new AppError('bad_request', 'This cursor does not belong to this list. Start from the first page.', {
      fields: { cursor: 'is not one of this list' },
    });
  }
  return { at, id };
}

/** A page and the cursor of the next one. Ask the store for one row more than the limit. */
export function pageOf<Row extends { id: string; cursorAt: string }>(
  keys: Keys,
  list: string,
  rows: readonly Row[],
  limit: number,
): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const nextCursor = rows.length > limit && last ? writeCursor(keys, list, { at: last.cursorAt, id: last.id }) : null;
  return { rows: page, nextCursor };
}

function macOf(keys: Keys, list: string, text: string): Buffer {
  return keys.mac('cursor', `${list}\0${text}`).subarray(0, macBytes);
}
