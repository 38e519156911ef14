// Builds the browser side into dist/, but only what is stale: told by a hash over the sources.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type Bundle, commonConfig, dist, presentBundles, root } from './bundles.ts';
import { type BuiltBundle, describeBundle, type Manifest } from './manifest.ts';

/** Sources of each folder of dist/, beside the configuration that all share. */
const sources: Record<Bundle['folder'], string[]> = { v1: ['widget', 'shared'], portal: ['portal', 'shared'] };
const configuration = [
  'build/bundles.ts',
  'build/bundle.ts',
  'build/minify-templates.ts',
  'build/pin-chunks.ts',
  'package-lock.json',
];
const manifestFile = join(dist, 'manifest.json');

/** @returns The folders that were built anew; Vite is not even loaded when there are none. */
export async function buildStale(): Promise<string[]> {
  const before = readManifest();
  const bundles = presentBundles();
  const built: string[] = [];
  for (const folder of ['v1', 'portal'] as const) {
    const hash = hashSources(sources[folder]);
    if (before.sources[folder] === hash && existsSync(join(dist, folder))) continue;
    const entries = await buildFolder(
      folder,
      bundles.filter((bundle) => bundle.folder === folder),
    );
    const kept = Object.entries(readManifest().entries).filter(([, entry]) => entry.folder !== folder);
    const manifest: Manifest = {
      sources: { ...readManifest().sources, [folder]: hash },
      entries: { ...Object.fromEntries(kept), ...Object.fromEntries(entries) },
    };
    replaceFile(manifestFile, JSON.stringify(manifest, null, 2));
    built.push(folder);
  }
  return built;
}

/** What the last build made; empty before the first. */
export function readManifest(): Manifest {
  if (!existsSync(manifestFile)) return { sources: {}, entries: {} };
  return JSON.parse(readFileSync(manifestFile, 'utf8')) as Manifest;
}

/** Built beside its place and moved there whole, so that a running server never sees half of it. */
async function buildFolder(folder: string, bundles: Bundle[]): Promise<Map<string, BuiltBundle>> {
  const { build, mergeConfig } = await import('vite');
  const draft = join(dist, `.${folder}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  const built = new Map<string, BuiltBundle>();
  for (const bundle of bundles) {
    const output = await build(mergeConfig(commonConfig(draft), bundle.config(built)));
    if (!('output' in output)) throw new Error(`${bundle.name}: one bundle was expected`);
    built.set(bundle.name, describeBundle(folder, output));
  }
  compressAll(draft);
  rmSync(join(dist, folder), { recursive: true, force: true });
  renameSync(draft, join(dist, folder));
  return built;
}

function compressAll(folder: string): void {
  for (const file of listFiles(folder).filter((name) => /\.(?:js|css|html|svg|json|txt)$/.test(name))) {
    const bytes = readFileSync(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params }));
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
  }
}

function hashSources(folders: string[]): string {
  const hash = createHash('sha256');
  const files = folders.flatMap((folder) => listFiles(join(root, folder)).filter((file) => !/\.test\.ts$/.test(file)));
  for (const file of [...files.sort(), ...configuration.map((name) => join(root, name))]) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function listFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

function replaceFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
