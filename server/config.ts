// The settings: read once from the environment, checked here and nowhere else.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { parseFilesUrl, type FilesTarget } from './config/files-url.ts';
import { parseMailUrl, type MailTarget } from './config/mail-url.ts';
import { parseProxies, type AddressRange } from './config/proxies.ts';

export interface Config {
  host: string;
  port: number;
  /** Base of every link that is written, without a slash at its end. Never taken from a request. */
  publicUrl: string;
  /** Null: the embedded PostgreSQL under `dataDir`. */
  databaseUrl: string | null;
  /** Connections of this node's pool at most. */
  databaseConnectionsMax: number;
  statementTimeoutMs: number;
  /** Absolute. */
  dataDir: string;
  secretKey: string;
  role: 'web' | 'worker' | 'all';
  mail: MailTarget;
  /** Address that mail comes from; null: made from `publicUrl`. */
  mailFrom: string | null;
  /** Domain of the signed reply addresses; null: replies by mail are off. */
  mailReplyDomain: string | null;
  files: FilesTarget;
  /** Null: Slack is off. */
  slack: { clientId: string; clientSecret: string; signingSecret: string; apiUrl: string } | null;
  trustedProxies: AddressRange[];
  /** Multiplies every rate limit of strangers: for load tests and for sites whose visitors share few addresses. */
  limitFactor: number;
  logLevel: 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Null: /metrics answers 404. */
  metricsToken: string | null;
  /** Seed and serve the demo site at `/`. */
  demo: boolean;
}

/** Settings that cannot be used: one line each, naming the variable and the mend. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly lines: string[];
  constructor(lines: string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

const text = z.string().trim().min(1, 'is empty: give it a value or leave it out');
const wholeNumber = (min: number, max: number): z.ZodType<number> =>
  z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be a whole number from ${min} to ${max}`);
const httpUrl = z
  .string()
  .refine((value) => isUrl(value, ['http:', 'https:']), 'must be a URL such as https://help.example.com');

const environment = z.object({
  HOST: text.default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(3000),
  PUBLIC_URL: httpUrl.optional(),
  DATABASE_URL: z
    .string()
    .refine(
      (value) => isUrl(value, ['postgres:', 'postgresql:']),
      'must be a URL such as postgres://user:password@host:5432/deskbell',
    )
    .optional(),
  DATABASE_CONNECTIONS: wholeNumber(2, 500).default(16),
  STATEMENT_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  DATA_DIR: text.default('.data'),
  SECRET_KEY: z
    .string()
    .min(32, 'must have at least 32 characters: make one with `openssl rand -base64 48`')
    .optional(),
  ROLE: z.enum(['web', 'worker', 'all'], 'must be web, worker or all').default('all'),
  MAIL_URL: text.optional(),
  RESEND_API_KEY: text.optional(),
  RESEND_BASE_URL: httpUrl.default('https://api.resend.com'),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s@<>]+@[^\s@<>]+>?$/, 'must be an address such as "Help <help@example.com>"')
    .optional(),
  MAIL_REPLY_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be a domain such as tickets.example.com')
    .optional(),
  FILES_URL: text.optional(),
  SLACK_CLIENT_ID: text.optional(),
  SLACK_CLIENT_SECRET: text.optional(),
  SLACK_SIGNING_SECRET: text.optional(),
  SLACK_API_URL: httpUrl.default('https://slack.com/api/'),
  TRUSTED_PROXIES: z.string().default(''),
  LIMIT_FACTOR: wholeNumber(1, 1_000_000).default(1),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'silent'], 'must be trace, debug, info, warn, error or silent')
    .default('info'),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
  DEMO: z.enum(['0', '1'], 'must be 0 or 1').optional(),
});

type Environment = z.infer<typeof environment>;

/**
 * Reads the settings. With the embedded database a missing SECRET_KEY is made once and kept under DATA_DIR.
 *
 * @throws ConfigError with every bad setting in one line of its own.
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  // An empty variable is what a shell or a compose file makes of an unset one.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const result = environment.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}.`));
  }
  const values = result.data;
  const problems: string[] = [];
  const attempt = <Value>(name: string, read: () => Value, fallback: Value): Value => {
    try {
      return read();
    } catch (error) {
      problems.push(`${name} ${error instanceof Error ? error.message : String(error)}.`);
      return fallback;
    }
  };
  const dataDir = resolve(values.DATA_DIR);
  const mail = attempt('MAIL_URL', () => parseMailUrl(values), { kind: 'outbox' });
  const files = attempt('FILES_URL', () => parseFilesUrl(values.FILES_URL, join(dataDir, 'files')), {
    kind: 'folder',
    folder: join(dataDir, 'files'),
  });
  const trustedProxies = attempt('TRUSTED_PROXIES', () => parseProxies(values.TRUSTED_PROXIES), []);
  const slack = attempt('SLACK_CLIENT_ID', () => slackFrom(values), null);
  if (values.DATABASE_URL !== undefined && values.SECRET_KEY === undefined) {
    problems.push(
      'SECRET_KEY is needed with DATABASE_URL: make one with `openssl rand -base64 48`, the same for all nodes.',
    );
  }
  if (problems.length > 0) throw new ConfigError(problems);
  const secretKey = attempt('DATA_DIR', () => values.SECRET_KEY ?? keptSecret(dataDir), '');
  if (problems.length > 0) throw new ConfigError(problems);
  const embedded = values.DATABASE_URL === undefined;
  return {
    host: values.HOST,
    port: values.PORT,
    publicUrl: (values.PUBLIC_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL ?? null,
    databaseConnectionsMax: values.DATABASE_CONNECTIONS,
    statementTimeoutMs: values.STATEMENT_TIMEOUT_MS,
    dataDir,
    secretKey,
    role: values.ROLE,
    mail,
    mailFrom: values.MAIL_FROM ?? null,
    mailReplyDomain: values.MAIL_REPLY_DOMAIN?.toLowerCase() ?? null,
    files,
    slack,
    trustedProxies,
    limitFactor: values.LIMIT_FACTOR,
    logLevel: values.LOG_LEVEL,
    metricsToken: values.METRICS_TOKEN ?? null,
    demo: values.DEMO === undefined ? embedded : values.DEMO === '1',
  };
}

function slackFrom(values: Environment): Config['slack'] {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_SIGNING_SECRET: signingSecret } = values;
  if (clientId === undefined && clientSecret === undefined && signingSecret === undefined) return null;
  if (clientId === undefined || clientSecret === undefined || signingSecret === undefined) {
    throw new Error('needs SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET beside it: set all three or none');
  }
  return { clientId, clientSecret, signingSecret, apiUrl: values.SLACK_API_URL };
}

/** The secret in the data folder, made on the first start. */
function keptSecret(dataDir: string): string {
  const file = join(dataDir, 'secret-key');
  try {
    // Others may pass through, so that the database's user reaches its own folder, but not look around.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
      throw new Error(`${dataDir} cannot be written: make it writable or choose another folder`, { cause: error });
    }
  }
  const secret = readFileSync(file, 'utf8').trim();
  if (secret.length < 32) throw new Error(`holds a damaged secret-key (${file}): restore it from a backup`);
  return secret;
}

function isUrl(value: string, protocols: string[]): boolean {
  return URL.canParse(value) && protocols.includes(new URL(value).protocol);
}
