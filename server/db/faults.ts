// What a database error means to us: a race that is worth another try, or a fault to report.
import postgres from 'postgres';

/** The unique key or index that a write ran into, or null for any other error. */
export function violatedKey(cause: unknown): string | null {
  return cause instanceof postgres.PostgresError && cause.code === '23505' ? (cause.constraint_name ?? '') : null;
}

/** Deadlock or serialisation failure: the same transaction may simply be run again. */
export function isPassingConflict(cause: unknown): boolean {
  return cause instanceof postgres.PostgresError && (cause.code === '40P01' || cause.code === '40001');
}

/** Whether a foreign key was missing: a row that the input named was deleted meanwhile. */
export function isMissingReference(cause: unknown): boolean {
  return cause instanceof postgres.PostgresError && cause.code === '23503';
}
