// From an upload to a stored file with its row. The row is written before the file and marked when the file is there: a
// crash at any point leaves a row that the sweep finds, never a file that nobody knows.
import type { UploadedFile } from '#shared/api/attachments.ts';
import { violatedKey } from '../db/faults.ts';
import { findOnce, hashRequest, keepOnce, type OnceKey } from '../db/once.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { type AttachmentRow, isRaster, thumbnailKey } from './attachment.ts';
import { detectType } from './content-type.ts';
import { displayName } from './file-name.ts';
import { limitBytes, limitFiles, type Uploader } from './limits.ts';
import type { SpooledFile, Upload } from './spool.ts';
import { newStorageKey } from './storage.ts';
import { discardAttachment, insertAttachment, markStored, selectAttachment } from './store.ts';
import { uploadedFileOf } from './view.ts';

/** @throws AppError bad_request, too_large, unsupported_media_type, rate_limited, unavailable */
export async function uploadFile(deps: Deps, uploader: Uploader, upload: () => Upload): Promise<UploadedFile> {
  await limitFiles(deps, uploader);
  const spooled = await deps.files.spool.receive(upload());
  try {
    const once = onceOf(uploader, spooled);
    return (await doneBefore(deps, once)) ?? (await keepFile(deps, uploader, spooled, once));
  } finally {
    await spooled.remove();
  }
}

async function keepFile(
  deps: Deps,
  uploader: Uploader,
  spooled: SpooledFile,
  once: OnceKey | undefined,
): Promise<UploadedFile> {
  await limitBytes(deps, uploader, spooled.bytes);
  const { workspaceId, owner } = uploader;
  const file = {
    workspaceId,
    id: newId(),
    name: displayName(spooled.name),
    contentType: await detectType(spooled.head),
    bytes: spooled.bytes,
    storageKey: newStorageKey(workspaceId),
  };
  await insertAttachment(deps.sql, { ...file, owner });
  try {
    const thumbnail = storeThumbnail(deps, file, spooled);
    await deps.files.storage.put(file.storageKey, spooled).finally(() => thumbnail);
    const stored: AttachmentRow = { ...file, thumbnailBytes: await thumbnail };
    await deps.sql.begin(async (tx) => {
      await markStored(tx, stored);
      if (once !== undefined) await keepOnce(tx, once, { id: file.id });
    });
    return uploadedFileOf(deps, stored);
  } catch (cause) {
    // When the database is gone too, the sweep finds the row.
    await discardAttachment(deps.sql, workspaceId, file.id).catch(() => undefined);
    const before = violatedKey(cause) === null ? null : await doneBefore(deps, once);
    if (before !== null) return before;
    throw cause;
  }
}

/** @returns Its size, or null: a picture without a thumbnail is a file like any other. Never throws. */
async function storeThumbnail(
  { files, log }: Deps,
  file: Pick<AttachmentRow, 'contentType' | 'storageKey'>,
  spooled: SpooledFile,
): Promise<number | null> {
  if (!isRaster(file.contentType)) return null;
  try {
    const small = await files.shrink(spooled.path);
    if (small === null) return null;
    await files.storage.put(thumbnailKey(file.storageKey), small);
    return small.byteLength;
  } catch (err) {
    log.warn({ err }, 'no thumbnail made');
    return null;
  }
}

function onceOf({ workspaceId, owner, idempotencyKey }: Uploader, spooled: SpooledFile): OnceKey | undefined {
  if (idempotencyKey === null) return undefined;
  const request = { name: spooled.name ?? null, sha256: spooled.sha256.toString('hex') };
  return { workspaceId, actor: owner, key: idempotencyKey, requestHash: hashRequest('attachments.upload', request) };
}

async function doneBefore(deps: Deps, once: OnceKey | undefined): Promise<UploadedFile | null> {
  if (once === undefined) return null;
  const kept = await findOnce<{ id: string }>(deps.sql, once);
  const row = kept && (await selectAttachment(deps.sql, once.workspaceId, kept.id));
  return row && uploadedFileOf(deps, row);
}
