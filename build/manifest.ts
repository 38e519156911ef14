// What a build made, as dist/manifest.json keeps it: the server links pages to it, the size gates add it up.
import { createHash } from 'node:crypto';
import type { Rolldown } from 'vite';

/** One bundle; files are paths under its folder of dist/. */
export interface BuiltBundle {
  folder: string;
  file: string;
  /** For `integrity=`. */
  integrity: string;
  css: string[];
  /** Everything that the first view loads, the entry itself and its styles among it. */
  first: string[];
  /** What later views load: the name of a chunk -> the files that it brings beyond the first view. */
  later: Record<string, string[]>;
}

export interface Manifest {
  /** Hash of the sources that the bundles of a folder were built from. */
  sources: Record<string, string>;
  entries: Record<string, BuiltBundle>;
}

/** Reads what the bundler answered. */
export function describeBundle(folder: string, output: Rolldown.RolldownOutput): BuiltBundle {
  const chunks = new Map(output.output.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
  const entry = [...chunks.values()].find(({ isEntry }) => isEntry);
  if (entry === undefined) throw new Error('a bundle without an entry');
  const first = closure(chunks, entry);
  const later: Record<string, string[]> = {};
  for (const chunk of chunks.values()) {
    if (!chunk.isDynamicEntry) continue;
    later[chunk.name] = closure(chunks, chunk).filter((file) => !first.includes(file));
  }
  const html = output.output.find(({ fileName }) => fileName.endsWith('.html'));
  return {
    folder,
    file: entry.fileName,
    integrity: `sha384-${createHash('sha384').update(entry.code).digest('base64')}`,
    css: cssOf(entry),
    first: html === undefined ? first : [...first, html.fileName],
    later,
  };
}

/** A chunk, what it imports at once, and their styles. */
function closure(chunks: ReadonlyMap<string, Rolldown.OutputChunk>, entry: Rolldown.OutputChunk): string[] {
  const files = new Set<string>();
  const visit = (chunk: Rolldown.OutputChunk): void => {
    if (files.has(chunk.fileName)) return;
    files.add(chunk.fileName);
    for (const style of cssOf(chunk)) files.add(style);
    for (const name of chunk.imports) {
      const imported = chunks.get(name);
      if (imported !== undefined) visit(imported);
    }
  };
  visit(entry);
  return [...files];
}

function cssOf(chunk: Rolldown.OutputChunk): string[] {
  return [...(chunk.viteMetadata?.importedCss ?? [])];
}
