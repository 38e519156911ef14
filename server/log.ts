// The log: one JSON object a line, without secrets. Whatever reaches it passes one sieve, `redactText`.
import { pino } from 'pino';
import type { DestinationStream, Logger as PinoLogger } from 'pino';

export type Logger = PinoLogger;

const redacted = '[redacted]';
const depthMax = 6;

/** Names of fields that are never written, in lower case and without separators. */
const secretFields = new Set(
  ['authorization', 'cookie', 'setcookie', 'token', 'secret', 'password', 'email', 'address', 'apikey'].concat([
    'identitytoken',
    'identityhash',
    'visitorsecret',
    'signature',
    'to',
    'from',
    'cc',
    'phone',
  ]),
);

/** @param destination Where lines go; standard output when absent. */
export function createLog(level: string, destination?: DestinationStream): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }), log: (fields) => siftFields(fields, 0) },
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(args, method) {
          const sifted = args.map((arg: unknown) => (typeof arg === 'string' ? redactText(arg) : arg));
          method.apply(this, sifted as typeof args);
        },
      },
    },
    destination,
  );
}

/**
 * Takes out of a text what must not be kept: the tokens of public links and of files, bearer tokens and our own kinds of keys,
 * e-mail addresses, and the password of a URL.
 */
export function redactText(text: string): string {
  return text
    .replace(/\/t\/[^/?#\s"']+/g, `/t/${redacted}`)
    .replace(/\/files\/[\w-]{72}(?![\w-])/g, `/files/${redacted}`)
    .replace(/\b(bearer|basic)\s+[^\s"',]+/gi, `$1 ${redacted}`)
    .replace(/\b(?:dbk|whsec)_[\w.-]+/g, redacted)
    .replace(/\beyJ[\w-]+\.[\w-]+\.[\w-]*/g, redacted)
    .replace(/([?&](?:token|key|code|secret|signature)=)[^&#\s"']+/gi, `$1${redacted}`)
    .replace(/:\/\/[^/@\s"']+@/g, `://${redacted}@`)
    .replace(/[^\s<>"'(),:;@]{1,64}@[^\s<>"'(),:;@]{1,253}/g, redacted);
}

function siftFields(fields: object, depth: number): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      secretFields.has(name.toLowerCase().replaceAll(/[-_]/g, '')) ? redacted : sift(value, depth + 1),
    ]),
  );
}

function sift(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return redactText(value);
  if (value instanceof Error) return describeError(value, depth);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (depth > depthMax) return '[deep]';
  if (Array.isArray(value)) return value.map((item) => sift(item, depth + 1));
  return siftFields(value, depth);
}

/** An error as the log keeps it: its texts pass the sieve, and the values of a statement stay out. */
function describeError(error: Error, depth: number): Record<string, unknown> {
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: redactText(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    ...(error.stack === undefined ? {} : { stack: redactText(error.stack) }),
    ...(error.cause === undefined || depth > depthMax ? {} : { cause: sift(error.cause, depth + 1) }),
  };
}
