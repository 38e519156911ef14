// Where attachments are kept: parsed from FILES_URL.
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export type FilesTarget =
  | { kind: 'folder'; folder: string }
  | {
      kind: 's3';
      bucket: string;
      /** Null: the provider's own address for the region. */
      endpoint: string | null;
      region: string;
      accessKeyId: string | null;
      secretAccessKey: string | null;
    };

/** @throws Error whose message goes on after the variable's name. */
export function parseFilesUrl(text: string | undefined, defaultFolder: string): FilesTarget {
  if (text === undefined) return { kind: 'folder', folder: defaultFolder };
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol === 'file:') {
    const folder = text.startsWith('file://') ? fileURLToPath(url) : resolve(text.slice('file:'.length));
    return { kind: 'folder', folder };
  }
  if (url?.protocol === 's3:' && url.hostname !== '') {
    const endpoint = url.searchParams.get('endpoint');
    if (endpoint !== null && !/^https?:\/\//.test(endpoint)) throw new Error('has an endpoint that is no http(s) URL');
    return {
      kind: 's3',
      bucket: url.hostname,
      endpoint,
      region: url.searchParams.get('region') ?? 'us-east-1',
      accessKeyId: url.username === '' ? null : decodeURIComponent(url.username),
      secretAccessKey: url.password === '' ? null : decodeURIComponent(url.password),
    };
  }
  throw new Error('must be file:/folder or s3://bucket?endpoint=…&region=…');
}
