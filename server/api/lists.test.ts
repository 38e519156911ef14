// What surrounds tickets, by REST: labels, categories, departments, members, and the mails that were written.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MemberTicket } from '#shared/api/tickets.ts';
import type { Category } from '../categories/category.ts';
import type { Department } from '../departments/department.ts';
import type { Label } from '../labels/label.ts';
import { tellPeople } from '../notifications/jobs.ts';
import type { Member } from '../team/member.ts';
import { addMember, testDesk } from '../testing/desk.ts';
import { httpApp } from '../testing/http-app.ts';
import { restApi } from '../testing/rest.ts';

interface List<Item> {
  items: Item[];
  nextCursor: string | null;
}

const { deps, workspace } = await testDesk();
const api = await restApi(deps, httpApp(deps).app, workspace.id);
const { get, post, patch, refused } = api;

async function listed<Item>(path: string): Promise<Item[]> {
  const { status, data } = await get<List<Item>>(path);
  expect([status, data.nextCursor]).toEqual([200, null]);
  return data.items;
}

async function opened(over: object = {}): Promise<MemberTicket> {
  const requester = { email: 'cora@example.com' };
  return (await post<MemberTicket>('/tickets', { subject: 'Zip', body: 'Broke.', requester, ...over })).data;
}

describe('/labels', () => {
  it('are made, renamed and removed, also from their tickets', async () => {
    const made = await post<Label>('/labels', { name: 'VIP', colour: '#FF0000' });
    expect([made.status, made.data]).toEqual([201, { id: made.data.id, name: 'VIP', colour: '#ff0000' }]);
    expect(await listed<Label>('/labels')).toEqual([made.data]);
    const { id } = await opened({ labels: ['VIP'] });
    const renamed = await patch<Label>(`/labels/${made.data.id}`, { name: 'Gold' });
    expect([renamed.status, renamed.data.name]).toEqual([200, 'Gold']);
    expect((await get<MemberTicket>(`/tickets/${id}`)).data.labels).toEqual([renamed.data]);
    expect((await api.delete(`/labels/${made.data.id}`)).status).toBe(200);
    expect((await get<MemberTicket>(`/tickets/${id}`)).data.labels).toEqual([]);
    await refused(() => api.delete(`/labels/${made.data.id}`), 404);
  });

  it('have a name of their own, whatever its case, and a colour', async () => {
    await post('/labels', { name: 'Urgent', colour: '#000000' });
    await refused(() => post('/labels', { name: 'URGENT', colour: '#000000' }), 409, 'name');
    await refused(() => post('/labels', { name: 'Other', colour: 'red' }), 400, 'colour');
    await refused(() => post('/labels', { name: ' ', colour: '#000000' }), 400, 'name');
    await refused(() => post('/labels', { name: 'Other', colour: '#000000', id: randomUUID() }), 400);
    await refused(() => patch(`/labels/${randomUUID()}`, { name: 'x' }), 404);
    await refused(() => patch('/labels/nope', { name: 'x' }), 400, 'id');
  });
});

describe('/departments and /categories', () => {
  it('send a new ticket where its category says', async () => {
    const agent = await addMember(deps, workspace.id, 'agent');
    const department = await post<Department>('/departments', { name: 'Repairs', memberIds: [agent.memberId] });
    expect([department.status, department.data.members.map(({ id }) => id)]).toEqual([201, [agent.memberId]]);
    const category = await post<Category>('/categories', {
      name: 'Tents',
      audience: 'customer',
      departmentId: department.data.id,
      defaultAssigneeId: agent.memberId,
    });
    expect(category.status).toBe(201);
    const ticket = await opened({ category: 'tents' });
    expect(ticket).toMatchObject({ department: { name: 'Repairs' }, assignee: { id: agent.memberId } });
    expect((await listed<Category>('/categories?audience=internal')).map(({ name }) => name)).not.toContain('Tents');
    expect((await api.delete(`/categories/${category.data.id}`)).status).toBe(200);
    expect((await listed<Category>('/categories')).map(({ name }) => name)).not.toContain('Tents');
    // A ticket keeps the category that it has.
    expect((await get<MemberTicket>(`/tickets/${ticket.id}`)).data.category?.name).toBe('Tents');
    await refused(() => post('/tickets', { subject: 'x', body: 'x', category: 'Tents' }), 422, 'category');
  });

  it('are refused what does not exist or is taken', async () => {
    await refused(() => post('/departments', { name: 'Support' }), 409, 'name');
    await refused(() => post('/categories', { name: 'Billing', audience: 'customer' }), 409, 'name');
    await refused(() => post('/categories', { name: 'x', audience: 'nobody' }), 400, 'audience');
    await refused(() => patch(`/departments/${randomUUID()}`, { name: 'x' }), 404);
    await refused(() => patch(`/categories/${randomUUID()}`, { name: 'x' }), 404);
    for (const over of [{ departmentId: randomUUID() }, { defaultAssigneeId: randomUUID() }]) {
      const answer = await post('/categories', { name: randomUUID(), audience: 'customer', ...over });
      expect([404, 409, 422], answer.text).toContain(answer.status);
    }
  });
});

describe('/members', () => {
  it('are listed, invited, changed and disabled by a program with that scope, up to agents', async () => {
    const agent = await addMember(deps, workspace.id, 'agent');
    expect((await listed<Member>('/members')).map(({ id }) => id)).toContain(agent.memberId);
    expect((await post('/members', { email: 'New@Example.com', role: 'agent' })).status).toBe(201);
    const changed = await patch<Member>(`/members/${agent.memberId}`, { role: 'requester' });
    expect([changed.status, changed.data.role]).toEqual([200, 'requester']);
    const disabled = await api.delete<Member>(`/members/${agent.memberId}`);
    expect([disabled.status, disabled.data.disabled]).toEqual([200, true]);
    for (const role of ['admin', 'owner']) {
      await refused(() => post('/members', { email: 'boss@example.com', role }), 403);
      await refused(() => patch(`/members/${agent.memberId}`, { role }), 403);
    }
    await refused(() => api.delete(`/members/${workspace.owner.memberId}`), 403);
  });

  it('who are disabled get no tickets any more', async () => {
    const agent = await addMember(deps, workspace.id, 'agent');
    const { id } = await opened({ assignee: agent.memberId });
    await api.delete(`/members/${agent.memberId}`);
    await refused(() => patch(`/tickets/${id}`, { assignee: agent.memberId }), 422, 'assignee');
  });
});

describe('/outbox', () => {
  it('shows the mails that were written, with their state', async () => {
    const ticket = await opened();
    await post(`/tickets/${ticket.id}/replies`, { body: 'We send a new one.' });
    const { version } = (await get<MemberTicket>(`/tickets/${ticket.id}`)).data;
    for (let run = 0; run < 2; run += 1) {
      await tellPeople(deps, { workspaceId: workspace.id, ticketId: ticket.id, from: 1, to: version });
    }
    const { data } =
      await get<List<{ to: string; state: string; ticket: { reference: string } | null; kind: string }>>(
        '/outbox?limit=50',
      );
    const mails = data.items.filter(
      (mail) => mail.ticket?.reference === ticket.reference && mail.to === 'cora@example.com',
    );
    expect(mails.length).toBeGreaterThan(0);
    expect(new Set(mails.map(({ kind }) => kind)).size).toBe(mails.length);
    await refused(() => get('/outbox?limit=0'), 400, 'limit');
    await refused(() => get('/outbox?cursor=x'), 400, 'cursor');
  });
});
