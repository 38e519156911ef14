// From `node server/main.ts` to a ready node with the embedded database, the first time and again; and what it holds in
// memory when nobody calls.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { residentMiB } from '../measure/cpu.ts';
import { median, printTable, writeResults } from '../report.ts';
import { startNodeProcess } from '../stage/node-process.ts';

const repetitions = 4;

export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-bench-start-'));
  const starts: { seconds: number; idleMiB: number }[] = [];
  try {
    for (let done = 0; done < repetitions; done += 1) {
      const begin = performance.now();
      const server = await startNodeProcess({
        args: ['server/main.ts'],
        env: { DATA_DIR: folder, DEMO: '0', LOG_LEVEL: 'warn' },
        readyPath: '/readyz',
      });
      starts.push({ seconds: (performance.now() - begin) / 1_000, idleMiB: residentMiB(server.pid) });
      const { code } = await server.end();
      if (code !== 0) throw new Error(`the server ended with ${String(code)}: ${server.output()}`);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const [first, ...later] = starts;
  const again = {
    seconds: median(later.map((each) => each.seconds)),
    idleMiB: median(later.map((each) => each.idleMiB)),
  };
  printTable(
    ['start', 'seconds to ready', 'memory MiB'],
    [
      ['first, makes the database', first?.seconds ?? 0, first?.idleMiB ?? 0],
      ['again', again.seconds, again.idleMiB],
    ],
  );
  writeResults('start', starts);
}
