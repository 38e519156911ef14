// Who may read a file: whoever may read the message that it hangs on, and before that its uploader alone.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { CustomerThread } from '#shared/api/customer.ts';
import type { MemberTicket, TimelineEntry } from '#shared/api/tickets.ts';
import { testDeps } from '../testing/deps.ts';
import { addMember, addWorkspace, changeSettings } from '../testing/desk.ts';
import {
  type HttpClient,
  httpApp,
  httpClient,
  memberClient,
  programClient,
  question,
  widgetClient,
} from '../testing/http-app.ts';
import { makeFileToken } from './file-token.ts';
import { deskPath, upload } from './testing/upload.ts';

const deps = await testDeps();
const { workspace } = await addWorkspace(deps, 'desk');
const second = await addWorkspace(deps, 'second');
await changeSettings(deps, workspace.id, { internalHelpDesk: true });
const { app, nobody } = httpApp(deps);
const agent = await memberClient(deps, app, (await addMember(deps, workspace.id, 'agent')).memberId);
const stranger = await memberClient(deps, app, (await addMember(deps, second.workspace.id, 'owner')).memberId);

const text = (content: string) => ({ name: 'a.txt', content });

/** A ticket of a new visitor, with a file on its first message, one on a reply and one on a note. */
async function thread() {
  const visitor = widgetClient(app, workspace.publicKey);
  const first = (await upload(visitor, text('first'))).data.id;
  const { ticketId } = (
    await visitor.mutate<{ ticketId: string }>('customer.create', question({ attachments: [first] }))
  ).data;
  const reply = (await upload(agent, text('reply'), deskPath)).data.id;
  await agent.mutate('tickets.reply', { ref: ticketId, body: 'See.', attachments: [reply] });
  const note = (await upload(agent, text('note'), deskPath)).data.id;
  await agent.mutate('tickets.note', { ref: ticketId, body: 'Look.', attachments: [note] });
  const { publicUrl } = (await agent.query<MemberTicket>('tickets.get', { ref: ticketId })).data;
  const link = httpClient(app, { 'x-deskbell-link': publicUrl!.split('/t/')[1]! });
  return { visitor, link, ticketId, first, reply, note };
}

async function statuses(client: HttpClient, ids: string[]): Promise<number[]> {
  return Promise.all(ids.map(async (id) => (await client.send(`/files/${id}`)).status));
}

