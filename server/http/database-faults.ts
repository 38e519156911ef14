// What an error of the database means to a caller: their input, a moment's overload, or neither.
import { AppError } from '#shared/errors.ts';

/** Errors of the connection, as the drivers and the system name them. */
const connectionErrors = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'CONNECTION_CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
]);

/** Null for what is no error of the database, or a fault of ours such as wrong SQL. */
export function databaseFault(error: unknown): AppError | null {
  if (!(error instanceof Error)) return null;
  const { code, syscall } = error as { code?: unknown; syscall?: unknown };
  if (typeof code !== 'string') return null;
  // A missing file is no lost database; a missing socket is.
  if (connectionErrors.has(code) && (code !== 'ENOENT' || syscall === 'connect')) return later(error, 2);
  return /^[0-9A-Z]{5}$/.test(code) && 'severity' in error ? byState(code, error) : null;
}

/** @param state SQLSTATE: five characters, the first two name the class. */
function byState(state: string, cause: Error): AppError | null {
  switch (state.slice(0, 2)) {
    case '22': // data exception: a text, number or date that the database refuses
    case '54': // program limit exceeded: too long to index, too many arguments
      return new AppError('bad_request', 'The input holds a value that cannot be stored.', { cause });
    case '08': // connection exception
    case '53': // out of disk, memory or connections
      return later(cause, 5);
    case '57': // cancelled by the statement timeout, shutting down, starting up
      return later(cause, 2);
    case '40': // deadlock or serialisation failure that a retry inside did not cure
    case '55': // lock not available
      return later(cause, 1);
    case '25': // read-only while a standby takes over
      return state === '25006' ? later(cause, 5) : null;
    case '23':
      return state === '23505' || state === '23503'
        ? new AppError('conflict', 'Somebody changed this at the same moment. Look again and repeat it.', { cause })
        : null;
    default:
      return null;
  }
}

const later = (cause: Error, retryAfterSeconds: number): AppError =>
  new AppError('unavailable', 'We are busy for a moment. Try again shortly.', { cause, retryAfterSeconds });
