// The bench's side of the generator: orders a run and watches what it costs while it is measured.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { CpuMeter } from '../measure/cpu.ts';
import type { LoadMessage, LoadOrder, LoadResult } from './generator.ts';

/** A run with what one request cost the processes that were watched. */
export interface Measured extends LoadResult {
  requestsASecond: number;
  /** CPU milliseconds a request by meter. */
  cpuMs: Record<string, number>;
}

export interface Generator {
  /** @param meters Read at the beginning and the end of the measured time. */
  run(order: LoadOrder, meters: Record<string, CpuMeter>): Promise<Measured>;
  stop(): void;
}

export function startGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'generator.ts'), { stdio: 'inherit' });
  return {
    run: (order, meters) =>
      new Promise((resolve, reject) => {
        const entries = Object.entries(meters);
        const read = (): number[] => entries.map(([, meter]) => meter());
        let before: number[] = [];
        const onExit = (): void => reject(new Error('the load generator ended'));
        const onMessage = (message: LoadMessage): void => {
          if (message.kind === 'begun') {
            before = read();
            return;
          }
          const after = read();
          child.off('message', onMessage).off('exit', onExit);
          const { result } = message;
          const cost = entries.map(([name], index) => {
            const spentMs = (after[index] ?? 0) - (before[index] ?? 0);
            return [name, spentMs / Math.max(1, result.requests)] as const;
          });
          resolve({ ...result, requestsASecond: result.requests / result.seconds, cpuMs: Object.fromEntries(cost) });
        };
        child.on('message', onMessage).on('exit', onExit);
        child.send(order);
      }),
    stop: () => child.disconnect(),
  };
}
