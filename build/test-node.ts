// Runs one project of vitest.config.ts and counts its tests; a file that cannot be loaded counts as a failure.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './bundles.ts';
import type { Counts } from './counts.ts';

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

/** @param filters Words of paths; none runs all. */
export async function runNodeTests(project: 'unit' | 'e2e', filters: readonly string[] = []): Promise<Counts> {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-report-'));
  const report = join(folder, 'report.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(
    process.execPath,
    [vitest, 'run', '--project', project, '--passWithNoTests', ...reporters, ...filters],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  const [code] = (await once(child, 'exit')) as [number | null];
  try {
    const counts = existsSync(report)
      ? countReport(JSON.parse(readFileSync(report, 'utf8')) as Report)
      : { passed: 0, failed: 0 };
    // A runner that failed without a failed test failed all the same.
    return code === 0 || counts.failed > 0 ? counts : { ...counts, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countReport({ numPassedTests, numFailedTests, testResults }: Report): Counts {
  const unloaded = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  return { passed: numPassedTests, failed: numFailedTests + unloaded.length };
}
