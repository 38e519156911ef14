// The floor of a page: bare Hono, one select by the primary key, and as many bytes of HTML as ours.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { readFileSync } from 'node:fs';
import { connect } from '../../server/db/connect.ts';

const html = readFileSync(process.env['PAGE_FILE'] ?? '', 'utf8');
const sql = connect({
  url: process.env['DATABASE_URL'] ?? '',
  connectionsMax: 16,
  applicationName: 'bench floor',
  statementTimeoutMs: 10_000,
});

const app = new Hono();
app.get('/readyz', (c) => c.text('ready'));
app.get('/t/:id', async (c) => {
  const [row] = await sql<{ number: number }[]>`
    select number from ticket
    where workspace_id = ${process.env['WORKSPACE_ID'] ?? ''} and id = ${c.req.param('id')}`;
  return row === undefined ? c.notFound() : c.html(html);
});
serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env['PORT']) });
process.on('SIGTERM', () => process.exit(0));
