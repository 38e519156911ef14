// The floor of creation: what any server of this kind must spend. Bare Hono and tRPC, input checked by zod, and one row
// committed by postgres.js; everything above it is Deskbell's own work.
import { serve } from '@hono/node-server';
import { initTRPC } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono } from 'hono';
import { z } from 'zod';
import { connect } from '../../server/db/connect.ts';
import { newId } from '../../server/ids.ts';

const sql = connect({
  url: process.env['DATABASE_URL'] ?? '',
  connectionsMax: 16,
  applicationName: 'bench floor',
  statementTimeoutMs: 10_000,
});
await sql`create table if not exists bench_floor (id uuid primary key, subject text not null, body text not null)`;

const trpc = initTRPC.create();
const router = trpc.router({
  create: trpc.procedure
    .input(z.strictObject({ clientId: z.uuid(), subject: z.string().max(200), body: z.string().max(20_000) }))
    .mutation(async ({ input }) => {
      const id = newId();
      await sql`insert into bench_floor (id, subject, body) values (${id}, ${input.subject}, ${input.body})`;
      return { id };
    }),
});

const app = new Hono();
app.get('/readyz', (c) => c.text('ready'));
app.all('/trpc/*', (c) => fetchRequestHandler({ endpoint: '/trpc', req: c.req.raw, router }));
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT']) });
process.on('SIGTERM', () => process.exit(0));
