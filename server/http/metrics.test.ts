import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { testDatabase } from '../testing/database.ts';
import { answerError } from './errors.ts';
import { createLog } from '../log.ts';
import { createMetrics } from './metrics.ts';

const { sql } = await testDatabase();
const token = 'a-metrics-token-of-a-kind';

function appFor(metricsToken: string | null): Hono {
  const { measure, routes } = createMetrics({ sql, token: metricsToken, openStreams: () => 7 });
  const app = new Hono().use(measure).get('/t/:token', (c) => c.text('ok'));
  app.route('/', routes);
  app.onError((error, c) => answerError(error, c, createLog('silent')));
  return app;
}

describe('metrics', () => {
  it('tells durations by route, streams and the event loop, and never a path', async () => {
    const app = appFor(token);
    await app.request('/t/very-secret-token');
    const answer = await app.request('/metrics', { headers: { authorization: `Bearer ${token}` } });
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(text).toContain(
      'deskbell_http_request_duration_seconds_count{method="GET",route="/t/:token",status="200"} 1',
    );
    expect(text).toContain('deskbell_streams 7');
    expect(text).toContain('deskbell_nodejs_eventloop_lag_seconds');
    expect(text).not.toContain('very-secret-token');
  });

  it('shows nothing without the token', async () => {
    const app = appFor(token);
    expect((await app.request('/metrics')).status).toBe(401);
    expect((await app.request('/metrics', { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
  });

  it('does not exist when no token is set', async () => {
    expect((await appFor(null).request('/metrics', { headers: { authorization: 'Bearer ' } })).status).toBe(404);
  });
});
