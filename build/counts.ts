// How tests went, as one runner counts them and as all runners add up.

export interface Counts {
  passed: number;
  failed: number;
}

export const noTests: Counts = { passed: 0, failed: 0 };

/** Sums up what several runners counted. */
export function addCounts(all: readonly Counts[]): Counts {
  return all.reduce(
    (sum, { passed, failed }) => ({ passed: sum.passed + passed, failed: sum.failed + failed }),
    noTests,
  );
}

/** The line that ends a run; programs read it too. */
export function countedLine({ passed, failed }: Counts): string {
  return `${passed} passed, ${failed} failed`;
}
