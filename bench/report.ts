// How results leave: a table for people, a JSON file for programs.
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, loadavg } from 'node:os';
import { join } from 'node:path';

export type Cell = string | number;

/** Prints rows under their heads, numbers to the right. */
export function printTable(heads: readonly string[], rows: readonly (readonly Cell[])[]): void {
  const texts = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? formatNumber(cell) : cell)));
  const widths = heads.map((name, index) => Math.max(name.length, ...texts.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[], source?: readonly Cell[]): string =>
    cells
      .map((cell, index) => {
        const width = widths[index] ?? 0;
        return typeof source?.[index] === 'number' ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  console.log(line(heads));
  console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  texts.forEach((row, index) => console.log(line(row, rows[index])));
  console.log();
}

/** Writes `bench/results/NAME.json` with what the machine was. */
export function writeResults(name: string, results: unknown): void {
  const folder = join(import.meta.dirname, 'results');
  mkdirSync(folder, { recursive: true });
  const [cpu] = cpus();
  const machine = { cpu: cpu?.model ?? '', cores: cpus().length, arch: arch(), node: process.version, load: loadavg() };
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify({ name, at: new Date().toISOString(), machine, results }, null, 2)}\n`);
  console.log(`written to bench/results/${name}.json\n`);
}

/** The middle one; of an even number the lower middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
}

function formatNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString('en');
  return value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(value >= 10 ? 1 : 2);
}
