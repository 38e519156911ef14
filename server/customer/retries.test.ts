// The connection was cut after the commit and the widget sends again: whatever happened to the ticket meanwhile, the same
// call answers what it answered before, and writes nothing.
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { newId } from '../ids.ts';
import { asDesk, changeSettings, testDesk } from '../testing/desk.ts';
import { countRows, type HttpClient, httpApp, httpClient, question, widgetClient } from '../testing/http-app.ts';

interface Opened {
  ticketId: string;
  reference: string;
}

const { deps, workspace, owner } = await testDesk();
const { app } = httpApp(deps);
const desk = asDesk(deps, owner);
afterEach(() => changeSettings(deps, workspace.id, { closedReply: 'reopen' }));

const browser = () => widgetClient(app, workspace.publicKey);
const close = (ref: string) => desk.tickets.update({ ref, status: 'closed' });
const reopen = (ref: string) => desk.tickets.update({ ref, status: 'open' });

async function addCategory(): Promise<string> {
  const id = newId();
  await deps.sql`
    insert into category (workspace_id, id, name, audience) values (${workspace.id}, ${id}, ${id}, 'customer')`;
  return id;
}

async function archiveCategory(id: string): Promise<void> {
  await deps.sql`update category set archived_at = now() where workspace_id = ${workspace.id} and id = ${id}`;
}

async function opened(client: HttpClient): Promise<Opened> {
  return (await client.mutate<Opened>('customer.create', question())).data;
}

/** Sends a reply, lets something happen, and sends the very same again. */
async function retried(client: HttpClient, ticketId: string, meanwhile: () => Promise<unknown>) {
  const reply = { clientId: randomUUID(), ticketId, body: 'Are you there?' };
  const send = () => client.mutate<{ followUp: Opened | null }>('customer.reply', reply);
  const first = await send();
  await meanwhile();
  const before = await countRows(deps.sql);
  const second = await send();
  expect(await countRows(deps.sql)).toEqual(before);
  return { first, second };
}

describe('a reply that was kept already', () => {
  it.each(['reopen', 'follow_up', 'refuse'] as const)(
    'answers the same when the ticket was closed since (%s)',
    async (closedReply) => {
      const client = browser();
      const { ticketId } = await opened(client);
      const { first, second } = await retried(client, ticketId, async () => {
        await close(ticketId);
        await changeSettings(deps, workspace.id, { closedReply });
      });
      expect([first.status, second.status]).toEqual([200, 200]);
      expect(second.body).toEqual(first.body);
    },
  );

  it('answers the same when it opened a follow-up and the ticket was reopened since', async () => {
    const client = browser();
    const { ticketId } = await opened(client);
    await close(ticketId);
    await changeSettings(deps, workspace.id, { closedReply: 'follow_up' });
    const { first, second } = await retried(client, ticketId, () => reopen(ticketId));
    expect(first.data.followUp).not.toBeNull();
    expect(second.body).toEqual(first.body);
  });

  it('answers the same when the ticket was archived since', async () => {
    const client = browser();
    const { ticketId } = await opened(client);
    const { first, second } = await retried(client, ticketId, () => desk.tickets.archive({ ref: ticketId }));
    expect(second.body).toEqual(first.body);
  });

  it('answers the same by the public link', async () => {
    const { ticketId } = await opened(browser());
    const { publicUrl } = await desk.tickets.get({ ref: ticketId });
    const link = httpClient(app, { 'x-deskbell-link': publicUrl?.split('/t/')[1] ?? '' });
    const { first, second } = await retried(link, ticketId, () => close(ticketId));
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });

  it('is refused with another text under the same id, in every state of the ticket', async () => {
    const client = browser();
    const { ticketId } = await opened(client);
    const clientId = randomUUID();
    await client.mutate('customer.reply', { clientId, ticketId, body: 'One.' });
    const other = () => client.mutate('customer.reply', { clientId, ticketId, body: 'Two.' });
    expect((await other()).code).toBe('unprocessable');
    await close(ticketId);
    await changeSettings(deps, workspace.id, { closedReply: 'follow_up' });
    const before = await countRows(deps.sql);
    expect((await other()).code).toBe('unprocessable');
    expect(await countRows(deps.sql)).toEqual(before);
  });
});

describe('a ticket that was opened already', () => {
  it('is answered again, with the same bytes, and other words under its id are refused', async () => {
    const client = browser();
    const input = question({ email: 'cora@example.com' });
    const first = await client.mutate<Opened>('customer.create', input);
    await close(first.data.ticketId);
    const before = await countRows(deps.sql);
    expect((await client.mutate('customer.create', input)).text).toBe(first.text);
    const other = await client.mutate('customer.create', { ...input, subject: 'Something else' });
    expect([other.status, other.code]).toEqual([422, 'unprocessable']);
    expect(await countRows(deps.sql)).toEqual(before);
  });

  it('is answered again though its category went to the archive meanwhile', async () => {
    const client = browser();
    const categoryId = await addCategory();
    const input = question({ categoryId });
    const first = await client.mutate<Opened>('customer.create', input);
    expect(first.status).toBe(200);
    await archiveCategory(categoryId);
    expect((await client.mutate('customer.create', input)).text).toBe(first.text);
    expect((await client.mutate('customer.create', question({ categoryId }))).status).toBe(422);
  });

  it('is nobody else’s: the same id from another browser opens another ticket', async () => {
    const input = question();
    const answers = [
      await browser().mutate<Opened>('customer.create', input),
      await browser().mutate<Opened>('customer.create', input),
    ];
    expect(new Set(answers.map(({ data }) => data.reference)).size).toBe(2);
  });
});

describe('a reply that was not kept', () => {
  it('opens its follow-up though the category of the ticket went to the archive', async () => {
    const client = browser();
    const categoryId = await addCategory();
    const { data } = await client.mutate<Opened>('customer.create', question({ categoryId }));
    await close(data.ticketId);
    await archiveCategory(categoryId);
    await changeSettings(deps, workspace.id, { closedReply: 'follow_up' });
    const reply = { clientId: randomUUID(), ticketId: data.ticketId, body: 'Me again.' };
    const answer = await client.mutate<{ followUp: Opened | null }>('customer.reply', reply);
    expect(answer.status, answer.text).toBe(200);
    const followUp = await desk.tickets.get({ ref: answer.data.followUp?.reference ?? '' });
    expect(followUp.category).toBeNull();
  });

  it('is refused in clear words where the desk refuses, and nothing is written', async () => {
    const client = browser();
    const { ticketId } = await opened(client);
    await close(ticketId);
    await changeSettings(deps, workspace.id, { closedReply: 'refuse' });
    const before = await countRows(deps.sql);
    const answer = await client.mutate('customer.reply', { clientId: randomUUID(), ticketId, body: 'Hello?' });
    expect([answer.status, answer.code]).toEqual([409, 'conflict']);
    expect(await countRows(deps.sql)).toEqual(before);
  });
});
