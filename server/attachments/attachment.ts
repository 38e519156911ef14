// What an attachment is inside the server, and the bounds it has. Pure.
import { AppError } from '#shared/errors.ts';

/** The largest file. */
export const fileBytesMax = 10 * 1024 * 1024;

/** A file as its row tells it. */
export interface AttachmentRow {
  workspaceId: string;
  id: string;
  name: string;
  /** Decided by content. */
  contentType: string;
  bytes: number;
  storageKey: string;
  /** Null: no picture, or one that could not be made smaller within its bounds. */
  thumbnailBytes: number | null;
}

/** A file with the message that it hangs on; both null while it waits for one. */
export interface PlacedAttachment extends AttachmentRow {
  owner: string;
  ticketId: string | null;
  messageKind: 'reply' | 'note' | null;
}

/** Pictures that a browser may show in place: no type among them can carry a script. */
const rasterTypes = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

/** Whether a browser may show it in place; everything else is downloaded. */
export function isRaster(contentType: string): boolean {
  return rasterTypes.has(contentType);
}

/** Type of every thumbnail. */
export const thumbnailType = 'image/webp';

/** Where the small picture lies: beside its file, so that whoever deletes the one knows the other. */
export function thumbnailKey(storageKey: string): string {
  return `${storageKey}.thumbnail`;
}

/** The same for a file that does not exist, was deleted, or belongs to others. */
export function noFile(): AppError {
  return new AppError('not_found', 'There is no such file, or the link to it has ended. Open the ticket again.');
}
