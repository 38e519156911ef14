// Runs the tests of elements in a browser (web-test-runner.config.js) and counts them.
import { startTestRunner, type TestSession, type TestSuiteResult } from '@web/test-runner';
import { globSync } from 'node:fs';
import { root } from './bundles.ts';
import type { Counts } from './counts.ts';

const files = ['widget/**/*.test.ts', 'portal/**/*.test.ts'];

/** @param filters Words of paths; none runs all. */
export async function runElementTests(filters: readonly string[] = []): Promise<Counts> {
  const found = files
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .filter((file) => filters.length === 0 || filters.some((filter) => file.includes(filter)));
  if (found.length === 0) return { passed: 0, failed: 0 };
  const runner = await startTestRunner({
    config: { files: found, rootDir: root },
    readCliArgs: false,
    autoExitProcess: false,
  });
  if (runner === undefined) return { passed: 0, failed: 1 };
  const isPassed = await new Promise<boolean>((done) => runner.on('finished', done));
  await runner.stop();
  const counts = { passed: 0, failed: 0 };
  for (const session of runner.sessions.all()) countSession(session, counts);
  return isPassed || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

function countSession({ errors, testResults }: TestSession, counts: Counts): void {
  if (testResults !== undefined) countSuite(testResults, counts);
  // A file that threw outside of its tests.
  counts.failed += errors.length;
}

function countSuite({ tests, suites }: TestSuiteResult, counts: Counts): void {
  for (const { passed } of tests) counts[passed ? 'passed' : 'failed']++;
  for (const suite of suites) countSuite(suite, counts);
}
