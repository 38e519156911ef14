// Writing to a workspace without its widget and without a script.
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { Deps } from '../deps.ts';
import { randomToken } from '../keys.ts';
import { changeSettings, testDesk } from '../testing/desk.ts';
import { pageClient } from '../testing/page-client.ts';
import { ticketPageRoutes } from '../ticket-page/routes.ts';
import { portalRoutes } from './routes.ts';

const { deps, workspace } = await testDesk('fernweh');
const both = (node: Deps): Hono => new Hono().route('/', portalRoutes(node)).route('/', ticketPageRoutes(node));
const customer = pageClient(deps, both);
const form = (over: Record<string, string> = {}): Record<string, string> => ({
  clientId: randomUUID(),
  visitor: randomToken(),
  name: 'Kim Lee',
  email: 'Kim@Customer.example',
  subject: 'Tent',
  body: 'It leaks.',
  ...over,
});

async function tickets(subject: string) {
  return deps.sql<{ channel: string; audience: string; requesterVerified: boolean; body: string; address: string }[]>`
    select t.channel, t.audience, t.requester_verified, m.body, e.address from ticket t
    join message m on m.workspace_id = t.workspace_id and m.ticket_id = t.id
    join contact_email e on e.workspace_id = t.workspace_id and e.contact_id = t.requester_contact_id
    where t.subject = ${subject}`;
}

describe('the portal', () => {
  test('takes a message and leads to the page of its ticket', async () => {
    const answer = await customer.post('/portal/fernweh', form({ subject: 'Leads on' }));
    expect(answer.status).toBe(303);
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/t\/[\w-]{88}\?done=created$/);
    const page = await (await customer.get(location)).text();
    expect(page).toContain('We got it.');
    expect(page).toContain('It leaks.');
    expect(await tickets('Leads on')).toEqual([
      {
        channel: 'portal',
        audience: 'customer',
        requesterVerified: false,
        body: 'It leaks.',
        address: 'kim@customer.example',
      },
    ]);
  });

  test('makes one ticket of a form that is sent twice', async () => {
    const twice = form({ subject: 'Twice' });
    const answers = await Promise.all([
      customer.post('/portal/fernweh', twice),
      customer.post('/portal/fernweh', twice),
    ]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await tickets('Twice')).toHaveLength(1);
  });

  test('says beside each field what to mend and keeps what was typed', async () => {
    const answer = await customer.post(
      '/portal/fernweh',
      form({ email: 'a@b, c@d.example', subject: ' ', body: '<b>kept</b>' }),
    );
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('id="email-problem"');
    expect(page).toContain('id="subject-problem"');
    expect(page).not.toContain('id="body-problem"');
    expect(page).toContain('&lt;b&gt;kept&lt;/b&gt;</textarea>');
    expect(page).toContain('value="a@b, c@d.example"');
  });

  test('answers alike whether the address is known or not', async () => {
    const [known, unknown] = await Promise.all([
      customer.post('/portal/fernweh', form({ email: 'owner@fernweh.example', subject: 'K' })),
      customer.post('/portal/fernweh', form({ email: 'nobody@customer.example', subject: 'U' })),
    ]);
    expect([known.status, unknown.status]).toEqual([303, 303]);
  });

  test('asks for a topic where the workspace wants one', async () => {
    expect(await (await customer.get('/portal/fernweh')).text()).not.toContain('<select');
    await changeSettings(deps, workspace.id, { widget: { fields: { category: true, priority: false, phone: false } } });
    const page = await (await customer.get('/portal/fernweh')).text();
    const id = /<option value="([^"]+)" >Billing/.exec(page)?.[1] ?? '';
    await customer.post('/portal/fernweh', form({ subject: 'With topic', categoryId: id }));
    const [row] = await deps.sql`
      select c.name from ticket t join category c on c.workspace_id = t.workspace_id and c.id = t.category_id
      where t.subject = 'With topic'`;
    expect(row).toEqual({ name: 'Billing' });
  });

  test('refuses strangers where a workspace serves signed visitors only, and keeps the text', async () => {
    await changeSettings(deps, workspace.id, { identityRequired: true });
    const answer = await customer.post('/portal/fernweh', form({ body: 'Do not lose me' }));
    await changeSettings(deps, workspace.id, { identityRequired: false });
    expect(answer.status).toBe(401);
    expect(await answer.text()).toContain('Do not lose me</textarea>');
  });

  test('speaks the language of the browser', async () => {
    expect(await (await customer.get('/portal/fernweh', { 'accept-language': 'de-CH' })).text()).toContain(
      '<html lang="de">',
    );
  });

  test('is not there for a workspace that does not exist', async () => {
    for (const slug of ['nobody', 'x'.repeat(300), '%00', "'"])
      expect((await customer.get(`/portal/${slug}`)).status).toBe(404);
    expect((await customer.post('/portal/nobody', form())).status).toBe(404);
  });

  test('mails the link of a ticket to who asks with its number', async () => {
    const page = await (await customer.get('/portal/fernweh')).text();
    const link = /name="link" value="([\w-]{22})"/.exec(page)?.[1] ?? '';
    expect(
      (await customer.post('/t/new-link', { email: 'kim@customer.example', reference: 'TKT-0001', link })).status,
    ).toBe(200);
  });
});
