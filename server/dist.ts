// The built files of the browser side: where they are, and under which hashed names.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the build writes beside its files: entry -> where it went. */
export interface Manifest {
  /** Name of an entry, such as `ticket`, -> path under /assets with its integrity. */
  entries: Record<string, { file: string; integrity: string; css: string[] }>;
}

const root = join(import.meta.dirname, '..', 'dist');
let manifest: Manifest = { entries: {} };
let readAt = 0;

/** A folder of dist/. */
export function distFolder(name: string): string {
  return join(root, name);
}

/**
 * Where a page finds an entry's script and styles; null before the first build. A build while the server runs is seen
 * at the next call.
 */
export function builtEntry(name: string): { script: string; integrity: string; styles: string[] } | null {
  const file = join(root, 'manifest.json');
  const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (changedAt !== readAt) {
    manifest = changedAt === 0 ? { entries: {} } : (JSON.parse(readFileSync(file, 'utf8')) as Manifest);
    readAt = changedAt;
  }
  const entry = manifest.entries[name];
  if (entry === undefined) return null;
  const { file: script, integrity, css } = entry;
  return { script: `/assets/${script}`, integrity, styles: css.map((style) => `/assets/${style}`) };
}
