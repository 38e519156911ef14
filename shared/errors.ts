// The one list of expected failures. The server throws AppError, the edge maps it once to tRPC and HTTP, and
// every client reads the same codes.

/** Every code that a caller can meet, with the HTTP status that carries it. */
const httpStatuses = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported_media_type: 415,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof httpStatuses;
export type ErrorStatus = (typeof httpStatuses)[ErrorCode];

/** The codes as a list, for schemas and documents. */
export const errorCodes = Object.keys(httpStatuses) as [ErrorCode, ...ErrorCode[]];

/** What an error may carry beside its code and message. All of it may be shown to the caller but `cause`. */
export interface AppErrorDetails {
  /** Input field -> reason, both readable by the person who filled the form. */
  fields?: Record<string, string> | undefined;
  /** Whole seconds after which trying again makes sense; becomes `Retry-After`. */
  retryAfterSeconds?: number | undefined;
  /** What the caller needs in order to go on, such as the current ticket of a stale edit. */
  data?: unknown;
  /** What went wrong underneath: for the log only. */
  cause?: unknown;
}

/**
 * An expected failure. The message is read by people outside: it says what to do and never holds SQL, paths,
 * tokens or another person's data.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly fields: Record<string, string> | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly data: unknown;

  constructor(code: ErrorCode, message: string, details: AppErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.fields = details.fields;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.data = details.data;
  }
}

/** The HTTP status of a code. */
export function httpStatusOf(code: ErrorCode): ErrorStatus {
  return httpStatuses[code];
}

/** Whether a string, say from the wire, is one of our codes. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(httpStatuses, text);
}
