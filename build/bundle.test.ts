import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { buildStale, readManifest } from './bundle.ts';
import { dist } from './bundles.ts';

await buildStale();

describe('buildStale', () => {
  it('builds nothing the second time', async () => {
    expect(await buildStale()).toEqual([]);
  });

  it('names files that exist, with their integrity and their compressed copies', () => {
    const { entries } = readManifest();
    expect(Object.keys(entries).length).toBeGreaterThan(0);
    for (const { folder, file, integrity, first } of Object.values(entries)) {
      const path = join(dist, folder, file);
      const bytes = readFileSync(path);
      expect(integrity).toBe(`sha384-${createHash('sha384').update(bytes).digest('base64')}`);
      expect(gunzipSync(readFileSync(`${path}.gz`)).equals(bytes)).toBe(true);
      expect(brotliDecompressSync(readFileSync(`${path}.br`)).equals(bytes)).toBe(true);
      expect(first.every((name) => existsSync(join(dist, folder, name)))).toBe(true);
    }
  });

  it('makes the loader a classic script that names the core by its hash', () => {
    const { loader, core } = readManifest().entries;
    const code = readFileSync(join(dist, 'v1', loader!.file), 'utf8');
    expect(loader!.file).toBe('deskbell.js');
    expect(() => new Script(code)).not.toThrow();
    if (core !== undefined) expect(code).toContain(core.integrity);
  });

  it('lets the core vouch for every locale', () => {
    const { core } = readManifest().entries;
    const code = readFileSync(join(dist, 'v1', core!.file), 'utf8');
    const locales = Object.values(core!.later).flat();
    expect(locales.length).toBeGreaterThan(1);
    for (const file of locales) {
      const hash = createHash('sha256')
        .update(readFileSync(join(dist, 'v1', file)))
        .digest('base64');
      expect(code).toContain(`${file} sha256-${hash}`);
    }
  });
});
