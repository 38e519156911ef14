// Runs work of this very process as a generator would: so many at a time, warm first, then measured.
import type { Measured } from '../load/drive.ts';
import type { CpuMeter } from './cpu.ts';

export async function runAlone(
  work: () => Promise<void>,
  options: { connections: number; warmMs: number; runMs: number },
  meters: Record<string, CpuMeter>,
): Promise<Measured> {
  const begin = performance.now() + options.warmMs;
  const end = begin + options.runMs;
  const latencies: number[] = [];
  let before: number[] = [];
  const read = (): number[] => Object.values(meters).map((meter) => meter());
  setTimeout(() => (before = read()), options.warmMs);
  const client = async (): Promise<void> => {
    for (let from = performance.now(); from < end; from = performance.now()) {
      await work();
      const after = performance.now();
      if (after >= begin && after < end) latencies.push(after - from);
    }
  };
  await Promise.all(Array.from({ length: options.connections }, client));
  const after = read();
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
  const cost = Object.keys(meters).map((name, index) => {
    return [name, ((after[index] ?? 0) - (before[index] ?? 0)) / Math.max(1, sorted.length)] as const;
  });
  const seconds = options.runMs / 1_000;
  return {
    requests: sorted.length,
    errors: 0,
    firstError: null,
    seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    requestsASecond: sorted.length / seconds,
    cpuMs: Object.fromEntries(cost),
  };
}
