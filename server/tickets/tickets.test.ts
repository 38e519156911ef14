// The main job on a real database: a visitor asks, a member answers, the visitor reads it.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors.ts';
import {
  addMember,
  addWorkspace,
  asCustomer,
  asDesk,
  changeSettings,
  testDesk,
  visitorHeaders,
} from '../testing/desk.ts';

const { deps, workspace, owner } = await testDesk();
const agent = await addMember(deps, workspace.id, 'agent', 'Ada Agent');

function ask(over: Record<string, unknown> = {}) {
  return { clientId: randomUUID(), subject: 'Zip broken', body: 'The zip of my tent broke.', ...over };
}

async function openedByVisitor(over: Record<string, unknown> = {}) {
  const headers = visitorHeaders(workspace.publicKey);
  const visitor = asCustomer(deps, headers, `192.0.2.${Math.floor(Math.random() * 250)}`);
  const opened = await visitor.customer.create(ask(over));
  return { headers, visitor, ...opened };
}

async function refusal(call: Promise<unknown>): Promise<AppError> {
  const error = await call.then(
    () => null,
    (cause: unknown) => cause,
  );
  const cause = (error as Error | null)?.cause ?? error;
  expect(cause).toBeInstanceOf(AppError);
  return cause as AppError;
}

describe('a ticket goes back and forth', () => {
  it('from a visitor to a member and back', async () => {
    const { visitor, ticketId, reference } = await openedByVisitor({
      email: 'Cora@Example.com',
      name: 'Cora Customer',
    });
    const desk = asDesk(deps, agent);
    const ticket = await desk.tickets.get({ ref: reference });
    expect(ticket).toMatchObject({
      id: ticketId,
      status: 'open',
      priority: 'medium',
      channel: 'widget',
      audience: 'customer',
      requester: { name: 'Cora Customer', email: 'cora@example.com', verified: false },
      firstResponseAt: null,
      version: 1,
    });
    const answer = await desk.tickets.reply({ ref: reference, body: 'We send you a **new** one.' });
    expect(answer.ticket).toMatchObject({ status: 'in_progress', version: 3 });
    expect(answer.ticket.firstResponseAt).toEqual(answer.entry.createdAt);
    const [row] = (await visitor.customer.tickets({})).items;
    expect(row).toMatchObject({ id: ticketId, unread: true, snippet: 'We send you a new one.' });
    const thread = await visitor.customer.thread({ ticketId });
    expect(thread.entries.map((entry) => entry.kind)).toEqual(['message', 'message', 'status']);
    await visitor.customer.seen({ ticketId, number: 3 });
    expect((await visitor.customer.tickets({})).items[0]?.unread).toBe(false);
    await visitor.customer.reply({ clientId: randomUUID(), ticketId, body: 'Thank you!' });
    const { items } = await desk.tickets.timeline({ ref: ticketId });
    expect(items.map((item) => [item.number, item.kind])).toEqual([
      [1, 'created'],
      [2, 'reply'],
      [3, 'status'],
      [4, 'reply'],
    ]);
  });

  it('keeps notes and what only members may know out of every customer payload', async () => {
    const { visitor, reference, ticketId } = await openedByVisitor();
    const desk = asDesk(deps, agent);
    await desk.tickets.note({ ref: reference, body: 'SECRET-NOTE' });
    await desk.tickets.addFollower({ ref: reference, email: 'follower@secret.example', name: 'Fred' });
    await desk.tickets.update({ ref: reference, assignee: agent.memberId, priority: 'high' });
    const payload = JSON.stringify([await visitor.customer.thread({ ticketId }), await visitor.customer.tickets({})]);
    for (const secret of ['SECRET-NOTE', 'secret.example', agent.memberId, 'team.example', 'high']) {
      expect(payload).not.toContain(secret);
    }
  });

  it('shows a visitor nothing of other visitors', async () => {
    const { ticketId } = await openedByVisitor();
    const { visitor: stranger } = await openedByVisitor();
    expect((await refusal(stranger.customer.thread({ ticketId }))).code).toBe('not_found');
    expect((await stranger.customer.tickets({})).items).toHaveLength(1);
    const reply = stranger.customer.reply({ clientId: randomUUID(), ticketId, body: 'hello' });
    expect((await refusal(reply)).code).toBe('not_found');
  });
});

