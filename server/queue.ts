// The job queue: pg-boss behind the few verbs that rooms need. Jobs are enqueued in the caller's transaction, so there is
// no effect without its cause and no cause without its effect; every handler can run twice.
import { PgBoss, type Job, type Queue } from 'pg-boss';
import type { PendingQuery, Row } from 'postgres';
import type { Db, Sql, Tx } from './db/connect.ts';
import type { Logger } from './log.ts';

/** Every job of the system with what it carries: ids only, the truth is read when it runs. */
export interface JobPayloads {
  /** Events `from` to `to` of a ticket were committed; subscribers are listed in server/jobs.ts. */
  'ticket-event': { workspaceId: string; ticketId: string; from: number; to: number };
  /** Deliver one written mail. */
  'mail-send': { workspaceId: string; mailId: string };
  /** Mail a one-time sign-in link, if somebody with this address signs in here; `to` is the console's path to go on to. */
  'sign-in-mail': { requestId: string; email: string; to?: string };
  /** Mail an invitation. */
  'invitation-mail': { workspaceId: string; invitationId: string };
  /** Close resolved tickets whose customers stayed silent (by the timetable). */
  'auto-close': Record<string, never>;
  /** Delete outlived rows: idempotency keys, rate windows, expired sign-in tokens (by the timetable). */
  sweep: Record<string, never>;
}
export type JobName = keyof JobPayloads;

/** How often a failed job is tried again, and how long one run may take. */
const queues: Record<JobName, Omit<Queue, 'name'>> = {
  'ticket-event': { retryLimit: 12, retryDelay: 1, retryBackoff: true, retryDelayMax: 600, expireInSeconds: 120 },
  'mail-send': { retryLimit: 14, retryDelay: 5, retryBackoff: true, retryDelayMax: 3_600, expireInSeconds: 120 },
  'sign-in-mail': { retryLimit: 5, retryDelay: 2, retryBackoff: true, retryDelayMax: 60, expireInSeconds: 60 },
  'invitation-mail': { retryLimit: 12, retryDelay: 2, retryBackoff: true, retryDelayMax: 600, expireInSeconds: 60 },
  'auto-close': { policy: 'short', retryLimit: 2, retryDelay: 30, expireInSeconds: 600 },
  sweep: { policy: 'short', retryLimit: 2, retryDelay: 30, expireInSeconds: 600 },
};
/** A queue of its own for each name: a dead job does not remember where it came from. */
const deadLettersOf = (name: string): string => `${name}.dead`;
// A killed worker stops its heartbeat; the monitor hands its jobs on within heartbeat + monitor interval.
const heartbeatSeconds = 20;
const monitorIntervalSeconds = 15;
const stopTimeoutMs = 15_000;
const pollingIntervalSeconds = 0.5;

export interface WorkOptions {
  /** Jobs that are fetched at once and handled one after the other. */
  batchSize: number;
  /** Batches that go on at the same time on this node. */
  concurrency: number;
}

export interface Jobs {
  /** Enqueues within the transaction: nothing is queued when it rolls back. */
  enqueue<Name extends JobName>(tx: Tx, name: Name, payloads: readonly JobPayloads[Name][]): Promise<void>;
  /**
   * The same as a part of the caller's own statement: the body of a CTE that writes. Nothing is queued unless the CTE
   * `from` of that statement has a row. It saves three round trips: begin, the job, commit.
   */
  enqueuing<Name extends JobName>(
    db: Db,
    name: Name,
    payloads: readonly JobPayloads[Name][],
    from: string,
  ): PendingQuery<Row[]>;
  /** Runs jobs on this node. One that throws is tried again, later and later; the others of its batch are done. */
  work<Name extends JobName>(
    name: Name,
    options: WorkOptions,
    handle: (payload: JobPayloads[Name], signal: AbortSignal) => Promise<void>,
  ): Promise<void>;
  /** Puts a job on the timetable (cron, UTC); the same on every node, run once. */
  schedule(name: JobName, cron: string): Promise<void>;
  /** Jobs that failed for good, newest first, at most 100. */
  deadLetters(): Promise<{ id: string; name: string; data: unknown; createdAt: Date }[]>;
  /** Lets running jobs end, at most 15 s; what is left runs elsewhere. */
  stop(): Promise<void>;
}

