// `npm run check`: types, lint with the arrows, formatting, unused code, byte budgets, then the tests: all that CI runs.
// `--static` leaves the tests out.
import { spawnSync } from 'node:child_process';
import { root } from './bundles.ts';
import { checkSizes } from './size.ts';

const steps: readonly [name: string, program: string, args: string[]][] = [
  ['types', 'typescript/bin/tsc', ['-b']],
  [
    'lint',
    'eslint/bin/eslint.js',
    ['.', '--max-warnings', '0', '--cache', '--cache-location', 'node_modules/.cache/eslint/'],
  ],
  ['formatting', 'prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']],
  ['unused code', 'knip/bin/knip.js', []],
];

const run = (program: string, args: string[]): boolean =>
  spawnSync(process.execPath, [`node_modules/${program}`, ...args], { cwd: root, stdio: 'inherit' }).status === 0;

const failed: string[] = [];
for (const [name, program, args] of steps) {
  console.log(`== ${name}`);
  if (!run(program, args)) failed.push(name);
}
console.log('== byte budgets');
if (!(await checkSizes())) failed.push('byte budgets');
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}.`);
  process.exit(1);
}
if (!process.argv.includes('--static')) {
  console.log('== tests');
  await import('./test.ts');
}
