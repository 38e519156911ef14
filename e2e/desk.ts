// The demo's desk on a node of its own: people sign in, tickets come in, customers answer.
import { randomUUID } from 'node:crypto';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { signInLink } from '../server/auth/sign-in-links.ts';
import { demoSlug, seedDemo } from '../server/demo/seed.ts';
import { testServer } from '../server/testing/server.ts';
import { type Person, useBrowser } from './browser.ts';

const owner = 'demo@fernweh.example';

export interface DemoDesk {
  url: string;
  /** A page of the console's workspace, signed in: as the owner unless an address is given. */
  signIn(options?: BrowserContextOptions & { email?: string; path?: string }): Promise<Person>;
  /** A page of somebody who is not signed in. */
  stranger(options?: BrowserContextOptions): Promise<Person>;
}

/** Called once at the top of a file. */
export async function demoDesk(): Promise<DemoDesk> {
  const stranger = useBrowser();
  const server = await testServer({ env: { DEMO: '0' } });
  await seedDemo(server.deps);
  return {
    url: server.url,
    stranger: (options) => stranger({ ...options, baseURL: server.url }),
    signIn: async ({ email = owner, path = '', ...options } = {}) => {
      const person = await stranger({ ...options, baseURL: server.url });
      const { url } = await signInLink(server.deps, email);
      await person.page.goto(url);
      await person.page.getByRole('button').first().click();
      await person.page.waitForURL(/\/console\/demo/);
      await person.page.goto(`/console/${demoSlug}${path}`);
      await person.page.getByRole('main').waitFor();
      return person;
    },
  };
}

/** Calls a procedure with the page's session, as another tab of the same member would. */
export async function call<Answer>(page: Page, procedure: string, input: object): Promise<Answer> {
  const response = await page.request.post(`/trpc/${procedure}`, {
    headers: {
      'x-deskbell-workspace': demoSlug,
      'idempotency-key': randomUUID(),
      origin: new URL(page.url()).origin,
    },
    data: input,
  });
  expect(response.status(), await response.text()).toBe(200);
  const body = (await response.json()) as { result: { data: Answer } };
  return body.result.data;
}

/** A ticket of a customer, opened by hand. */
export async function openTicket(page: Page, subject: string): Promise<string> {
  const requester = { email: `${randomUUID().slice(0, 8)}@customer.example`, name: 'Kim Farrow' };
  const ticket = await call<{ reference: string }>(page, 'tickets.create', {
    subject,
    body: 'The lamp flickers since yesterday.',
    channel: 'phone',
    requester,
  });
  return ticket.reference;
}

/** The customer answers a ticket. */
export async function customerWrites(page: Page, ref: string, body: string): Promise<void> {
  await call(page, 'tickets.reply', { ref, body, as: 'customer' });
}
