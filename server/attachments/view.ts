// Attachments as they leave: URLs are made here, so whoever calls has checked that the viewer may see the message.
import type { Attachment, UploadedFile } from '#shared/api/attachments.ts';
import type { Deps } from '../deps.ts';
import { type AttachmentRow, isRaster } from './attachment.ts';
import { type FileUse, makeFileToken } from './file-token.ts';

type UrlDeps = Pick<Deps, 'keys' | 'config'>;

/** The file with URLs that are good for some minutes. */
export function attachmentOf(deps: UrlDeps, row: AttachmentRow): Attachment {
  const { id, name, contentType, bytes } = row;
  const url = urlOf(deps, row, isRaster(contentType) ? 'inline' : 'download');
  return { id, name, contentType, bytes, url, thumbnailUrl: thumbnailUrlOf(deps, row) };
}

/** The file as its uploader sees it before it is on a message. */
export function uploadedFileOf(deps: UrlDeps, row: AttachmentRow): UploadedFile {
  const { id, name, contentType, bytes } = row;
  return { id, name, contentType, bytes, previewUrl: thumbnailUrlOf(deps, row) };
}

function thumbnailUrlOf(deps: UrlDeps, row: AttachmentRow): string | null {
  return row.thumbnailBytes === null ? null : urlOf(deps, row, 'thumbnail');
}

function urlOf({ keys, config }: UrlDeps, { workspaceId, id }: AttachmentRow, use: FileUse): string {
  return `${config.publicUrl}/files/${makeFileToken(keys, { workspaceId, attachmentId: id, use }, Date.now())}`;
}
