// Streams over HTTP, as browsers open them: who may, what reaches them, and what ends them.
import { randomUUID } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { buildApp } from '../app.ts';
import { createLifecycle } from '../lifecycle.ts';
import { addMember, addWorkspace, asDesk, changeSettings, testDesk } from '../testing/desk.ts';
import { openStream } from '../testing/event-stream.ts';
import {
  type HttpClient,
  httpApp,
  httpClient,
  memberClient,
  programClient,
  question,
  widgetClient,
} from '../testing/http-app.ts';
import { identitySecret, signIdentity } from '../testing/identity.ts';
import { makeLinkToken } from '../tickets/link.ts';

interface Update {
  entries: { number: number }[];
}

const { deps, workspace, owner } = await testDesk();
const { app, nobody } = httpApp(deps);
const desk = asDesk(deps, owner);
const browser = () => widgetClient(app, workspace.publicKey);

async function opened(client: HttpClient, over: Record<string, unknown> = {}): Promise<string> {
  return (await client.mutate<{ ticketId: string }>('customer.create', question(over))).data.ticketId;
}

async function signedIn(role: 'agent' | 'requester' = 'agent') {
  const member = await addMember(deps, workspace.id, role);
  return { member, client: await memberClient(deps, app, member.memberId) };
}

const numbersOf = (data: unknown) => (data as Update).entries.map(({ number }) => number);
const answer = (ref: string, body = 'We look into it.') => desk.tickets.reply({ ref, body });
const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

