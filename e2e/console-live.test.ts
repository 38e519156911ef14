import { describe, expect, it } from 'vitest';
import { call, customerWrites, demoDesk, openTicket } from './desk.ts';

const desk = await demoDesk();

describe('the thread', () => {
  it('shows what the customer writes as it comes', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch is dark');
    await page.goto(`/console/demo/t/${reference}`);
    await page.locator('.message').first().waitFor();
    await customerWrites(page, reference, 'Any news about my torch?');
    await page.getByText('Any news about my torch?').last().waitFor();
  });

  it('reads what came while the connection was lost', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch is lost');
    await page.goto(`/console/demo/t/${reference}`);
    await page.locator('.message').first().waitFor();
    const other = await desk.signIn();
    await page.context().setOffline(true);
    await customerWrites(other.page, reference, 'Written while nobody listened.');
    await page.context().setOffline(false);
    await page.locator('.message', { hasText: 'Written while nobody listened.' }).waitFor();
  });
});

describe('a reply on an older state', () => {
  it('is stopped, shows what came, and goes after it was read', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch blinks');
    await page.goto(`/console/demo/t/${reference}`);
    const box = page.getByRole('textbox', { name: 'Reply to Kim Farrow' });
    await box.fill('Change the battery.');
    await customerWrites(page, reference, 'I have changed the battery already.');
    await page.getByText('Kim Farrow wrote while you were writing.').waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    expect(await box.inputValue()).toBe('Change the battery.');
    expect(await page.locator('.message.team').count()).toBe(0);
    await page.getByRole('button', { name: 'I have read it' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.message.team', { hasText: 'Change the battery.' }).waitFor();
  });

  it('that only the server knew of is stopped as well', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch buzzes');
    // Nothing reaches this page live.
    await page.route('**/trpc/tickets.changes**', (route) => route.abort());
    await page.goto(`/console/demo/t/${reference}`);
    const box = page.getByRole('textbox', { name: 'Reply to Kim Farrow' });
    await box.fill('Shake it.');
    await customerWrites(page, reference, 'I will not shake it.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Kim Farrow wrote while you were writing.').waitFor();
    await page.locator('.message', { hasText: 'I will not shake it.' }).waitFor();
    expect(await box.inputValue()).toBe('Shake it.');
  });
});

describe('a reply that fails', () => {
  it('keeps its text, and trying again sends it once', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch heats');
    await page.route('**/trpc/tickets.changes**', (route) => route.abort());
    await page.goto(`/console/demo/t/${reference}`);
    const keys: (string | undefined)[] = [];
    // The first try reaches the server, and its answer is lost on the way back.
    await page.route('**/trpc/tickets.reply**', async (route) => {
      keys.push(route.request().headers()['idempotency-key']);
      if (keys.length > 1) return route.continue();
      await route.fetch();
      return route.abort();
    });
    const box = page.getByRole('textbox', { name: 'Reply to Kim Farrow' });
    await box.fill('Let it cool down.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByText('Not sent. Your text is kept.').waitFor();
    expect(await box.inputValue()).toBe('Let it cool down.');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Not sent. Your text is kept.').waitFor({ state: 'hidden' });
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    const timeline = await page.request.get(
      `/trpc/tickets.timeline?input=${encodeURIComponent(JSON.stringify({ ref: reference }))}`,
      { headers: { 'x-deskbell-workspace': 'demo' } },
    );
    const { result } = (await timeline.json()) as {
      result: { data: { items: { message: { side: string } | null }[] } };
    };
    expect(result.data.items.filter(({ message }) => message?.side === 'team')).toHaveLength(1);
  });

  it('is over when the thread shows that only its answer was lost', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch glows');
    await page.goto(`/console/demo/t/${reference}`);
    await page.route('**/trpc/tickets.reply**', async (route) => {
      await route.fetch();
      await route.abort();
    });
    const box = page.getByRole('textbox', { name: 'Reply to Kim Farrow' });
    await box.fill('It should glow.');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.locator('.message.team', { hasText: 'It should glow.' }).waitFor();
    await page.getByText('Not sent. Your text is kept.').waitFor({ state: 'hidden' });
    await expect.poll(() => box.inputValue()).toBe('');
  });

  it('finds its draft again after a reload', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch cools');
    await page.goto(`/console/demo/t/${reference}`);
    await page.getByRole('textbox', { name: 'Reply to Kim Farrow' }).fill('Half a sentence');
    await page.reload();
    const box = page.getByRole('textbox', { name: 'Reply to Kim Farrow' });
    await box.waitFor();
    expect(await box.inputValue()).toBe('Half a sentence');
  });
});

describe('the queue', () => {
  it('never moves a row under the pointer: what arrives waits behind a bar', async () => {
    const { page } = await desk.signIn();
    const first = page.locator('.queue-row').first();
    await first.hover();
    const before = await first.getAttribute('data-id');
    await openTicket(page, 'Torch arrived');
    const bar = page.getByRole('button', { name: '1 new' });
    await bar.waitFor();
    expect(await first.getAttribute('data-id')).toBe(before);
    await bar.click();
    await page.locator('.queue-row', { hasText: 'Torch arrived' }).waitFor();
    expect(await first.getAttribute('data-id')).not.toBe(before);
  });

  it('takes new rows in by itself while nobody points at it', async () => {
    const { page } = await desk.signIn();
    await page.locator('.queue-row').first().waitFor();
    await page.mouse.move(900, 400);
    await openTicket(page, 'Torch came by itself');
    await page.locator('.queue-row', { hasText: 'Torch came by itself' }).waitFor();
  });
});

describe('an edit on an older state', () => {
  it('goes through when somebody changed another field', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch shares');
    await page.route('**/trpc/tickets.changes**', (route) => route.abort());
    await page.goto(`/console/demo/t/${reference}`);
    await page.locator('.message').first().waitFor();
    await call(page, 'tickets.update', { ref: reference, subject: 'Torch shared' });
    await page.getByRole('complementary').getByRole('button', { name: 'High' }).click();
    await page.getByText('Priority is now High').waitFor();
    await page.getByRole('button', { name: 'Torch shared' }).waitFor();
  });

  it('asks when somebody changed the same field', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Torch fights');
    await page.route('**/trpc/tickets.changes**', (route) => route.abort());
    await page.goto(`/console/demo/t/${reference}`);
    await page.locator('.message').first().waitFor();
    await call(page, 'tickets.update', { ref: reference, priority: 'low' });
    await page.getByRole('complementary').getByRole('button', { name: 'High' }).click();
    const dialog = page.getByRole('dialog', { name: 'Somebody was faster' });
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Priority: Low' }).waitFor();
  });
});

describe('the inbox', () => {
  it('says what concerns the member, leads there, and counts it as read then', async () => {
    const { page } = await desk.signIn({ path: '/contacts' });
    await page.getByRole('button', { name: 'Inbox, 1 unread' }).click();
    const inbox = page.getByRole('dialog', { name: 'Inbox' });
    await inbox.getByRole('link', { name: /mentioned you/ }).click();
    await page.locator('.message.note').first().waitFor();
    await page.getByRole('button', { name: 'Inbox', exact: true }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Inbox', exact: true }).waitFor();
  });
});
