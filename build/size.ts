// `node build/size.ts`: the byte budgets against what is built, as a table; fails over a gate.
import { buildStale, readManifest } from './bundle.ts';
import { measure } from './gates.ts';

/** @returns Whether everything is within its gate. */
export async function checkSizes(): Promise<boolean> {
  await buildStale();
  const measures = measure(readManifest());
  const width = Math.max(0, ...measures.map(({ what }) => what.length));
  const figure = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`.padStart(9);
  console.log(`${'gzip'.padEnd(width)}     built    target      gate`);
  for (const { what, bytes, target, gate } of measures) {
    const verdict = bytes > gate ? '  over the gate' : bytes > target ? '  over the target' : '';
    console.log(`${what.padEnd(width)} ${figure(bytes)} ${figure(target)} ${figure(gate)}${verdict}`);
  }
  return measures.every(({ bytes, gate }) => bytes <= gate);
}

if (import.meta.main && !(await checkSizes())) process.exitCode = 1;