describe('the same call twice', () => {
  it('opens one ticket and writes one reply', async () => {
    const headers = visitorHeaders(workspace.publicKey);
    const visitor = asCustomer(deps, headers, '192.0.2.77');
    const input = ask();
    const [first, second] = await Promise.all([visitor.customer.create(input), visitor.customer.create(input)]);
    expect(second).toEqual(first);
    const reply = { clientId: randomUUID(), ticketId: first.ticketId, body: 'And the poles?' };
    const replies = await Promise.all([1, 2, 3].map(() => visitor.customer.reply(reply)));
    expect(new Set(replies.map((answer) => answer.number)).size).toBe(1);
    expect((await visitor.customer.thread({ ticketId: first.ticketId })).entries).toHaveLength(2);
  });

  it('refuses another text under the same key', async () => {
    const { visitor, ticketId } = await openedByVisitor();
    const clientId = randomUUID();
    await visitor.customer.reply({ clientId, ticketId, body: 'one' });
    const again = visitor.customer.reply({ clientId, ticketId, body: 'two' });
    expect((await refusal(again)).code).toBe('unprocessable');
  });

  it('answers a repeated resolve like the first', async () => {
    const { reference } = await openedByVisitor();
    const desk = asDesk(deps, agent, randomUUID());
    const first = await desk.tickets.resolve({ ref: reference, resolution: 'Sent a new tent.' });
    const second = await desk.tickets.resolve({ ref: reference, resolution: 'Sent a new tent.' });
    expect(second.version).toBe(first.version);
    const other = asDesk(deps, agent, randomUUID()).tickets.resolve({ ref: reference, resolution: 'Again.' });
    expect((await refusal(other)).code).toBe('conflict');
  });
});

describe('two people at once', () => {
  it('lose neither a reply nor a change', async () => {
    const { visitor, ticketId } = await openedByVisitor();
    const desk = asDesk(deps, agent);
    await Promise.all([
      visitor.customer.reply({ clientId: randomUUID(), ticketId, body: 'from the customer' }),
      desk.tickets.reply({ ref: ticketId, body: 'from the team' }),
      desk.tickets.note({ ref: ticketId, body: 'a note' }),
      desk.tickets.update({ ref: ticketId, priority: 'urgent' }),
      asDesk(deps, owner).tickets.update({ ref: ticketId, subject: 'Zip of the tent' }),
    ]);
    const ticket = await desk.tickets.get({ ref: ticketId });
    expect(ticket).toMatchObject({ priority: 'urgent', subject: 'Zip of the tent' });
    const { items } = await desk.tickets.timeline({ ref: ticketId });
    expect(items.map((item) => item.number)).toEqual(items.map((_, index) => index + 1));
    expect(items.at(-1)?.number).toBe(ticket.version);
    expect(items.filter((item) => item.message !== null)).toHaveLength(4);
  });

  it('tells a stale edit so, with the ticket as it is now', async () => {
    const { reference } = await openedByVisitor();
    const desk = asDesk(deps, agent);
    await desk.tickets.update({ ref: reference, priority: 'low', version: 1 });
    const stale = await refusal(desk.tickets.update({ ref: reference, priority: 'high', version: 1 }));
    expect(stale).toMatchObject({ code: 'conflict', data: { priority: 'low', version: 2 } });
    const unseen = await refusal(
      (async () => {
        await asDesk(deps, owner).tickets.reply({ ref: reference, body: 'faster' });
        return desk.tickets.reply({ ref: reference, body: 'slower', seenNumber: 1 });
      })(),
    );
    expect(unseen.code).toBe('conflict');
  });
});

