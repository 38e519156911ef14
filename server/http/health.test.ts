import { describe, expect, it } from 'vitest';
import { openTestPool, testDatabase } from '../testing/database.ts';
import { healthRoutes } from './health.ts';

const migrated = await testDatabase();
const empty = await testDatabase('empty');

describe('health', () => {
  it('is ready when the database is there and migrated', async () => {
    const app = healthRoutes({ sql: migrated.sql, isDraining: () => false });
    expect((await app.request('/readyz')).status).toBe(200);
    expect((await app.request('/readyz')).status).toBe(200);
  });

  it('is not ready while it drains', async () => {
    const answer = await healthRoutes({ sql: migrated.sql, isDraining: () => true }).request('/readyz');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toBe('not ready: draining');
  });

  it('is not ready before the migrations', async () => {
    const answer = await healthRoutes({ sql: empty.sql, isDraining: () => false }).request('/readyz');
    expect(await answer.text()).toBe('not ready: migrations');
  });

  it('lives without a database, and is not ready', async () => {
    const sql = openTestPool('postgres://nobody@127.0.0.1:1/none', 1);
    const app = healthRoutes({ sql, isDraining: () => false });
    expect((await app.request('/healthz')).status).toBe(200);
    const answer = await app.request('/readyz');
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('2');
  });
});
