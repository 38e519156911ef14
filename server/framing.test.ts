// No page of ours is shown inside somebody else's, whatever the path and whether it exists or not.
import { describe, expect, it } from 'vitest';
import { addWorkspace } from './testing/desk.ts';
import { testDeps } from './testing/deps.ts';
import { httpApp, question, widgetClient } from './testing/http-app.ts';
import { makeLinkToken } from './tickets/link.ts';

const deps = await testDeps({ env: { DEMO: '1' } });
const { app, nobody } = httpApp(deps);
const { workspace } = await addWorkspace(deps, 'desk');
const { data } = await widgetClient(app, workspace.publicKey).mutate<{ ticketId: string }>(
  'customer.create',
  question(),
);
const [participant] = await deps.sql<{ id: string }[]>`select id from participant where ticket_id = ${data.ticketId}`;
const token = makeLinkToken(deps.keys, {
  workspaceId: workspace.id,
  ticketId: data.ticketId,
  participantId: participant?.id ?? '',
  linkVersion: 1,
});

const paths = [
  '/',
  '/console',
  '/console/tickets/TKT-0001',
  `/t/${token}`,
  '/t/nothing',
  '/portal/desk',
  '/portal/nobody',
  '/api/docs',
  '/api/v1/openapi.json',
  '/api/v1/tickets',
  '/api/auth/get-session',
  '/trpc/customer.settings',
  '/healthz',
  '/nothing-here',
];

describe.each(paths)('%s', (path) => {
  it('may not be framed, sniffed or named to others', async () => {
    const { headers } = await nobody.send(path);
    expect(headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/);
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).not.toMatch(/unsafe-|\*/);
  });
});

describe('a page that a token opens', () => {
  it('is kept nowhere on its way', async () => {
    const { headers, status } = await nobody.send(`/t/${token}`);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(headers.get('x-robots-tag') ?? '').toContain('noindex');
  });
});
