// Tickets by REST, as a program uses them: every call of the contract with its status, its shape and its refusals.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MemberTicket, QueueRow, TimelineEntry } from '#shared/api/tickets.ts';
import { testDesk } from '../testing/desk.ts';
import { httpApp } from '../testing/http-app.ts';
import { restApi } from '../testing/rest.ts';

interface Message {
  id: string;
  number: number;
  kind: string;
  body: string;
  createdAt: string;
}
interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

const { deps, workspace } = await testDesk();
const { get, post, patch, refused } = await restApi(deps, httpApp(deps).app, workspace.id);

const wanted = (over: Record<string, unknown> = {}) => ({
  subject: 'Zip broken',
  body: 'The zip of my tent broke.',
  requester: { email: 'cora@example.com', name: 'Cora Customer' },
  ...over,
});

async function opened(over: Record<string, unknown> = {}): Promise<MemberTicket> {
  const answer = await post<MemberTicket>('/tickets', wanted(over));
  expect(answer.status, answer.text).toBe(201);
  return answer.data;
}

describe('POST /tickets', () => {
  it('opens a ticket and answers it whole', async () => {
    const answer = await post<MemberTicket>(
      '/tickets',
      wanted({ priority: 'high', type: 'bug', category: 'billing', dueAt: '2030-01-02T03:04:05Z' }),
    );
    expect(answer.status).toBe(201);
    expect(answer.data).toMatchObject({
      subject: 'Zip broken',
      status: 'open',
      priority: 'high',
      type: 'bug',
      channel: 'api',
      audience: 'customer',
      category: { name: 'Billing' },
      requester: {
        kind: 'contact',
        name: 'Cora Customer',
        email: 'cora@example.com',
        externalId: null,
        verified: false,
      },
      assignee: null,
      labels: [],
      followers: [],
      dueAt: '2030-01-02T03:04:05.000Z',
      firstResponseAt: null,
      resolvedAt: null,
      closedAt: null,
      archivedAt: null,
      mergedInto: null,
      resolution: null,
      csat: null,
      escalation: null,
    });
    expect(answer.data.reference).toMatch(/^TKT-\d{4,}$/);
    expect(answer.data.publicUrl).toMatch(/^https:\/\/help\.example\/t\/[\w-]{88}$/);
    expect(answer.data.version).toBeGreaterThan(0);
  });

  it('takes labels, an assignee and followers by what people call them', async () => {
    await post('/labels', { name: 'VIP', colour: '#ff0000' });
    const ticket = await opened({
      labels: ['vip'],
      assignee: workspace.owner.email.toUpperCase(),
      followers: ['Fred@Example.com', 'cora@example.com'],
    });
    expect(ticket.labels.map(({ name }) => name)).toEqual(['VIP']);
    expect(ticket.assignee?.id).toBe(workspace.owner.memberId);
    expect(ticket.followers.map(({ email }) => email)).toEqual(['fred@example.com']);
  });

  it('knows the contact again by external id and by address', async () => {
    const first = await opened({ requester: { externalId: 'crm-1', email: 'paula@example.com' } });
    expect(first.requester.externalId).toBe('crm-1');
    const again = [
      await opened({ requester: { externalId: 'crm-1' } }),
      await opened({ requester: { email: 'PAULA@example.com' } }),
      await opened({ requester: { contactId: first.requester.id } }),
    ];
    expect(again.map(({ requester }) => requester.id)).toEqual(again.map(() => first.requester.id));
  });

  it.each([
    ['without a subject', { subject: undefined }, 400, 'subject'],
    ['without a body', { body: '' }, 400, 'body'],
    ['with an unknown key', { colour: 'red' }, 400, 'input'],
    ['with a list for a subject', { subject: ['a'] }, 400, 'subject'],
    ['with a priority that is none', { priority: 'critical' }, 400, 'priority'],
    ['with an address that is none', { requester: { email: 'nobody' } }, 400, 'requester.email'],
    ['with a date that is none', { dueAt: '2030-13-45' }, 400, 'dueAt'],
    ['with a date beyond time', { dueAt: '+275760-09-13T00:00:00.001Z' }, 400, 'dueAt'],
    ['with a category that does not exist', { category: 'Nope' }, 422, 'category'],
    ['with a department that does not exist', { department: 'Nope' }, 422, 'department'],
    ['with an assignee who does not exist', { assignee: 'nobody@example.com' }, 422, 'assignee'],
    ['with a label that does not exist', { labels: ['nope'] }, 422, 'labels'],
    ['with a contact that does not exist', { requester: { contactId: randomUUID() } }, 422, 'requester.contactId'],
    ['with a file that does not exist', { attachments: [randomUUID()] }, 404, 'attachments'],
    ['for colleagues, whom no program is', { audience: 'internal' }, 422, 'audience'],
  ])('%s is refused and opens nothing', async (_, over, status, field) => {
    await refused(() => post<MemberTicket>('/tickets', wanted(over)), status, field);
  });
});

