// `npm test`: every test, with everything it needs found or installed; ends with one line that counts them.
// `npm test -- WORD…` runs the files whose paths hold a word.
import { buildStale } from './bundle.ts';
import { findChromium } from './chromium.ts';
import { addCounts, type Counts, countedLine } from './counts.ts';
import { runElementTests } from './test-elements.ts';
import { runNodeTests } from './test-node.ts';

const filters = process.argv.slice(2);

const runs: (() => Promise<Counts>)[] = [
  () => runNodeTests('unit', filters),
  () => runElementTests(filters),
  () => runNodeTests('e2e', filters),
];

// Found once, for the elements and for the journeys.
process.env.CHROMIUM_PATH = await findChromium();
await buildStale();
const all: Counts[] = [];
for (const run of runs) all.push(await run());
const counts = addCounts(all);
console.log(countedLine(counts));
process.exit(counts.failed === 0 && counts.passed > 0 ? 0 : 1);