describe('the stream of a thread', () => {
  it('carries what the team writes, with the number to resume from', async () => {
    const client = browser();
    const ticketId = await opened(client);
    const stream = await openStream(client, 'customer.updates', { ticketId, lastEventId: '1' });
    expect(stream.response.headers.get('content-type')).toContain('text/event-stream');
    expect(stream.response.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    await answer(ticketId);
    const event = await stream.next();
    expect([event?.event, event?.id, numbersOf(event?.data)]).toEqual(['message', '3', [2, 3]]);
  });

  it('resumes from the number in the input, or in the header of a browser that reconnects', async () => {
    const client = browser();
    const ticketId = await opened(client);
    await answer(ticketId);
    await answer(ticketId);
    const byInput = await openStream(client, 'customer.updates', { ticketId, lastEventId: '2' });
    expect(numbersOf((await byInput.next())?.data)).toEqual([3, 4]);
    const header = { headers: { 'last-event-id': '3' } };
    const byHeader = await openStream(client, 'customer.updates', { ticketId }, header);
    expect(numbersOf((await byHeader.next())?.data)).toEqual([4]);
  });

  it.each(['abc', '-1', '1e3', '99999999999', ' 2', '2 or 1=1'])(
    'is refused a forged place: %j',
    async (lastEventId) => {
      const client = browser();
      const ticketId = await opened(client);
      const stream = await openStream(client, 'customer.updates', { ticketId, lastEventId });
      const event = await stream.next();
      expect(event?.event).toBe('serialized-error');
      expect(JSON.stringify(event?.data)).toContain('bad_request');
      expect(await stream.next()).toBeNull();
    },
  );

  it.each([
    ['of somebody else', async () => opened(browser())],
    [
      'of another workspace',
      async () => {
        const other = await addWorkspace(deps, 'stranger');
        return opened(widgetClient(app, other.workspace.publicKey));
      },
    ],
    ['that does not exist', async () => randomUUID()],
  ])('%s is not there, in the same words', async (_, ticketOf) => {
    const stream = await openStream(browser(), 'customer.updates', { ticketId: await ticketOf() });
    const event = await stream.next();
    expect(event?.event).toBe('serialized-error');
    expect(event?.data).toMatchObject({
      message: 'There is no such ticket, or the link to it has ended. Ask for a new link.',
      data: { code: 'not_found' },
    });
    expect(await stream.next()).toBeNull();
  });

  it.each(['*', '%', 't:*', `${randomUUID()}%`, '', '../tickets'])(
    'takes no pattern for a ticket: %j',
    async (ticketId) => {
      const stream = await openStream(browser(), 'customer.updates', { ticketId });
      const event = await stream.next();
      expect(event === null || event.event === 'serialized-error').toBe(true);
      expect((await nobody.send('/healthz')).status).toBe(200);
    },
  );

  it('carries a subject and a body that try to forge an event as plain text', async () => {
    const client = browser();
    const evil = 'Hi\r\nevent: message\r\nid: 999\r\ndata: {"forged":true}\r\n\r\nbye';
    const ticketId = await opened(client, { subject: evil, body: evil });
    const stream = await openStream(client, 'customer.updates', { ticketId, lastEventId: '0' });
    const event = await stream.next();
    expect([event?.event, event?.id]).toEqual(['message', '1']);
    expect(event?.data).toMatchObject({
      ticket: { subject: 'Hi event: message id: 999 data: {"forged":true} bye' },
    });
  });

  it('ends at the next message when the visitor’s token was burned', async () => {
    const secret = await identitySecret(deps, workspace.id);
    const identity = await signIdentity(secret, { sub: 'c-1', jti: randomUUID() });
    const client = widgetClient(app, workspace.publicKey, { 'x-deskbell-identity': identity });
    const ticketId = await opened(client);
    const stream = await openStream(client, 'customer.updates', { ticketId, lastEventId: '1' });
    await client.mutate('customer.forget');
    await answer(ticketId, 'not for the next person at this machine');
    expect((await stream.next())?.event).toBe('serialized-error');
    expect(await stream.next()).toBeNull();
  });

  it('by a link ends when its follower is removed', async () => {
    const ticketId = await opened(browser());
    const { followers } = await desk.tickets.addFollower({ ref: ticketId, email: 'fred@example.com' });
    const token = linkOf(ticketId, followers[0]?.participantId ?? '');
    const follower = httpClient(app, { 'x-deskbell-link': token });
    const stream = await openStream(follower, 'customer.updates', { ticketId, lastEventId: '1' });
    await answer(ticketId);
    expect((await stream.next())?.event).toBe('message');
    await desk.tickets.removeFollower({ ref: ticketId, participantId: followers[0]?.participantId ?? '' });
    await answer(ticketId, 'not for Fred');
    const event = await stream.next();
    expect(event?.event).toBe('serialized-error');
    expect(JSON.stringify(event)).not.toContain('not for Fred');
  });
});

describe('the stream of a visitor’s tickets', () => {
  it('tells of a reply, and of a note not even that there was one', async () => {
    const client = browser();
    const [noted, answered] = [await opened(client), await opened(client)];
    const stream = await openStream(client, 'customer.inbox');
    await desk.tickets.note({ ref: noted, body: 'SECRET-NOTE' });
    await desk.tickets.update({ ref: noted, priority: 'low' });
    await answer(answered);
    expect((await stream.next())?.data).toEqual({ ticketId: answered });
  });

  it('ends when the visitor’s token was burned', async () => {
    const secret = await identitySecret(deps, workspace.id);
    const identity = await signIdentity(secret, { sub: 'c-2', jti: randomUUID() });
    const client = widgetClient(app, workspace.publicKey, { 'x-deskbell-identity': identity });
    const ticketId = await opened(client);
    const stream = await openStream(client, 'customer.inbox');
    await client.mutate('customer.forget');
    await answer(ticketId);
    expect((await stream.next())?.event).toBe('serialized-error');
  });
});

describe('the stream of the console', () => {
  it('carries a ticket’s changes, its notes as well', async () => {
    const { client } = await signedIn();
    const ticketId = await opened(browser());
    const stream = await openStream(client, 'tickets.changes', { ref: ticketId, lastEventId: '1' });
    await desk.tickets.note({ ref: ticketId, body: 'for members' });
    expect(numbersOf((await stream.next())?.data)).toEqual([2]);
  });

  it.each(['tickets.changes', 'tickets.queue'])(
    '%s ends when its member is disabled, before the next message',
    async (procedure) => {
      const { client, member } = await signedIn();
      const ticketId = await opened(browser());
      const stream = await openStream(
        client,
        procedure,
        procedure === 'tickets.queue' ? undefined : { ref: ticketId, lastEventId: '1' },
      );
      if (procedure === 'tickets.queue') expect((await stream.next())?.data).toEqual({ resync: true });
      await deps.sql`update member set disabled_at = now() where id = ${member.memberId}`;
      deps.live.announceAccess(workspace.id, member.memberId);
      const event = await stream.next();
      expect(event?.event).toBe('serialized-error');
      expect(event?.data).toMatchObject({ data: { code: 'forbidden' } });
      expect(await stream.next()).toBeNull();
    },
  );

  it('ends when its session is gone', async () => {
    const { client, member } = await signedIn();
    const ticketId = await opened(browser());
    const stream = await openStream(client, 'tickets.changes', { ref: ticketId, lastEventId: '1' });
    await deps.sql`
      delete from session where "userId" = (select person_id from member where id = ${member.memberId})`;
    await desk.tickets.note({ ref: ticketId, body: 'SECRET-NOTE' });
    const event = await stream.next();
    expect(event?.data).toMatchObject({ data: { code: 'unauthorized' } });
    expect(JSON.stringify(event)).not.toContain('SECRET');
  });

  it('ends when its API key is revoked', async () => {
    const client = await programClient(deps, app, workspace.id, ['tickets:read']);
    const ticketId = await opened(browser());
    const stream = await openStream(client, 'tickets.changes', { ref: ticketId, lastEventId: '1' });
    await deps.sql`update api_key set revoked_at = now()`;
    await answer(ticketId);
    expect((await stream.next())?.data).toMatchObject({ data: { code: 'unauthorized' } });
  });

  it('shows a colleague nothing of the queue but their own tickets, and no notes of those', async () => {
    const { client } = await signedIn('requester');
    await changeSettings(deps, workspace.id, { internalHelpDesk: true });
    const own = await client.mutate<{ id: string }>('tickets.create', { subject: 'Laptop', body: 'Broken.' });
    const foreign = await opened(browser());
    const refused = await openStream(client, 'tickets.changes', { ref: foreign });
    expect((await refused.next())?.data).toMatchObject({ data: { code: 'not_found' } });
    const queue = await openStream(client, 'tickets.queue');
    await queue.next();
    const stream = await openStream(client, 'tickets.changes', { ref: own.data.id, lastEventId: '1' });
    await answer(foreign);
    await desk.tickets.note({ ref: own.data.id, body: 'SECRET-NOTE' });
    await answer(own.data.id);
    const seen = await stream.next();
    expect(numbersOf(seen?.data)).toEqual([3, 4]);
    expect(JSON.stringify(seen)).not.toContain('SECRET-NOTE');
    expect((await queue.next())?.data).toMatchObject({ ticketId: own.data.id });
  });

  it('is refused to a page of another site that comes with the cookie', async () => {
    const { client } = await signedIn();
    for (const origin of ['https://evil.test', 'null']) {
      const answered = await client.query('tickets.list', {}, { headers: { origin } });
      expect([answered.status, answered.code]).toEqual([403, 'forbidden']);
      const stream = await openStream(client, 'tickets.queue', undefined, { headers: { origin } });
      const event = stream.response.ok ? await stream.next() : null;
      expect(stream.response.status === 403 || event?.event === 'serialized-error').toBe(true);
    }
  });
});

describe('a node that drains', () => {
  it('ends its streams, so that their readers come back to another one', async () => {
    const lifecycle = createLifecycle();
    const draining = buildApp(deps, lifecycle);
    const ticketId = await opened(browser());
    const { requester } = await desk.tickets.get({ ref: ticketId });
    const before = deps.live.streams();
    const response = await draining.request(
      `/trpc/customer.updates?input=${encodeURIComponent(JSON.stringify({ ticketId }))}`,
      { headers: { 'x-deskbell-link': linkOf(ticketId, requester.participantId), accept: 'text/event-stream' } },
    );
    await until(() => expect(deps.live.streams()).toBe(before + 1));
    lifecycle.drain();
    expect(await response.text()).not.toContain('serialized-error');
    expect(deps.live.streams()).toBe(before);
  });
});

/** The token of one participant, as their mails carry it. */
function linkOf(ticketId: string, participantId: string): string {
  return makeLinkToken(deps.keys, { workspaceId: workspace.id, ticketId, participantId, linkVersion: 1 });
}