describe('a file by its id', () => {
  it('is read by those who may read its message, each by their own proof', async () => {
    const { visitor, link, first, reply, note } = await thread();
    const program = await programClient(deps, app, workspace.id, ['tickets:read']);
    expect(await statuses(visitor, [first, reply, note])).toEqual([200, 200, 404]);
    expect(await statuses(link, [first, reply, note])).toEqual([200, 200, 404]);
    expect(await statuses(agent, [first, reply, note])).toEqual([200, 200, 200]);
    expect(await statuses(program, [first, reply, note])).toEqual([200, 200, 200]);
    expect((await visitor.send(`/files/${reply}/anything.html`)).text).toBe('reply');
  });

  it('is not there for anybody else, in the same words as one that does not exist', async () => {
    const [mine, other] = [await thread(), await thread()];
    const settings = await programClient(deps, app, workspace.id, ['settings:read']);
    const refused = await Promise.all([
      other.visitor.send(`/files/${mine.first}`),
      other.link.send(`/files/${mine.reply}`),
      stranger.send(`/files/${mine.first}`),
      settings.send(`/files/${mine.first}`),
      mine.visitor.send(`/files/${mine.note}`),
      mine.visitor.send(`/files/${randomUUID()}`),
    ]);
    expect(new Set(refused.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(refused[0].status).toBe(404);
    expect((await nobody.send(`/files/${mine.first}`)).status).toBe(401);
    const elsewhere = widgetClient(app, second.workspace.publicKey, { 'x-deskbell-visitor': 'A'.repeat(43) });
    expect(await statuses(elsewhere, [mine.first, mine.note])).toEqual([404, 404]);
  });

  it('of a note is hidden from the colleague who asked', async () => {
    const colleague = await memberClient(deps, app, (await addMember(deps, workspace.id, 'requester')).memberId);
    const { data } = await colleague.mutate<MemberTicket>('tickets.create', { subject: 'Screen', body: 'Dark.' });
    const [shown, hidden] = [
      await upload(agent, text('shown'), deskPath),
      await upload(agent, text('hidden'), deskPath),
    ];
    await agent.mutate('tickets.reply', { ref: data.id, body: 'See.', attachments: [shown.data.id] });
    await agent.mutate('tickets.note', { ref: data.id, body: 'Look.', attachments: [hidden.data.id] });
    expect(await statuses(colleague, [shown.data.id, hidden.data.id])).toEqual([200, 404]);
    const timeline = await colleague.query('tickets.timeline', { ref: data.id });
    expect(timeline.text).toContain(shown.data.id);
    expect(timeline.text).not.toContain(hidden.data.id);
  });

  it('ends with the link and the membership that proved it', async () => {
    const { link, ticketId, reply } = await thread();
    const member = await addMember(deps, workspace.id, 'agent');
    const leaving = await memberClient(deps, app, member.memberId);
    expect([...(await statuses(link, [reply])), ...(await statuses(leaving, [reply]))]).toEqual([200, 200]);
    const { requester } = (await agent.query<MemberTicket>('tickets.get', { ref: ticketId })).data;
    await agent.mutate('tickets.replaceLink', { ref: ticketId, participantId: requester.participantId });
    await deps.sql`update member set disabled_at = now() where workspace_id = ${workspace.id} and id = ${member.memberId}`;
    expect([...(await statuses(link, [reply])), ...(await statuses(leaving, [reply]))]).toEqual([404, 403]);
    expect((await upload(link, text('late'))).status).toBe(404);
  });
});

describe('a file that is on no message yet', () => {
  it('is read by its uploader alone', async () => {
    const [visitor, other] = [widgetClient(app, workspace.publicKey), widgetClient(app, workspace.publicKey)];
    const mine = (await upload(visitor, text('draft'))).data.id;
    const theirs = (await upload(agent, text('draft'), deskPath)).data.id;
    const colleague = await memberClient(deps, app, (await addMember(deps, workspace.id, 'owner')).memberId);
    expect(await statuses(visitor, [mine, theirs])).toEqual([200, 404]);
    expect(await statuses(other, [mine, theirs])).toEqual([404, 404]);
    expect(await statuses(agent, [mine, theirs])).toEqual([404, 200]);
    expect(await statuses(colleague, [mine, theirs])).toEqual([404, 404]);
  });

  it('goes on no message of anybody else, and that message is not written', async () => {
    const { visitor, link, ticketId } = await thread();
    const draft = (await upload(visitor, text('draft'))).data.id;
    const elsewhere = (await upload(widgetClient(app, second.workspace.publicKey), text('draft'))).data.id;
    const program = await programClient(deps, app, workspace.id);
    const timeline = () => agent.query<{ items: TimelineEntry[] }>('tickets.timeline', { ref: ticketId });
    const before = (await timeline()).data.items.length;
    const message = { ref: ticketId, body: 'Mine now.', attachments: [draft] };
    const fromCustomer = { clientId: randomUUID(), ticketId, body: 'Mine now.' };
    for (const answer of [
      await agent.mutate('tickets.reply', message),
      await agent.mutate('tickets.note', message),
      await program.send(`/api/v1/tickets/${ticketId}/replies`, { body: { body: 'Mine now.', attachments: [draft] } }),
      await agent.mutate('tickets.create', {
        ...question(),
        clientId: undefined,
        requester: { name: 'x' },
        attachments: [draft],
      }),
      await link.mutate('customer.reply', { ...fromCustomer, attachments: [draft] }),
      await widgetClient(app, workspace.publicKey).mutate('customer.create', question({ attachments: [draft] })),
      await visitor.mutate('customer.reply', { ...fromCustomer, attachments: [elsewhere] }),
      await visitor.mutate('customer.reply', { ...fromCustomer, attachments: [draft, randomUUID()] }),
    ]) {
      expect([answer.status, answer.code]).toEqual([404, 'not_found']);
    }
    expect((await timeline()).data.items).toHaveLength(before);
    expect((await visitor.mutate('customer.reply', { ...fromCustomer, attachments: [draft] })).status).toBe(200);
  });

  it('of the same bytes in two workspaces is two files that know nothing of each other', async () => {
    const here = await upload(widgetClient(app, workspace.publicKey), text('the same'));
    const there = await upload(widgetClient(app, second.workspace.publicKey), text('the same'));
    expect(here.data.id).not.toBe(there.data.id);
    const { id: _, ...one } = here.data;
    const { id: __, ...two } = there.data;
    expect(two).toEqual(one);
    const keys = await deps.sql<{ key: string }[]>`
      select storage_key as key from attachment where id in ${deps.sql([here.data.id, there.data.id])}`;
    expect(new Set(keys.map(({ key }) => key)).size).toBe(2);
  });
});

describe('the URL of a file', () => {
  async function urlOf(client: HttpClient, ticketId: string, number: number): Promise<string> {
    const { data } = await client.query<CustomerThread>('customer.thread', { ticketId });
    const entry = data.entries.find((each) => each.number === number);
    return new URL(entry?.kind === 'message' ? entry.attachments[0]!.url : '').pathname;
  }

  it('needs no header, and opens this file alone', async () => {
    const { visitor, ticketId } = await thread();
    const answer = await nobody.send(await urlOf(visitor, ticketId, 1));
    expect([answer.status, answer.text]).toEqual([200, 'first']);
  });

  it('is worth nothing when it was guessed, changed, has ended, or its file is gone', async () => {
    const { visitor, ticketId, first, reply } = await thread();
    const path = await urlOf(visitor, ticketId, 1);
    const made = (over: object, nowMs = Date.now()): string => {
      const file = { workspaceId: workspace.id, attachmentId: first, use: 'download' as const, ...over };
      return `/files/${makeFileToken(deps.keys, file, nowMs)}`;
    };
    expect((await nobody.send(made({}))).status).toBe(200);
    // Another node's clock is a minute off.
    expect((await nobody.send(made({}, Date.now() - 60_000))).status).toBe(200);
    expect((await nobody.send(made({}, Date.now() + 60_000))).status).toBe(200);
    const last = path.endsWith('A') ? 'B' : 'A';
    for (const wrong of [
      path.slice(0, -1) + last,
      path.slice(0, -1),
      made({}, Date.now() - 16 * 60_000),
      made({ attachmentId: randomUUID() }),
      made({ workspaceId: second.workspace.id }),
      '/files/',
      '/files/a',
      `/files/${'A'.repeat(72)}`,
      `/files/${'A'.repeat(10_000)}`,
      '/files/../../etc/passwd',
    ]) {
      expect([wrong, (await nobody.send(wrong)).status]).toEqual([wrong, 404]);
    }
    await deps.sql`delete from attachment where workspace_id = ${workspace.id} and id in ${deps.sql([first, reply])}`;
    expect((await nobody.send(path)).status).toBe(404);
    expect(await statuses(visitor, [first, reply])).toEqual([404, 404]);
  });
});
