// Uploads for tests: the multipart bodies that browsers and programs send, and pictures to put into them.
import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import type { UploadedFile } from '#shared/api/attachments.ts';
import type { Answer, Call, HttpClient } from '../../testing/http-app.ts';

export interface TestFile {
  name: string;
  content: string | Uint8Array;
  /** What the sender claims. */
  type?: string;
}

/** A call with one file in the field `file`, as a browser's FormData makes it. */
export function uploadCall({ name, content, type = 'application/octet-stream' }: TestFile, field = 'file'): Call {
  const form = new FormData();
  form.append(field, new Blob([Buffer.from(content)], { type }), name);
  return formCall(form);
}

/** A call with the form as its body. */
export function formCall(form: FormData): Call {
  const sent = new Response(form);
  return { method: 'POST', headers: { 'content-type': sent.headers.get('content-type') ?? '' }, body: sent.body };
}

/** Uploads as a customer, or with `path` as the desk. */
export function upload(client: HttpClient, file: TestFile, path = '/attachments'): Promise<Answer<UploadedFile>> {
  return client.send<UploadedFile>(path, uploadCall(file));
}

export const deskPath = '/api/v1/attachments';

/** A body that stays as it is written: parts, boundaries, wrong ends. The boundary is `x`. */
export function rawCall(body: string | ReadableStream<Uint8Array>, headers: Record<string, string> = {}): Call {
  return { method: 'POST', headers: { 'content-type': 'multipart/form-data; boundary=x', ...headers }, body };
}

/** One part, without the end of the body. */
export function filePart(content: string, filename = 'a.txt', field = 'file'): string {
  return `--x\r\ncontent-disposition: form-data; name="${field}"; filename="${filename}"\r\n\r\n${content}\r\n`;
}

/** A picture of coloured squares, no two alike. */
export function picture(width: number, height: number, format: 'png' | 'jpeg' | 'webp' | 'gif' | 'avif' = 'png') {
  const side = 16;
  return sharp(randomBytes(side * side * 3), { raw: { width: side, height: side, channels: 3 } })
    .resize(width, height, { fit: 'fill', kernel: 'nearest' })
    .toFormat(format, { effort: 1 })
    .toBuffer();
}