/** @param supervise Whether this node also watches heartbeats, retries and the timetable (worker nodes). */
export async function startJobs(options: {
  databaseUrl: string;
  log: Logger;
  supervise: boolean;
  connectionsMax?: number;
}): Promise<Jobs> {
  const { databaseUrl, log, supervise } = options;
  const boss = new PgBoss({
    connectionString: databaseUrl,
    application_name: 'deskbell jobs',
    max: options.connectionsMax ?? (supervise ? 4 : 1),
    supervise,
    schedule: supervise,
    monitorIntervalSeconds,
    superviseIntervalSeconds: monitorIntervalSeconds,
    warningQueueSize: 10_000,
  });
  // Without a listener an error of the pool would end the process.
  boss.on('error', (err) => log.error({ err }, 'job queue'));
  boss.on('warning', (warning) => log.warn({ warning }, 'job queue'));
  await boss.start();
  await createQueues(boss);
  const insertions = await readInsertions(boss);

  return {
    enqueue: async (tx, name, payloads) => {
      if (payloads.length === 0) return;
      await boss.insert(
        name,
        payloads.map((data) => ({ data })),
        { db: databaseOf(tx) },
      );
    },
    enqueuing: (db, name, payloads, from) => {
      const jobs = db.json(payloads.map((data) => ({ data })));
      const { before, after } = insertions[name];
      return db`${db.unsafe(before)} (select ${jobs}::json from ${db(from)}) ${db.unsafe(after)}`;
    },
    work: async (name, { batchSize, concurrency }, handle) => {
      const run = async (batch: Job<JobPayloads[typeof name]>[]): Promise<void> => {
        const done: string[] = [];
        const failures: unknown[] = [];
        for (const job of batch) {
          try {
            // Cut off by a stop: pg-boss has handed on what had not ended.
            job.signal.throwIfAborted();
            await handle(job.data, job.signal);
            done.push(job.id);
          } catch (err) {
            log.error({ err, job: name, data: job.data }, 'a job failed');
            failures.push(err);
          }
        }
        if (failures.length === 0) return;
        // Thrown, pg-boss fails all of the batch that is not completed; had this returned, it would complete all of the
        // batch that is active, even a failed one that runs again elsewhere by now.
        if (done.length > 0) await boss.complete(name, done);
        throw new AggregateError(failures, failures.map(messageOf).join('; '));
      };
      const startWorker = async (): Promise<void> => {
        let workerId: string | null = null;
        const fetched = (batch: Job<JobPayloads[typeof name]>[]): Promise<void> => {
          // A full batch says that more are waiting: the worker fetches again at once instead of after its pause.
          if (batch.length === batchSize && workerId !== null) boss.notifyWorker(workerId);
          return run(batch);
        };
        workerId = await boss.work<JobPayloads[typeof name]>(name, { batchSize, pollingIntervalSeconds }, fetched);
      };
      await Promise.all(Array.from({ length: concurrency }, startWorker));
    },
    schedule: (name, cron) => boss.schedule(name, cron, null, { tz: 'UTC' }),
    deadLetters: async () => {
      const found = await Promise.all(
        Object.keys(queues).map(async (name) => {
          const jobs = await boss.findJobs<object>(deadLettersOf(name), { queued: true });
          return jobs.map(({ id, data, createdOn }) => ({ id, name, data, createdAt: createdOn }));
        }),
      );
      return found
        .flat()
        .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())
        .slice(0, 100);
    },
    stop: () => boss.stop({ graceful: true, timeout: stopTimeoutMs }),
  };
}

async function createQueues(boss: PgBoss): Promise<void> {
  for (const [name, options] of Object.entries(queues)) {
    const { policy, ...changeable } = options;
    const deadLetter = deadLettersOf(name);
    await boss.createQueue(deadLetter, { retentionSeconds: 90 * 86_400 });
    const settings = { ...changeable, heartbeatSeconds, deadLetter, deleteAfterSeconds: 3_600 };
    await boss.createQueue(name, { ...settings, ...(policy === undefined ? {} : { policy }) });
    await boss.updateQueue(name, settings);
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

/** pg-boss's own statement for new jobs, cut at its one parameter. */
interface Insertion {
  before: string;
  after: string;
}

/** Asks pg-boss for its statements by letting it write to a database that only listens. */
async function readInsertions(boss: PgBoss): Promise<Record<JobName, Insertion>> {
  const entries = (Object.keys(queues) as JobName[]).map(async (name) => {
    let text = '';
    const executeSql = async (statement: string): Promise<{ rows: unknown[] }> => {
      text = statement;
      return { rows: [] };
    };
    await boss.insert(name, [{ data: {} }], { db: { executeSql } });
    const [before, after, ...more] = text.split('$1::json');
    if (before === undefined || after === undefined || more.length > 0) {
      throw new Error(`pg-boss writes jobs of ${name} in a way that is not known here`);
    }
    return [name, { before, after }] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<JobName, Insertion>;
}

/** Lets pg-boss write through a transaction of ours. */
function databaseOf(tx: Sql | Tx): { executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }> } {
  const textOid = 25;
  return {
    executeSql: async (text, values = []) => {
      // pg-boss brings JSON as text and casts it in SQL; typed as text, postgres.js does not encode it a second time.
      const parameters = values.map((value) => tx.typed(value as string, textOid));
      return { rows: await tx.unsafe(text, parameters, { prepare: true }) };
    },
  };
}
