import { describe, expect, it } from 'vitest';
import { demoDesk, openTicket } from './desk.ts';

const desk = await demoDesk();

describe('sign-in', () => {
  it('by a mailed link opens the workspace, within the page’s own policy', async () => {
    const { page, complaints } = await desk.signIn();
    await page.getByRole('heading', { name: 'Tickets', level: 1 }).waitFor();
    expect(await page.locator('.queue-row').count()).toBeGreaterThan(10);
    expect(complaints).toEqual([]);
  });

  it('is asked for first, and then leads to the page that was wanted', async () => {
    const { page } = await desk.stranger();
    await page.goto('/console/demo/contacts');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(new URL(page.url()).searchParams.get('to')).toBe('/console/demo/contacts');
  });

  it('never leads to another site', async () => {
    const { page } = await desk.signIn();
    await page.goto('/console/sign-in?to=https://evil.test/console');
    await page.getByLabel('E-mail').fill('nobody@fernweh.example');
    await page.getByLabel('Password').fill('wrong horse battery');
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('alert').getByText('E-mail or password is not right.').waitFor();
    expect(new URL(page.url()).origin).toBe(desk.url);
  });

  it('ends with sign-out', async () => {
    const { page } = await desk.signIn();
    await page.getByRole('button', { name: /^You:/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/console/demo');
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  });
});

describe('a ticket', () => {
  it('is answered, and the answer stands in the thread', async () => {
    const { page, complaints } = await desk.signIn();
    const reference = await openTicket(page, 'Lamp flickers');
    await page.goto(`/console/demo/t/${reference}`);
    await page.getByRole('textbox', { name: 'Reply to Kim Farrow' }).fill('Please turn it **off** and on again.');
    await page.keyboard.press('Control+Enter');
    const answer = page.locator('.message.team');
    await answer.waitFor();
    expect(await answer.locator('strong').last().textContent()).toBe('off');
    await page.getByRole('button', { name: 'Status: In progress' }).waitFor();
    expect(await page.getByRole('textbox', { name: 'Reply to Kim Farrow' }).inputValue()).toBe('');
    expect(complaints).toEqual([]);
  });

  it('keeps an internal note apart: ground, lock and words', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Lamp hums');
    await page.goto(`/console/demo/t/${reference}`);
    await page.getByRole('tab', { name: 'Internal note' }).click();
    await page.getByRole('textbox', { name: 'Internal note' }).fill('Known fault of batch 7.');
    await page.getByRole('button', { name: 'Add note' }).click();
    const note = page.locator('.message.note');
    await note.getByText('Internal note').waitFor();
    expect(await note.textContent()).toContain('Known fault of batch 7.');
  });

  it('is renamed where its title stands, and Escape takes it back', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Lmap');
    await page.goto(`/console/demo/t/${reference}`);
    await page.getByRole('button', { name: 'Lmap' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Never mind');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Lmap' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill('Lamp');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Lamp', exact: true }).waitFor();
    await page.locator('.queue-row[aria-current=true]', { hasText: 'Lamp' }).waitFor();
  });

  it('changes its status in one click, and back by Undo', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Lamp dims');
    await page.goto(`/console/demo/t/${reference}`);
    const side = page.getByRole('complementary');
    await side.getByRole('button', { name: 'On hold' }).click();
    await page.getByText('Status is now On hold').waitFor();
    await page.keyboard.press('z');
    await page.getByRole('button', { name: 'Status: Open' }).waitFor();
  });

  it('is resolved only with words on how', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Lamp is warm');
    await page.goto(`/console/demo/t/${reference}`);
    await page.locator('.ticket-head').getByRole('button', { name: 'Resolve' }).click();
    const dialog = page.getByRole('dialog', { name: 'Resolve' });
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await dialog.getByText('Say in a few words how it was solved.').waitFor();
    await dialog.getByRole('textbox').fill('Warm is what lamps are.');
    await dialog.getByRole('radio', { name: '5' }).check();
    await dialog.getByRole('button', { name: 'Resolve' }).click();
    await page.getByText('Warm is what lamps are.').first().waitFor();
    await page.getByText('5 of 5').waitFor();
    expect(await page.locator('.head-act').count()).toBe(0);
  });

  it('is opened by hand for a new customer', async () => {
    const { page } = await desk.signIn();
    await page.keyboard.press('c');
    const dialog = page.getByRole('dialog', { name: 'New ticket' });
    await dialog.getByRole('combobox', { name: 'Customer' }).fill('new.person@customer.example');
    await dialog.getByRole('option', { name: /New contact/ }).waitFor();
    await page.keyboard.press('Enter');
    await dialog.getByRole('textbox', { name: 'Subject' }).fill('Called about a lamp');
    await dialog.getByRole('textbox', { name: 'First message' }).fill('It arrived broken.');
    await dialog.getByRole('button', { name: 'Open ticket' }).click();
    await page.waitForURL(/\/t\/TKT-/);
    await page.getByRole('button', { name: 'Called about a lamp' }).waitFor();
  });

  it('leaves the queue when archived and can only be read then', async () => {
    const { page } = await desk.signIn();
    const reference = await openTicket(page, 'Spam about lamps');
    await page.goto(`/console/demo/t/${reference}`);
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
    await page.getByText('Nobody can write to this ticket now.').waitFor();
    await page.getByRole('button', { name: 'More' }).click();
    await page.getByRole('menuitem', { name: 'Restore' }).click();
    await page.getByRole('textbox', { name: /^Reply to/ }).waitFor();
  });
});
