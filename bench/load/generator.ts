// The load generator: a process of its own, so that its work is nobody else's. Takes one order at a time over IPC.
import { openConnection } from './connection.ts';
import { type PlanOrder, planOf } from './plans.ts';

export interface LoadOrder {
  host: string;
  port: number;
  connections: number;
  /** Sent and checked, but not measured, so that caches and the compiler settle; given up after 20 seconds. */
  warmRequests: number;
  runMs: number;
  plan: PlanOrder;
}

export interface LoadResult {
  requests: number;
  errors: number;
  /** The first bad answer, for whoever looks into it. */
  firstError: string | null;
  seconds: number;
  p50Ms: number;
  p99Ms: number;
}

export type LoadMessage = { kind: 'begun' } | { kind: 'done'; result: LoadResult };

process.on('message', (order: LoadOrder) => {
  void run(order).then((result) => tell({ kind: 'done', result }));
});
process.on('disconnect', () => process.exit(0));

function tell(message: LoadMessage): void {
  process.send?.(message);
}

const warmMsMax = 20_000;

async function run(order: LoadOrder): Promise<LoadResult> {
  const nextRequest = planOf(order.plan);
  const started = performance.now();
  const latencies: number[] = [];
  let begin = Number.POSITIVE_INFINITY;
  let sent = 0;
  let answered = 0;
  let errors = 0;
  let firstError: string | null = null;

  const noteAnswer = (before: number, now: number): void => {
    answered += 1;
    if (now >= begin && now < begin + order.runMs) latencies.push(now - before);
    if (begin < Number.POSITIVE_INFINITY || (answered < order.warmRequests && now - started < warmMsMax)) return;
    begin = now;
    tell({ kind: 'begun' });
  };
  const client = async (): Promise<void> => {
    const connection = openConnection(order.host, order.port);
    for (let before = started; before < begin + order.runMs; before = performance.now()) {
      const request = nextRequest(sent);
      sent += 1;
      const sentAt = performance.now();
      const answer = await connection
        .send(request.text)
        .catch((error: unknown) => ({ status: 0, body: String(error) }));
      if (!request.isGood(answer)) {
        errors += 1;
        firstError ??= `${answer.status} ${answer.body.slice(0, 300)}`;
      }
      noteAnswer(sentAt, performance.now());
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: order.connections }, client));
  const sorted = Float64Array.from(latencies).sort();
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    requests: sorted.length,
    errors,
    firstError,
    seconds: order.runMs / 1_000,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}
