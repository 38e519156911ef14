// Connections to PostgreSQL: one pool a process, made here and nowhere else.
import postgres from 'postgres';

/** Types that the driver reads and writes beyond its own. */
interface ExtraTypes extends Record<string, unknown> {
  bigint: number;
}

/** A pool; a call takes a connection for one statement. */
export type Sql = postgres.Sql<ExtraTypes>;
/** One transaction on one connection. */
export type Tx = postgres.TransactionSql<ExtraTypes>;
/** Where a statement can run: what store functions take first. */
export type Db = Sql | Tx;

export interface ConnectOptions {
  /** `postgres://user:password@host:port/database`; `?host=/folder` names the folder of a Unix socket. */
  url: string;
  /** Connections of the pool at most. */
  connectionsMax: number;
  /** What the server's own list of connections calls us. */
  applicationName: string;
  /** A statement that runs longer is cancelled; the caller sees 57014. */
  statementTimeoutMs: number;
  /** Hears notices of the server; by default nobody does. */
  onNotice?: (notice: { message?: string }) => void;
}

/**
 * Opens a pool. Nothing connects until the first statement, and a lost connection rejects the statements on it and is
 * made anew by the next one: no error of a connection reaches the process.
 *
 * Columns arrive in camelCase; JSON inside them is left as it is. `bigint` arrives as a number.
 */
export function connect(options: ConnectOptions): Sql {
  const url = new URL(options.url);
  const socketFolder = url.searchParams.get('host');
  url.searchParams.delete('host');
  const sql = postgres(url.href, {
    ...(socketFolder === null ? {} : { path: `${socketFolder}/.s.PGSQL.${url.port === '' ? '5432' : url.port}` }),
    max: options.connectionsMax,
    idle_timeout: 300,
    connect_timeout: 5,
    // A dead database is asked again soon, not after the driver's growing pauses.
    backoff: (attempts: number) => Math.min(0.1 * 2 ** attempts, 2),
    onnotice: options.onNotice ?? (() => undefined),
    transform: { column: { from: postgres.toCamel } },
    types: { bigint: bigintAsNumber },
    connection: {
      application_name: options.applicationName,
      statement_timeout: options.statementTimeoutMs,
      idle_in_transaction_session_timeout: 30_000,
    },
  });
  const end = sql.end.bind(sql);
  // After a connection was terminated from the other side, the driver's own `end` would wait for ever.
  sql.end = ({ timeout = 5 } = {}) => end({ timeout });
  return sql;
}

/** Counts and counters fit into a number; one that does not is a bug that must not be rounded away. */
const bigintAsNumber = {
  to: 20,
  from: [20],
  serialize: (value: number): string => String(value),
  parse: (text: string): number => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError(`bigint ${text} does not fit into a number`);
    return value;
  },
};
