import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { demoDesk, openTicket } from './desk.ts';

const desk = await demoDesk();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page, as lines. Colours are judged where they have come to rest, not on their way. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate('Promise.allSettled(document.getAnimations().map(({ finished }) => finished)).then(() => null)');
  // A statement of its own: the page's policy knows nothing of the test's tools.
  await page.evaluate(`${axe};0`);
  const violations = await page.evaluate(
    `axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes[0].html))`,
  );
  return violations as string[];
}

const rooms = ['', '/contacts', '/outbox', '/settings/account', '/settings/general', '/settings/team'].concat(
  ['widget', 'labels', 'categories', 'departments', 'api-keys'].map((section) => `/settings/${section}`),
);

describe.each([
  ['light', 1440],
  ['dark', 1440],
  ['light', 360],
] as const)('in %s at %i px', (colorScheme, width) => {
  it('every room is clean for axe, fits the screen and keeps to its policy', async () => {
    const { page, complaints } = await desk.signIn({ colorScheme, viewport: { width, height: 800 } });
    for (const room of rooms) {
      await page.goto(`/console/demo${room}`);
      await page.locator('.queue-row:visible, .list-row:visible, .card:visible').first().waitFor();
      await page.locator('.skeletons').first().waitFor({ state: 'detached' });
      expect(await findings(page), room).toEqual([]);
      const overhang = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overhang, room).toBeLessThanOrEqual(0);
    }
    expect(complaints).toEqual([]);
  });

  it('a ticket with its menus and dialogs is clean as well', async () => {
    const { page } = await desk.signIn({ colorScheme, viewport: { width, height: 800 } });
    const reference = await openTicket(page, 'A'.repeat(120));
    await page.goto(`/console/demo/t/${reference}`);
    await page.locator('.message').first().waitFor();
    expect(await findings(page)).toEqual([]);
    await page.getByRole('button', { name: /^Status:/ }).click();
    await page.getByRole('menuitemradio', { name: 'On hold' }).waitFor();
    expect(await findings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Resolve' }).first().click();
    await page.getByRole('dialog', { name: 'Resolve' }).waitFor();
    expect(await findings(page)).toEqual([]);
    const overhang = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(overhang).toBeLessThanOrEqual(0);
  });
});

describe('by keyboard alone', () => {
  it('a ticket is found, read, assigned, answered and left', async () => {
    const { page } = await desk.signIn();
    await openTicket(page, 'Keys only');
    await page.locator('.queue-row', { hasText: 'Keys only' }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Keys only');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Keys only' }).waitFor();
    await page.keyboard.press('a');
    await page.getByRole('combobox', { name: /Assign/ }).fill('tom');
    await page.keyboard.press('Enter');
    await page.getByText('Assigned to Tom Okafor').waitFor();
    await page.keyboard.press('r');
    await page.keyboard.type('Typed without a mouse.');
    await page.keyboard.press('Control+Enter');
    await page.locator('.message.team', { hasText: 'Typed without a mouse.' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.keyboard.press('c');
    await page.getByRole('heading', { name: 'Contacts', level: 1 }).waitFor();
  });

  it('a command is run by its name', async () => {
    const { page } = await desk.signIn();
    await page.locator('.queue-row').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).fill('sett');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor();
  });

  it('single keys can be switched off', async () => {
    const { page } = await desk.signIn();
    await page.locator('.queue-row').first().waitFor();
    await page.keyboard.press('?');
    await page.getByRole('checkbox', { name: /single key/ }).uncheck();
    await page.keyboard.press('Escape');
    await page.keyboard.press('c');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search commands' }).waitFor();
    expect(await page.getByRole('dialog', { name: 'New ticket' }).count()).toBe(0);
  });
});

describe('on a phone', () => {
  it('one pane is shown at a time, with a way back', async () => {
    const { page } = await desk.signIn({ viewport: { width: 390, height: 780 }, hasTouch: true });
    await page.locator('.queue-row').first().tap();
    await page.locator('.message').first().waitFor();
    expect(await page.locator('db-queue').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Details' }).tap();
    await page.getByRole('complementary').getByRole('button', { name: 'Urgent' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Back to the list' }).tap();
    await page.locator('.queue-row').first().waitFor();
    expect(await page.locator('db-ticket').count()).toBe(0);
  });
});

describe('in German', () => {
  it('the console speaks it, and keeps the choice', async () => {
    const { page } = await desk.signIn({ locale: 'de-DE' });
    await page.getByRole('heading', { name: 'Tickets', level: 1 }).waitFor();
    await page.getByRole('link', { name: /^Meine/ }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    await page.getByRole('button', { name: /^Du:/ }).click();
    await page.getByRole('menuitemradio', { name: 'English' }).click();
    await page.getByRole('link', { name: /^Mine/ }).waitFor();
    await page.reload();
    await page.getByRole('link', { name: /^Mine/ }).waitFor();
  });
});
