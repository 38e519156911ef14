// What every room may use: made once by main.ts, or by a test, and handed down. No room reaches for a global.
import type { Files } from './attachments/files.ts';
import type { Auth } from './auth/auth.ts';
import type { Config } from './config.ts';
import type { Sql } from './db/connect.ts';
import type { Live } from './events/live.ts';
import type { Limits } from './http/limits.ts';
import type { Keys } from './keys.ts';
import type { Jobs } from './queue.ts';
import type { Logger } from './log.ts';

export interface Deps {
  sql: Sql;
  config: Config;
  log: Logger;
  /** Enqueues jobs, inside the caller's transaction when one is given. */
  jobs: Jobs;
  /** Wakes the streams of this node when something changed on any node. */
  live: Live;
  /** Rate limits shared by all nodes. */
  limits: Limits;
  /** Sign-in of members. */
  auth: Auth;
  /** Keyed MACs, encryption, random tokens: everything that grows from SECRET_KEY. */
  keys: Keys;
  /** The bytes of attachments: where they come in, where they lie. */
  files: Files;
}