describe('GET /tickets/:ref', () => {
  it('answers by reference in any case and by id', async () => {
    const ticket = await opened();
    for (const ref of [ticket.reference, ticket.reference.toLowerCase(), ticket.id, ticket.id.toUpperCase()]) {
      expect((await get(`/tickets/${ref}`)).data).toEqual(ticket);
    }
  });

  it.each([
    'TKT-999999',
    'XYZ-0001',
    '1',
    '0001',
    'TKT-',
    'TKT-0001x',
    '%20',
    '%00',
    '..%2f',
    randomUUID(),
    '9'.repeat(59),
  ])('has nothing under %s', async (ref) => {
    const answer = await get(`/tickets/${ref}`);
    expect([404, 400]).toContain(answer.status);
    expect(['not_found', 'bad_request']).toContain(answer.code);
  });
});

describe('GET /tickets', () => {
  it('lists page by page', async () => {
    const made = [await opened(), await opened(), await opened()].map(({ id }) => id).reverse();
    const first = await get<Page<QueueRow>>('/tickets?limit=2');
    expect(first.data.items.map(({ id }) => id)).toEqual(made.slice(0, 2));
    const second = await get<Page<QueueRow>>(`/tickets?limit=1&cursor=${first.data.nextCursor ?? ''}`);
    expect(second.data.items.map(({ id }) => id)).toEqual(made.slice(2));
  });

  it.each([
    'limit=0',
    'limit=-1',
    'limit=101',
    'limit=1e9',
    'limit=10abc',
    'limit=NaN',
    'limit=1.5',
    'limit=',
    'limit=1&limit=2',
    'tab=nope',
    'archived=maybe',
    'unknown=1',
    'cursor=abc',
    'cursor=',
    'cursor=YWJj.YWJj',
    '__proto__=1',
  ])('refuses ?%s', async (query) => {
    await refused(() => get(`/tickets?${query}`), 400);
  });

  it('refuses a cursor of another list, or one that was edited', async () => {
    const { nextCursor } = (await get<Page<QueueRow>>('/tickets?limit=1')).data;
    const cursor = nextCursor ?? '';
    await refused(() => get(`/tickets?tab=open&cursor=${cursor}`), 400, 'cursor');
    await refused(() => get(`/contacts?cursor=${cursor}`), 400, 'cursor');
    await refused(
      () => get(`/tickets?cursor=${cursor.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`),
      400,
      'cursor',
    );
  });
});

describe('PATCH /tickets/:ref', () => {
  it('changes what is named and nothing else', async () => {
    const ticket = await opened();
    const changed = await patch<MemberTicket>(`/tickets/${ticket.reference}`, { priority: 'low', status: 'pending' });
    expect(changed.status).toBe(200);
    expect(changed.data).toMatchObject({ priority: 'low', status: 'pending', subject: ticket.subject });
    const cleared = await patch<MemberTicket>(`/tickets/${ticket.id}`, {
      category: null,
      assignee: null,
      dueAt: null,
      labels: [],
    });
    expect(cleared.status).toBe(200);
    const same = await patch<MemberTicket>(`/tickets/${ticket.id}`, { priority: 'low' });
    expect(same.data.version).toBe(cleared.data.version);
  });

  it('tells a stale writer so, with the ticket as it is', async () => {
    const ticket = await opened();
    await patch<MemberTicket>(`/tickets/${ticket.id}`, { priority: 'low', version: ticket.version });
    const stale = await refused(
      () => patch<MemberTicket>(`/tickets/${ticket.id}`, { priority: 'high', version: ticket.version }),
      409,
    );
    expect(stale.body).toMatchObject({
      code: 'conflict',
      current: { id: ticket.id, priority: 'low', version: ticket.version + 1 },
    });
  });

  it('gives the ticket to another contact, whose link is another one', async () => {
    const ticket = await opened();
    const other = await opened({ requester: { email: 'other@example.com' } });
    const changed = await patch<MemberTicket>(`/tickets/${ticket.id}`, { contact: other.requester.id });
    expect(changed.data.requester).toMatchObject({ id: other.requester.id, verified: false });
    expect(changed.data.publicUrl).not.toBe(ticket.publicUrl);
  });

  it('refuses what the life of a ticket refuses', async () => {
    const { id } = await opened();
    await refused(() => patch<MemberTicket>(`/tickets/${id}`, { status: 'resolved' }), 422, 'status');
    await refused(() => patch<MemberTicket>(`/tickets/${id}`, { assignee: 'nobody@example.com' }), 422, 'assignee');
    await refused(() => patch<MemberTicket>(`/tickets/${id}`, { reference: 'TKT-1' }), 400);
    await refused(() => patch<MemberTicket>(`/tickets/${id}`, { ref: 'TKT-0001' }), 400, 'ref');
    await post(`/tickets/${id}/archive`);
    await refused(() => patch<MemberTicket>(`/tickets/${id}`, { priority: 'low' }), 409);
  });
});

