// What is bundled for browsers: three folders of sources, each with its entries, its gates in build/gates.ts.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { InlineConfig } from 'vite';
import type { BuiltBundle } from './manifest.ts';
import { minifyTemplates } from './minify-templates.ts';
import { pinChunks } from './pin-chunks.ts';

export const root = join(import.meta.dirname, '..');
export const dist = join(root, 'dist');

/** Browsers from here on: dialog, :has, container queries, private fields. */
const target = 'es2022';

export interface Bundle {
  name: string;
  /** Under the root; a bundle whose entry does not exist yet is left out. */
  entry: string;
  /** Folder under dist/. */
  folder: 'v1' | 'portal';
  /** @param built The bundles that were built before this one. */
  config(built: ReadonlyMap<string, BuiltBundle>): InlineConfig;
}

/** In the order of building: the loader names the core with its integrity. */
export const bundles: readonly Bundle[] = [
  {
    name: 'core',
    entry: 'widget/core/main.ts',
    folder: 'v1',
    config: () => ({
      base: './',
      // The loader vouches for the core, the core for its locales.
      plugins: [pinChunks('__DESKBELL_LOCALES__')],
      build: {
        rolldownOptions: {
          input: { core: join(root, 'widget/core/main.ts') },
          // The shell asks for exports of the entry by name.
          preserveEntrySignatures: 'strict',
          output: { entryFileNames: '[name]-[hash].js', chunkFileNames: '[name]-[hash].js' },
        },
      },
    }),
  },
  {
    name: 'loader',
    entry: 'widget/loader.ts',
    folder: 'v1',
    config: (built) => {
      const core = built.get('core');
      return {
        define: { __DESKBELL_CORE__: JSON.stringify([core?.file ?? '', core?.integrity ?? '']) },
        build: {
          rolldownOptions: {
            input: { deskbell: join(root, 'widget/loader.ts') },
            output: { format: 'iife', entryFileNames: 'deskbell.js' },
          },
        },
      };
    },
  },
  { name: 'ticket', entry: 'portal/ticket/main.ts', folder: 'portal', config: () => page('ticket', 'ticket/main.ts') },
  {
    name: 'customer',
    entry: 'portal/customer/main.ts',
    folder: 'portal',
    config: () => page('customer', 'customer/main.ts'),
  },
  {
    name: 'console',
    entry: 'portal/console/index.html',
    folder: 'portal',
    config: () => page('console', 'console/index.html'),
  },
];

/** The bundles whose entries exist. */
export function presentBundles(): Bundle[] {
  return bundles.filter(({ entry }) => existsSync(join(root, entry)));
}

/** What all bundles have in common; nothing is read from a file of Vite's own. */
export function commonConfig(outDir: string): InlineConfig {
  return {
    root: join(root, 'portal'),
    configFile: false,
    envDir: false,
    publicDir: false,
    logLevel: 'warn',
    plugins: [minifyTemplates()],
    build: {
      target,
      outDir,
      emptyOutDir: false,
      // Compressed copies are measured by the gates.
      reportCompressedSize: false,
      // An inlined file would be a `data:` address, which the pages' policies do not allow everywhere.
      assetsInlineLimit: 0,
      modulePreload: false,
    },
  };
}

function page(name: string, entry: string): InlineConfig {
  const file = `${name}/[name]-[hash]`;
  return {
    base: '/assets/',
    build: {
      rolldownOptions: {
        input: { [name]: join(root, 'portal', entry) },
        output: { entryFileNames: `${file}.js`, chunkFileNames: `${file}.js`, assetFileNames: `${file}[extname]` },
      },
    },
  };
}
