// The table of a benchmark with rivals.
import type { Standing } from '../measure/rounds.ts';
import { printTable } from '../report.ts';

export function printStandings(standings: readonly Standing[]): void {
  printTable(
    ['clients', 'what', 'requests/s', 'p50 ms', 'p99 ms', 'CPU ms process', 'CPU ms database', '% of floor', 'errors'],
    standings.map((each) => [
      each.connections,
      each.name,
      each.requestsASecond,
      each.p50Ms,
      each.p99Ms,
      each.processMs,
      each.databaseMs,
      each.share * 100,
      each.errors,
    ]),
  );
  for (const { name, firstError } of standings) if (firstError !== null) console.log(`${name}: ${firstError}\n`);
}
