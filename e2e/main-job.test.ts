// The main job, from surface to surface and over two nodes: a visitor asks in the widget on one node, an operator answers
// in the console of the other, the visitor reads it without a reload, follows the mail's link and answers there without
// JavaScript, the operator reads that.
import { expect, it } from 'vitest';
import { signInLink } from '../server/auth/sign-in-links.ts';
import { seedDemo } from '../server/demo/seed.ts';
import { testServer } from '../server/testing/server.ts';
import { useBrowser } from './browser.ts';

const person = useBrowser();
const shop = await testServer({ env: { DEMO: '1' } });
const desk = await testServer({ beside: shop });
await seedDemo(shop.deps);

it('a ticket goes from a visitor to an operator and back', async () => {
  const { page: visitor, complaints } = await person();
  await visitor.goto(shop.url);
  const widget = visitor.locator('deskbell-widget');
  await widget.getByRole('button').first().click();
  await widget.getByRole('button', { name: 'Send us a message' }).click();
  await widget.getByLabel('Subject').fill('Do you ship to Iceland?');
  await widget.locator('textarea').fill('I would like to order the Fjell 3.');
  await widget.getByLabel(/name/i).fill('Björk G.');
  await widget.getByLabel(/e-?mail/i).fill('bjork@island.example');
  await widget.getByRole('button', { name: /^Send/ }).click();
  await widget.getByRole('log').getByText('I would like to order the Fjell 3.').waitFor();

  const { page: operator } = await person();
  const { url } = await signInLink(desk.deps, 'demo@fernweh.example');
  await operator.goto(url);
  await operator.getByRole('button').first().click();
  await operator.getByText('Do you ship to Iceland?').first().click();
  await operator.getByRole('textbox', { name: 'Reply to Björk G.' }).fill('Yes, we do: **12 €**, five days.');
  await operator.keyboard.press('Control+Enter');

  // No reload: the stream of the other node brings it.
  await widget.getByRole('log').getByText('five days').waitFor();
  expect(await widget.getByRole('log').locator('strong').innerText()).toBe('12 €');

  const link = await mailedLink();
  const { page: reader } = await person({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await reader.goto(link);
  await reader.getByText('We are working on it.').waitFor();
  await reader.getByRole('textbox', { name: 'Your answer' }).fill('The green one, please.');
  await reader.getByRole('button', { name: 'Send answer' }).click();
  await reader.getByText('We got your answer.').waitFor();

  await operator.getByText('The green one, please.').first().waitFor();
  await widget.getByRole('log').getByText('The green one, please.').waitFor();
  expect(complaints).toEqual([]);
});

/** The link in the mail that brought the answer; the job writes it a moment later. */
async function mailedLink(): Promise<string> {
  let link: string | undefined;
  await expect
    .poll(
      async () => {
        const [mail] = await shop.deps.sql<{ textBody: string }[]>`
          select text_body from mail where to_address = 'bjork@island.example' and kind = 'reply'`;
        link = /http\S+\/t\/[\w-]+/.exec(mail?.textBody ?? '')?.[0];
        return link;
      },
      { timeout: 20_000 },
    )
    .toBeDefined();
  return link ?? '';
}
