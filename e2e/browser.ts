// A real Chromium for journeys: one a file, a fresh context for each person.
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { browserFlags, findChromium } from '../build/chromium.ts';

export interface Person {
  page: Page;
  /** What the page complained about: refused by its policy, thrown and not caught, not found. */
  complaints: string[];
}

/** Called once at the top of a file; answers how to open a page as somebody new. */
export function useBrowser(): (options?: BrowserContextOptions) => Promise<Person> {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: await findChromium(), args: [...browserFlags] });
  });
  afterAll(async () => {
    await browser?.close();
  });
  return async (options = {}) => {
    if (browser === undefined) throw new Error('the browser opens before the first test');
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    return { page, complaints };
  };
}
