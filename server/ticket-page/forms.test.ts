// What the holder of a link does on the page: answer, confirm, rate.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { addMember, addWorkspace, asDesk, changeSettings, testDesk } from '../testing/desk.ts';
import { pageClient } from '../testing/page-client.ts';
import { makeLinkToken } from '../tickets/link.ts';
import { ticketPageRoutes } from './routes.ts';

const { deps, workspace } = await testDesk('fernweh');
const anna = await addMember(deps, workspace.id, 'agent', 'Anna Agent');
const desk = asDesk(deps, anna);
const reader = pageClient(deps, ticketPageRoutes);
let people = 0;

async function linkOf(ticketId: string, contact: 'requester' | 'follower' = 'requester'): Promise<string> {
  const [row] = await deps.sql<{ workspaceId: string; ticketId: string; participantId: string; linkVersion: number }[]>`
    select workspace_id, ticket_id, id as participant_id, link_version from participant
    where ticket_id = ${ticketId} and role = ${contact}`;
  if (row === undefined) throw new Error('nobody takes part');
  return `/t/${makeLinkToken(deps.keys, row)}`;
}

async function opened(over: Record<string, unknown> = {}) {
  people += 1;
  const email = `kim${people}@customer.example`;
  const ticket = await desk.tickets.create({
    subject: 'Tent leaks',
    body: 'At the seam',
    requester: { email, name: 'Kim Lee' },
    ...over,
  });
  return { id: ticket.id, reference: ticket.reference, email, path: await linkOf(ticket.id) };
}

async function messagesOf(ticketId: string): Promise<string[]> {
  const rows = await deps.sql<
    { body: string }[]
  >`select body from message where ticket_id = ${ticketId} order by number`;
  return rows.map(({ body }) => body);
}

const textOf = async (answer: Response | Promise<Response>): Promise<string> =>
  (await (await answer).text()).replaceAll(/\s+/g, ' ');
