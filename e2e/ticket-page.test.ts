// The public ticket page in a real browser: without a script everything works; with it the page is live.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { call, demoDesk, openTicket } from './desk.ts';

const desk = await demoDesk();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface OpenedTicket {
  /** Path of the requester's page. */
  path: string;
  reference: string;
  /** The console of the member who works on it. */
  member: Page;
}

async function opened(subject: string): Promise<OpenedTicket> {
  const { page: member } = await desk.signIn();
  const reference = await openTicket(member, subject);
  const { publicUrl } = await call<{ publicUrl: string }>(member, 'tickets.update', {
    ref: reference,
    priority: 'high',
  });
  return { path: new URL(publicUrl).pathname, reference, member };
}

const textBox = (page: Page) => page.getByRole('textbox', { name: 'Your answer' });
const send = (page: Page) => page.getByRole('button', { name: 'Send answer' });

describe('without a script', () => {
  it('a customer reads, answers, rates and confirms', async () => {
    const { path, reference, member } = await opened('Lamp without script');
    const { page, complaints } = await desk.stranger({ javaScriptEnabled: false });
    await page.goto(path);
    await page.getByRole('heading', { level: 1, name: 'Lamp without script' }).waitFor();
    await page.getByText('We got your message and will look at it.').waitFor();
    await textBox(page).fill('It flickers twice a minute.');
    await send(page).click();
    await page.getByText('We got your answer.').waitFor();
    await page.locator('.message.you', { hasText: 'It flickers twice a minute.' }).waitFor();
    await call(member, 'tickets.resolve', { ref: reference, resolution: 'Loose contact' });
    await page.goto(`${path}?score=4`);
    expect(await page.getByRole('radio', { name: 'Good', exact: true }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Send rating' }).click();
    await page.getByText('Your rating: Good').waitFor();
    await page.getByRole('button', { name: 'Yes, it is solved' }).click();
    await page.getByText('This is closed.').waitFor();
    expect(complaints).toEqual([]);
  });

  it('what was typed stays when it cannot be sent, and the reader lands beside the problem', async () => {
    const { path } = await opened('Lamp too long');
    const { page } = await desk.stranger({ javaScriptEnabled: false, viewport: { width: 360, height: 640 } });
    await page.goto(path);
    const long = 'word '.repeat(4_100);
    await textBox(page).fill(long);
    await send(page).click();
    await page.getByText('Shorten this to at most 20000 characters.').waitFor();
    expect(await textBox(page).inputValue()).toBe(long);
    expect(page.url()).toContain('#answer');
  });

  it('the page shows no control that does nothing', async () => {
    const { path } = await opened('Lamp controls');
    const { page } = await desk.stranger({ javaScriptEnabled: false });
    await page.goto(path);
    await send(page).waitFor();
    expect(await page.getByText('Add files').isVisible()).toBe(false);
  });
});

describe('with a script', () => {
  it('an answer of the team appears by itself, and the draft and the focus stay', async () => {
    const { path, reference, member } = await opened('Lamp live');
    const { page, complaints } = await desk.stranger();
    await page.goto(path);
    await textBox(page).fill('I am still typing');
    await call(member, 'tickets.reply', { ref: reference, body: 'Is it **plugged in**?', status: 'pending' });
    await page.locator('.message.team', { hasText: 'Is it plugged in?' }).waitFor();
    await page.getByText('We have a question for you.').waitFor();
    expect(await textBox(page).inputValue()).toBe('I am still typing');
    expect(await textBox(page).evaluate((box) => box === document.activeElement)).toBe(true);
    expect(complaints).toEqual([]);
  });

  it('a note of the team changes nothing on the page', async () => {
    const { path, reference, member } = await opened('Lamp note');
    const { page } = await desk.stranger();
    await page.goto(path);
    await call(member, 'tickets.note', { ref: reference, body: 'SECRET between us' });
    await call(member, 'tickets.reply', { ref: reference, body: 'Said aloud' });
    await page.locator('.message.team', { hasText: 'Said aloud' }).waitFor();
    expect(await page.content()).not.toContain('SECRET');
  });

  it('an answer goes out without a reload, once, although it is sent twice', async () => {
    const { path, reference, member } = await opened('Lamp twice');
    const { page, complaints } = await desk.stranger();
    await page.goto(path);
    await page.evaluate(() => Object.assign(window, { stillHere: true }));
    await textBox(page).fill('Sent from a train');
    // The first answer is lost on its way back; the person sends again.
    let isLost = false;
    await page.route('**/reply', async (route) => {
      if (isLost) {
        await route.continue();
        return;
      }
      isLost = true;
      await route.fetch({ maxRedirects: 0 });
      await route.abort();
    });
    await send(page).click();
    await page.getByRole('alert').waitFor();
    expect(await textBox(page).inputValue()).toBe('Sent from a train');
    await send(page).click();
    await page.getByText('We got your answer.').waitFor();
    expect(await page.locator('.message.you', { hasText: 'Sent from a train' }).count()).toBe(1);
    expect(await textBox(page).inputValue()).toBe('');
    expect(await page.evaluate(() => 'stillHere' in window)).toBe(true);
    const { items } = await read<{ items: { message: { body: string } | null }[] }>(member, 'tickets.timeline', {
      ref: reference,
    });
    expect(items.filter(({ message }) => message?.body === 'Sent from a train')).toHaveLength(1);
    expect(complaints.filter((complaint) => !complaint.includes('ERR_FAILED'))).toEqual([]);
  });

  it('a draft survives a reload and is gone once it was sent', async () => {
    const { path } = await opened('Lamp draft');
    const { page } = await desk.stranger();
    await page.goto(path);
    await textBox(page).fill('Half a thought');
    await page.reload();
    expect(await textBox(page).inputValue()).toBe('Half a thought');
    await send(page).click();
    await page.getByText('We got your answer.').waitFor();
    await page.reload();
    expect(await textBox(page).inputValue()).toBe('');
  });

  it('a file goes along with an answer and can be opened', async () => {
    const { path } = await opened('Lamp picture');
    const { page, complaints } = await desk.stranger();
    await page.goto(path);
    await page.locator('input[type=file]').setInputFiles([
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('serial 4711') },
      { name: 'second.txt', mimeType: 'text/plain', buffer: Buffer.from('not this one') },
    ]);
    await page.getByRole('button', { name: '× second.txt' }).click();
    await textBox(page).fill('See the file');
    await send(page).click();
    const link = page
      .locator('.message.you')
      .last()
      .getByRole('link', { name: /notes\.txt/ });
    await link.waitFor();
    expect(await page.locator('.message.you').last().getByRole('link').count()).toBe(1);
    const file = await page.request.get((await link.getAttribute('href')) ?? '');
    expect(await file.text()).toBe('serial 4711');
    expect(complaints).toEqual([]);
  });

  it('a link that is replaced ends the open page', async () => {
    const { path, reference, member } = await opened('Lamp revoked');
    const { page } = await desk.stranger();
    await page.goto(path);
    await send(page).waitFor();
    const { requester } = await read<{ requester: { participantId: string } }>(member, 'tickets.get', {
      ref: reference,
    });
    await call(member, 'tickets.replaceLink', { ref: reference, participantId: requester.participantId });
    await call(member, 'tickets.reply', { ref: reference, body: 'For the new link only' });
    await page.getByText('There is nothing here.').waitFor();
    expect(await page.content()).not.toContain('For the new link only');
  });

  it('nothing is asked of another site, and the address of the page is named to nobody', async () => {
    const { path } = await opened('Lamp alone');
    const { page } = await desk.stranger();
    const requests: { url: string; referer: string | undefined }[] = [];
    page.on('request', (request) => requests.push({ url: request.url(), referer: request.headers()['referer'] }));
    await page.goto(path);
    await page.waitForLoadState('load');
    expect(requests.filter(({ url }) => !url.startsWith(desk.url) && !url.startsWith('data:'))).toEqual([]);
    expect(requests.filter(({ referer }) => (referer ?? '') !== '')).toEqual([]);
  });
});

describe.each([
  ['light', 360],
  ['dark', 1440],
] as const)('in %s at %i pixels', (colorScheme, width) => {
  it('the page has no fault that axe knows of, and nothing sticks out', async () => {
    const { path, reference, member } = await opened(`Lamp ${'very long word'.repeat(12)}`);
    await call(member, 'tickets.reply', {
      ref: reference,
      body: '# Steps\n\n1. one\n2. `two`\n\n> quoted\n\n```\ncode that is long '.concat('x'.repeat(300), '\n```'),
    });
    await call(member, 'tickets.resolve', { ref: reference, resolution: 'Done' });
    // Axe is put into the page by the test, which the page's own policy would refuse.
    const { page } = await desk.stranger({ colorScheme, viewport: { width, height: 800 }, bypassCSP: true });
    await page.goto(path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await page.addScriptTag({ content: axe });
    const faults = await page.evaluate(async () => {
      const { axe: checker } = window as unknown as {
        axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
      };
      const { violations } = await checker.run();
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' ')}`);
    });
    expect(faults).toEqual([]);
  });
});

/** Calls a query with the page's session. */
async function read<Answer>(page: Page, procedure: string, input: object): Promise<Answer> {
  const response = await page.request.get(`/trpc/${procedure}?input=${encodeURIComponent(JSON.stringify(input))}`, {
    headers: { 'x-deskbell-workspace': 'demo' },
  });
  const body = (await response.json()) as { result: { data: Answer } };
  return body.result.data;
}
