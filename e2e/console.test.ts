import { describe, expect, it } from 'vitest';
import { signInLink } from '../server/auth/sign-in-links.ts';
import { testServer } from '../server/testing/server.ts';
import { createWorkspace } from '../server/workspaces/create-actions.ts';
import { useBrowser } from './browser.ts';

const open = useBrowser();
const server = await testServer({ env: { DEMO: '0' } });

describe('the console', () => {
  it('opens for somebody with a sign-in link, within its own policy', async () => {
    await createWorkspace(server.deps, { name: 'Acme', slug: 'acme', ownerEmail: 'ada@acme.example' });
    const { url } = await signInLink(server.deps, 'ada@acme.example');
    const { page, complaints } = await open();
    await page.goto(url);
    await page.getByRole('button').first().click();
    await page.waitForURL((address) => address.pathname.startsWith('/console') && !address.search.includes('token'));
    expect(complaints).toEqual([]);
  });
});
