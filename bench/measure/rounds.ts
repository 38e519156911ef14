// Two rivals in turn, round by round, so that whatever else the machine does falls on both; and the medians of what came.
import type { Generator, Measured } from '../load/drive.ts';
import type { PlanOrder } from '../load/plans.ts';
import { median } from '../report.ts';
import type { NodeProcess } from '../stage/node-process.ts';
import { type CpuMeter, processCpu } from './cpu.ts';

export interface Rival {
  name: string;
  process: NodeProcess;
  plan: PlanOrder;
  /** Called after each of its rounds, before the other one's. */
  settle?: () => Promise<unknown>;
}

export interface Standing {
  name: string;
  connections: number;
  requestsASecond: number;
  p50Ms: number;
  p99Ms: number;
  processMs: number;
  databaseMs: number;
  /** Of the last rival's requests a second. */
  share: number;
  errors: number;
  firstError: string | null;
}

export interface RoundOptions {
  rounds: number;
  connectionCounts: readonly number[];
  runMs: number;
  database: CpuMeter;
}

/** Enough for the compiler to have seen every path often. */
const firstWarmRequests = 4_000;
const warmRequests = 200;

/** @param rivals The last one is the floor. */
export async function runRounds(
  generator: Generator,
  rivals: readonly Rival[],
  { rounds, connectionCounts, runMs, database }: RoundOptions,
): Promise<Standing[]> {
  const measured: (Measured & { name: string; connections: number })[] = [];
  const measure = async (rival: Rival, connections: number, warm: number, forMs: number): Promise<Measured> => {
    const { process, plan } = rival;
    const order = { host: '127.0.0.1', port: process.port, connections, warmRequests: warm, runMs: forMs, plan };
    const result = await generator.run(order, { process: processCpu(process.pid), database });
    await rival.settle?.();
    return result;
  };
  for (const rival of rivals) await measure(rival, 32, firstWarmRequests, 100);
  for (let round = 0; round < rounds; round += 1) {
    for (const connections of connectionCounts) {
      for (const rival of rivals) {
        measured.push({ name: rival.name, connections, ...(await measure(rival, connections, warmRequests, runMs)) });
      }
    }
  }
  return connectionCounts.flatMap((connections) => {
    const at = (name: string, read: (each: Measured) => number): number =>
      median(measured.filter((each) => each.name === name && each.connections === connections).map(read));
    const floor = at(rivals.at(-1)?.name ?? '', (each) => each.requestsASecond);
    return rivals.map(({ name }) => ({
      name,
      connections,
      requestsASecond: at(name, (each) => each.requestsASecond),
      p50Ms: at(name, (each) => each.p50Ms),
      p99Ms: at(name, (each) => each.p99Ms),
      processMs: at(name, (each) => each.cpuMs['process'] ?? 0),
      databaseMs: at(name, (each) => each.cpuMs['database'] ?? 0),
      share: at(name, (each) => each.requestsASecond) / floor,
      errors: measured.filter((each) => each.name === name).reduce((sum, each) => sum + each.errors, 0),
      firstError: measured.find((each) => each.name === name && each.firstError !== null)?.firstError ?? null,
    }));
  });
}
