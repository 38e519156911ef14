// What this node does, for Prometheus: request durations by route, jobs by state, streams, the process itself.
import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { AppError } from '#shared/errors.ts';
import type { Sql } from '../db/connect.ts';
import { hashToken } from '../keys.ts';

export interface MetricsOptions {
  sql: Sql;
  /** Null: /metrics does not exist. */
  token: string | null;
  openStreams: () => number;
}

export interface Metrics {
  /** Measures every request that passes. */
  measure: MiddlewareHandler;
  routes: Hono;
}

/** One registry a node; tests make as many as they like. */
export function createMetrics({ sql, token, openStreams }: MetricsOptions): Metrics {
  const registry = new Registry();
  const durations = new Histogram({
    name: 'deskbell_http_request_duration_seconds',
    help: 'Time from the head of a request to the head of its answer.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const jobs = new Gauge({
    name: 'deskbell_jobs',
    help: 'Jobs by name and state.',
    labelNames: ['name', 'state'],
    registers: [registry],
  });
  const streams = new Gauge({ name: 'deskbell_streams', help: 'Live streams of this node.', registers: [registry] });
  if (token !== null) collectDefaultMetrics({ register: registry, prefix: 'deskbell_' });
  const count = async (): Promise<void> => {
    streams.set(openStreams());
    const rows = await countJobs(sql).catch(() => []);
    jobs.reset();
    for (const { name, state, found } of rows) jobs.set({ name, state }, found);
  };
  return {
    measure: async (c, next) => {
      if (token === null) return next();
      const startedAt = performance.now();
      await next();
      const labels = { method: c.req.method, route: routeOf(c), status: c.res.status };
      durations.observe(labels, (performance.now() - startedAt) / 1_000);
    },
    routes: new Hono().get('/metrics', async (c) => {
      if (token === null) throw new AppError('not_found', 'There is nothing here.');
      if (!isToken(c.req.header('authorization'), token)) throw new AppError('unauthorized', 'Send the metrics token.');
      await count();
      return c.body(await registry.metrics(), 200, { 'content-type': registry.contentType });
    }),
  };
}

/** The pattern, never the path: a path holds tokens, and every value of a label is kept in memory. */
function routeOf(c: Context): string {
  if (!c.req.path.startsWith('/trpc/')) return routePath(c, -1);
  // Names passed the batch check; a refused one would be anything.
  return c.res.status === 404 || c.req.path.includes(',') ? '/trpc/*' : c.req.path;
}

function isToken(authorization: string | undefined, token: string): boolean {
  const given = /^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(hashToken(given), hashToken(token));
}

function countJobs(sql: Sql): Promise<{ name: string; state: string; found: number }[]> {
  return sql<{ name: string; state: string; found: number }[]>`
    select name, state::text, count(*) as found from pgboss.job group by name, state`;
}
