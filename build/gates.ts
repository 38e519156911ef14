// Byte budgets of what browsers load, in bytes after gzip. A build over a gate fails `npm run check`; the target is
// what we aim for. A gate that turns out wrong is changed here, with figures in the commit.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { dist } from './bundles.ts';
import type { BuiltBundle, Manifest } from './manifest.ts';

export interface Measure {
  what: string;
  bytes: number;
  target: number;
  gate: number;
}

const kB = 1_000;
/** Chunks of the core that are locales are named for their language. */
const localeName = /^[a-z]{2}(?:-[a-z]+)?$/i;
/** Chunks that the console's first screen always asks for. */
const consoleFirstScreen = ['console-app', 'desk-view', 'queue'];

/** Measures what was built; what does not exist yet is left out. */
export function measure({ entries }: Manifest): Measure[] {
  const { loader, core, ticket, customer, console } = entries;
  const measures: Measure[] = [];
  const add = (what: string, bytes: number, targetKB: number, gateKB: number): void => {
    measures.push({ what, bytes, target: targetKB * kB, gate: gateKB * kB });
  };
  if (loader !== undefined) add('widget: loader, before the launcher can be clicked', firstBytes(loader), 3.5, 5);
  if (core !== undefined) {
    add('widget: panel, first view', firstBytes(core), 24, 30);
    const locales = laterOf(core).filter(([name]) => localeName.test(name));
    const largestLocale = Math.max(0, ...locales.map(([, bytes]) => bytes));
    const all = firstBytes(core) + largestLocale + (loader === undefined ? 0 : firstBytes(loader));
    add('widget: loader, panel and one locale', all, 28, 36);
    for (const [name, bytes] of locales) add(`widget: locale ${name}`, bytes, 1.2, 2);
    for (const [name, bytes] of laterOf(core).filter(([each]) => !localeName.test(each))) {
      add(`widget: ${name}, when wanted`, bytes, 4, 6);
    }
  }
  if (ticket !== undefined) add('public page: script and styles', firstBytes(ticket), 15, 30);
  if (customer !== undefined) add('portal: first view', firstBytes(customer), 30, 60);
  if (console !== undefined) {
    const first = new Set([...console.first, ...consoleFirstScreen.flatMap((name) => console.later[name] ?? [])]);
    add('console: first view', gzipBytes(console, [...first]), 90, 180);
    for (const [name, files] of Object.entries(console.later)) {
      const more = files.filter((file) => !first.has(file));
      if (more.length > 0) add(`console: ${name}, more`, gzipBytes(console, more), 20, 40);
    }
  }
  return measures;
}

function laterOf(bundle: BuiltBundle): [name: string, bytes: number][] {
  return Object.entries(bundle.later).map(([name, files]) => [name, gzipBytes(bundle, files)]);
}

const firstBytes = (bundle: BuiltBundle): number => gzipBytes(bundle, bundle.first);

function gzipBytes({ folder }: BuiltBundle, files: string[]): number {
  return files
    .map((file) => gzipSync(readFileSync(join(dist, folder, file)), { level: 9 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}