describe('the conversation', () => {
  it('takes replies of the team and of the customer, and notes', async () => {
    const ticket = await opened();
    const reply = await post<Message>(`/tickets/${ticket.reference}/replies`, { body: 'We send a **new** one.' });
    expect(reply.status).toBe(201);
    expect(reply.data).toMatchObject({ kind: 'reply', body: 'We send a **new** one.', number: ticket.version + 1 });
    const written = await post<Message>(`/tickets/${ticket.id}/replies`, { body: 'Thanks!', as: 'customer' });
    expect(written.status).toBe(201);
    const note = await post<Message>(`/tickets/${ticket.id}/notes`, { body: 'Called her.' });
    expect([note.status, note.data.kind]).toEqual([201, 'note']);
    const timeline = await get<{ items: TimelineEntry[] }>(`/tickets/${ticket.id}/timeline`);
    expect(timeline.data.items.map(({ kind, message }) => [kind, message?.side ?? null])).toEqual([
      ['created', 'customer'],
      ['reply', 'team'],
      ['status', null],
      ['reply', 'customer'],
      ['note', 'team'],
    ]);
    const later = await get<{ items: TimelineEntry[] }>(`/tickets/${ticket.id}/timeline?after=3&limit=1`);
    expect(later.data.items.map(({ number }) => number)).toEqual([4]);
  });

  it('stops a reply on an older state, and takes one with a status', async () => {
    const { id } = await opened();
    await post(`/tickets/${id}/replies`, { body: 'first' });
    await refused(() => post(`/tickets/${id}/replies`, { body: 'second', seenNumber: 1 }), 409);
    await post(`/tickets/${id}/replies`, { body: 'Which colour?', status: 'pending' });
    expect((await get<MemberTicket>(`/tickets/${id}`)).data.status).toBe('pending');
    await refused(() => post(`/tickets/${id}/replies`, { body: '' }), 400, 'body');
    await refused(() => post(`/tickets/${id}/replies`, { body: 'x', as: 'owner' }), 400, 'as');
    await refused(() => post(`/tickets/${id}/timeline`, { body: 'x' }), 404);
  });
});

describe('the life of a ticket', () => {
  it('is resolved, escalated, archived and restored, each once', async () => {
    const { id } = await opened();
    expect(
      (await post<MemberTicket>(`/tickets/${id}/escalate`, { reason: 'They travel tomorrow.' })).data,
    ).toMatchObject({
      priority: 'urgent',
      escalation: 'They travel tomorrow.',
    });
    await refused(() => post(`/tickets/${id}/escalate`, { reason: 'again' }), 409);
    await refused(() => post(`/tickets/${id}/resolve`, { resolution: ' ' }), 400, 'resolution');
    await refused(() => post(`/tickets/${id}/resolve`, { resolution: 'x', csat: 6 }), 400, 'csat');
    const resolved = await post<MemberTicket>(`/tickets/${id}/resolve`, { resolution: 'Sent a new one.', csat: 4 });
    expect(resolved.data).toMatchObject({ status: 'resolved', resolution: 'Sent a new one.', csat: { score: 4 } });
    await refused(() => post(`/tickets/${id}/resolve`, { resolution: 'again' }), 409);
    await refused(() => post(`/tickets/${id}/restore`), 409);
    expect((await post<MemberTicket>(`/tickets/${id}/archive`)).data.archivedAt).not.toBeNull();
    await refused(() => post(`/tickets/${id}/archive`), 409);
    expect((await post<MemberTicket>(`/tickets/${id}/restore`)).data.archivedAt).toBeNull();
  });
});