const hiddenOf = (page: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(page)?.[1] ?? '';

describe('an answer', () => {
  test('is kept, and the reader is led back to the page', async () => {
    const { id, path } = await opened();
    const clientId = hiddenOf(await textOf(reader.get(path)), 'clientId');
    const answer = await reader.post(`${path}/reply`, { clientId, body: 'Line one\r\n\r\n  line two' });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${path}?done=reply#m2`);
    expect(await messagesOf(id)).toEqual(['At the seam', 'Line one\n\n  line two']);
    expect(await textOf(reader.get(`${path}?done=reply`))).toContain('We got your answer.');
  });

  test('that is sent twice makes one message, one event and one job', async () => {
    const { id, path } = await opened();
    const form = { clientId: randomUUID(), body: 'Once' };
    const answers = await Promise.all([1, 2, 3].map(() => reader.post(`${path}/reply`, form)));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(await messagesOf(id)).toEqual(['At the seam', 'Once']);
    const jobs = await deps.sql`select 1 from pgboss.job where name = 'ticket-event' and data ->> 'ticketId' = ${id}`;
    expect(jobs).toHaveLength(2);
  });

  test('from two tabs at once keeps both messages', async () => {
    const { id, path } = await opened();
    const answers = await Promise.all(
      ['from one tab', 'from the other'].map((body) => reader.post(`${path}/reply`, { clientId: randomUUID(), body })),
    );
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect((await messagesOf(id)).sort()).toEqual(['At the seam', 'from one tab', 'from the other']);
  });

  test('while a member closes the ticket is kept, and the ticket ends open or closed with both in its history', async () => {
    const { id, path } = await opened();
    const [answer] = await Promise.all([
      reader.post(`${path}/reply`, { clientId: randomUUID(), body: 'One more thing' }),
      desk.tickets.update({ ref: id, status: 'closed' }),
    ]);
    expect(answer.status).toBe(303);
    expect(await messagesOf(id)).toEqual(['At the seam', 'One more thing']);
    const ticket = await desk.tickets.get({ ref: id });
    const { items } = await desk.tickets.timeline({ ref: id });
    const reopened = items.some((item) => item.kind === 'status' && item.data['to'] === 'open');
    expect(ticket.status).toBe(reopened ? 'open' : 'closed');
  });

  test.each([
    ['nothing', '', 'Write something here.'],
    ['blanks', ' \n\t ', 'Write something here.'],
    ['more than fits', 'a'.repeat(20_001), 'Shorten this to at most 20000 characters.'],
  ])('of %s is refused beside the field, and what was typed stays', async (_what, body, problem) => {
    const { id, path } = await opened();
    const clientId = randomUUID();
    const answer = await reader.post(`${path}/reply`, { clientId, body });
    expect(answer.status).toBe(422);
    const raw = await answer.text();
    expect(raw).toContain(problem);
    expect(raw).toContain(`>\n${body}</textarea`);
    expect(hiddenOf(raw, 'clientId')).toBe(clientId);
    expect(await messagesOf(id)).toHaveLength(1);
  });

  test('under an id that was used for other words is not lost: it can be sent anew', async () => {
    const { id, path } = await opened();
    const clientId = randomUUID();
    await reader.post(`${path}/reply`, { clientId, body: 'First' });
    const answer = await reader.post(`${path}/reply`, { clientId, body: 'Second' });
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('>\nSecond</textarea');
    const fresh = hiddenOf(page, 'clientId');
    expect(fresh).not.toBe(clientId);
    expect((await reader.post(`${path}/reply`, { clientId: fresh, body: 'Second' })).status).toBe(303);
    expect(await messagesOf(id)).toEqual(['At the seam', 'First', 'Second']);
  });

  test('to a ticket that takes none is refused with its text', async () => {
    const strict = await addWorkspace(deps, 'strict');
    await changeSettings(deps, strict.workspace.id, { closedReply: 'refuse' });
    const owner = asDesk(deps, strict.owner);
    const { id } = await owner.tickets.create({ subject: 'S', body: 'B', requester: { email: 's@c.example' } });
    await owner.tickets.update({ ref: id, status: 'closed' });
    const answer = await reader.post(`${await linkOf(id)}/reply`, { clientId: randomUUID(), body: 'Too late?' });
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(page).toContain('takes no more answers');
    expect(page).toContain('>\nToo late?</textarea');
  });

  test('to a ticket that is over for good opens a new one and leads to its page, once', async () => {
    const strict = await addWorkspace(deps, 'onward');
    await changeSettings(deps, strict.workspace.id, { closedReply: 'follow_up' });
    const owner = asDesk(deps, strict.owner);
    const { id } = await owner.tickets.create({ subject: 'Old', body: 'B', requester: { email: 'o@c.example' } });
    await owner.tickets.update({ ref: id, status: 'closed' });
    const path = await linkOf(id);
    const form = { clientId: randomUUID(), body: 'Again' };
    const [answer, twice] = [await reader.post(`${path}/reply`, form), await reader.post(`${path}/reply`, form)];
    const location = answer.headers.get('location') ?? '';
    expect(location).toMatch(/^\/t\/[\w-]{88}\?done=follow-up$/);
    expect(twice.headers.get('location')).toBe(location);
    expect(location).not.toContain(path);
    const page = await textOf(reader.get(location));
    expect(page).toContain('so we opened a new one for your message');
    expect(page).toContain('Again');
  });

  test('of a follower is theirs, and they can neither rate nor confirm', async () => {
    const { id } = await opened({ followers: ['lee@customer.example'] });
    await desk.tickets.resolve({ ref: id, resolution: 'Done' });
    const path = await linkOf(id, 'follower');
    const page = await textOf(reader.get(path));
    expect(page).not.toContain('/confirm');
    expect(page).not.toContain('name="score"');
    expect((await reader.post(`${path}/confirm`, {})).status).toBe(403);
    expect((await reader.post(`${path}/rate`, { score: '1' })).status).toBe(403);
    await reader.post(`${path}/reply`, { clientId: randomUUID(), body: 'Me too' });
    const [row] = await deps.sql<{ actorId: string }[]>`
      select e.actor_id from event e where e.ticket_id = ${id} and e.kind = 'reply' order by number desc limit 1`;
    const [follower] = await deps.sql<{ contactId: string }[]>`
      select contact_id from participant where ticket_id = ${id} and role = 'follower'`;
    expect(row?.actorId).toBe(follower?.contactId);
  });
});

describe('an ending', () => {
  test('is confirmed once', async () => {
    const { id, path } = await opened();
    await desk.tickets.resolve({ ref: id, resolution: 'Done' });
    expect((await reader.post(`${path}/confirm`, {})).headers.get('location')).toBe(`${path}?done=confirm`);
    expect((await reader.post(`${path}/confirm`, {})).status).toBe(303);
    expect((await desk.tickets.get({ ref: id })).status).toBe('closed');
    const { items } = await desk.tickets.timeline({ ref: id });
    expect(items.filter((item) => item.kind === 'status')).toHaveLength(2);
  });

  test('is rated with a remark, and rated anew', async () => {
    const { id, path } = await opened();
    await desk.tickets.resolve({ ref: id, resolution: 'Done' });
    expect((await reader.post(`${path}/rate`, { score: '2', comment: 'slow' })).status).toBe(303);
    expect((await desk.tickets.get({ ref: id })).csat).toEqual({ score: 2, comment: 'slow' });
    expect(await textOf(reader.get(path))).toContain('Your rating: Bad');
    await reader.post(`${path}/rate`, { score: '5', comment: '' });
    expect((await desk.tickets.get({ ref: id })).csat).toEqual({ score: 5, comment: null });
  });

  test.each([[''], ['0'], ['6'], ['4.5'], ['five']])('is not rated with “%s”, and the remark stays', async (score) => {
    const { id, path } = await opened();
    await desk.tickets.resolve({ ref: id, resolution: 'Done' });
    const answer = await reader.post(`${path}/rate`, { score, comment: 'my remark' });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('value="my remark"');
    expect((await desk.tickets.get({ ref: id })).csat).toBeNull();
  });

  test('is neither rated nor confirmed while the work goes on', async () => {
    const { path } = await opened();
    expect((await reader.post(`${path}/rate`, { score: '5' })).status).toBe(409);
    expect((await reader.post(`${path}/confirm`, {})).status).toBe(409);
  });
});

describe('the choice of mails', () => {
  const mutedOf = async (ticketId: string): Promise<boolean> => {
    const [row] = await deps.sql`select muted_at is not null as muted from participant where ticket_id = ${ticketId}`;
    return row?.['muted'] === true;
  };

  test('is made by the one click of a mail program, and taken back on the page', async () => {
    const { id, path } = await opened();
    const answer = await reader.post(`${path}/mails`, { 'List-Unsubscribe': 'One-Click' });
    expect(answer.status).toBe(200);
    expect(await textOf(answer)).toContain('You only get a mail when somebody answers you.');
    await reader.post(`${path}/mails`, { 'List-Unsubscribe': 'One-Click' });
    expect(await mutedOf(id)).toBe(true);
    await reader.post(`${path}/mails`, { mails: 'all' });
    expect(await mutedOf(id)).toBe(false);
  });

  test('is not made by looking at it, nor with somebody else’s link', async () => {
    const { id, path } = await opened();
    expect((await reader.get(`${path}/mails`)).status).toBe(200);
    expect((await reader.post(`${path.slice(0, -1)}_/mails`, {})).status).toBe(404);
    const other = await opened();
    await reader.post(`${other.path}/mails`, {});
    expect(await mutedOf(id)).toBe(false);
  });
});