describe('the life of a ticket', () => {
  it('reopens a resolved one when its customer writes, and closes it when they confirm', async () => {
    const { visitor, ticketId } = await openedByVisitor();
    const desk = asDesk(deps, agent);
    await desk.tickets.resolve({ ref: ticketId, resolution: 'Done.', csat: 4 });
    await visitor.customer.reply({ clientId: randomUUID(), ticketId, body: 'Not yet.' });
    expect((await desk.tickets.get({ ref: ticketId })).status).toBe('open');
    await desk.tickets.resolve({ ref: ticketId, resolution: 'Now it is.' });
    await visitor.customer.rate({ ticketId, score: 5, comment: 'Great' });
    await visitor.customer.confirm({ ticketId });
    await visitor.customer.confirm({ ticketId });
    expect(await desk.tickets.get({ ref: ticketId })).toMatchObject({
      status: 'closed',
      csat: { score: 5, comment: 'Great' },
      resolution: 'Now it is.',
    });
  });

  it('answers a reply to a closed ticket by the policy of the workspace', async () => {
    const { visitor, ticketId, reference } = await openedByVisitor();
    const desk = asDesk(deps, agent);
    const write = () => visitor.customer.reply({ clientId: randomUUID(), ticketId, body: 'Me again.' });
    await desk.tickets.update({ ref: ticketId, status: 'closed' });
    await changeSettings(deps, workspace.id, { closedReply: 'refuse' });
    expect((await refusal(write())).message).toContain('your text is still here');
    await changeSettings(deps, workspace.id, { closedReply: 'follow_up' });
    const followed = await write();
    expect(followed.followUp?.reference).not.toBe(reference);
    expect((await visitor.customer.thread({ ticketId: followed.followUp?.ticketId ?? '' })).entries).toHaveLength(1);
    await changeSettings(deps, workspace.id, { closedReply: 'reopen' });
    expect((await write()).followUp).toBeNull();
    expect((await desk.tickets.get({ ref: ticketId })).status).toBe('open');
  });

  it('escalates once, archives and restores', async () => {
    const { reference } = await openedByVisitor();
    const desk = asDesk(deps, agent);
    expect(await desk.tickets.escalate({ ref: reference, reason: 'The customer travels tomorrow.' })).toMatchObject({
      priority: 'urgent',
      escalation: 'The customer travels tomorrow.',
    });
    expect((await refusal(desk.tickets.escalate({ ref: reference, reason: 'again' }))).code).toBe('conflict');
    expect((await desk.tickets.archive({ ref: reference })).archivedAt).not.toBeNull();
    expect((await refusal(desk.tickets.reply({ ref: reference, body: 'hm' }))).code).toBe('conflict');
    expect((await desk.tickets.list({})).items.map((row) => row.reference)).not.toContain(reference);
    expect((await desk.tickets.list({ archived: true })).items.map((row) => row.reference)).toContain(reference);
    expect((await desk.tickets.restore({ ref: reference })).archivedAt).toBeNull();
  });
});

describe('another workspace', () => {
  it('is not there: by reference, by id, in lists, by its contacts', async () => {
    const { ticketId } = await openedByVisitor({ email: 'cora@example.com' });
    const other = await addWorkspace(deps, 'other');
    const desk = asDesk(deps, other.owner);
    expect((await refusal(desk.tickets.get({ ref: ticketId }))).code).toBe('not_found');
    expect((await refusal(desk.tickets.reply({ ref: ticketId, body: 'hi' }))).code).toBe('not_found');
    expect((await desk.tickets.list({})).items).toEqual([]);
    expect((await desk.contacts.list({})).items).toEqual([]);
    const mine = await desk.tickets.create({
      subject: 'First',
      body: 'Ours.',
      requester: { email: 'cora@example.com' },
    });
    expect(mine.reference).toBe('TKT-0001');
    const named = desk.tickets.update({ ref: mine.id, assignee: agent.memberId });
    expect((await refusal(named)).fields).toHaveProperty('assignee');
  });
});

describe('the queue', () => {
  it('pages by keyset without a gap or a double, and refuses a borrowed cursor', async () => {
    const desk = asDesk(deps, agent);
    for (let count = 0; count < 5; count += 1) await openedByVisitor();
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page: Awaited<ReturnType<typeof desk.tickets.list>> = await desk.tickets.list({
        limit: 3,
        ...(cursor === undefined ? {} : { cursor }),
      });
      seen.push(...page.items.map((row) => row.id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(new Set(seen).size).toBe(seen.length);
    const counts = await desk.tickets.counts();
    expect(seen.length).toBe(counts['all'].count);
    const { nextCursor } = await desk.tickets.list({ limit: 1 });
    const borrowed = desk.tickets.list({ tab: 'open', cursor: nextCursor ?? '' });
    expect((await refusal(borrowed)).fields).toHaveProperty('cursor');
  });
});
