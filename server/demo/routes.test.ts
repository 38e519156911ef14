// The sample shop is there with the demo, and only then.
import { describe, expect, test } from 'vitest';
import { testDeps } from '../testing/deps.ts';
import { pageClient } from '../testing/page-client.ts';
import { products } from './products.ts';
import { demoRoutes } from './routes.ts';
import { seedDemo } from './seed.ts';

const deps = await testDeps({ env: { DEMO: '1' } });
const bare = await testDeps({ env: { DEMO: '1' } });
await seedDemo(deps);
const shop = pageClient(deps, demoRoutes);

describe('the sample shop', () => {
  test('carries the widget by one script tag on each of its pages', async () => {
    const [row] = await deps.sql<{ publicKey: string }[]>`select public_key from workspace where slug = 'demo'`;
    for (const path of ['/', ...products.map(({ slug }) => `/shop/${slug}`)]) {
      const answer = await shop.get(path);
      expect(answer.status).toBe(200);
      const page = await answer.text();
      expect(page.match(/<script/g)).toHaveLength(1);
      expect(page).toContain(
        `src="http://desk.test/v1/deskbell.js" data-key="${row?.publicKey ?? ''}" data-api="http://desk.test"`,
      );
      expect(page).toContain('data-deskbell-open');
    }
  });

  test('has a policy that lets in nothing but its own', async () => {
    const policy = (await shop.get('/')).headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe');
  });

  test('leads to the console where its help desk is gone', async () => {
    const answer = await pageClient(bare, demoRoutes).get('/');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console']);
  });

  test('is not there without the demo', async () => {
    const plain = { ...deps, config: { ...deps.config, demo: false } };
    expect((await pageClient(plain, demoRoutes).get('/')).status).toBe(404);
    expect((await pageClient(plain, demoRoutes).get('/shop/skarn')).status).toBe(404);
  });
});
