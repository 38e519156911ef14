// Files on messages, as every surface sends and receives them.
import { z } from 'zod';
import { uuid } from '../ids.ts';

/** Files of one message at most. */
export const attachmentsMax = 10;

/** Uploaded files that a message takes along, in the order in which they will stand. */
export const attachmentIds = z
  .array(uuid)
  .max(attachmentsMax, `A message takes ${attachmentsMax} files at most.`)
  .refine((ids) => new Set(ids).size === ids.length, 'Name each file once.');

/** A file on a message. The URLs need no header, so they fit <img> and <a>; they end after some minutes. */
export const attachment = z.object({
  id: z.string(),
  /** Display text: never a path, never markup. */
  name: z.string(),
  /** Decided by the server from the content. */
  contentType: z.string(),
  bytes: z.int(),
  /** Shows a picture in place, downloads everything else. */
  url: z.string(),
  /** A small WebP; null for what is no picture, or one that could not be decoded within its bounds. */
  thumbnailUrl: z.string().nullable(),
});
export type Attachment = z.infer<typeof attachment>;

/** An uploaded file before it is on a message. */
export const uploadedFile = z.object({
  id: z.string(),
  name: z.string(),
  contentType: z.string(),
  bytes: z.int(),
  /** The thumbnail; null where there is none. */
  previewUrl: z.string().nullable(),
});
export type UploadedFile = z.infer<typeof uploadedFile>;
