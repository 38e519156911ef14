// Categories by REST.
import { expect, test } from 'vitest';
import { addMember, testDesk } from '../testing/desk.ts';
import { httpApp, programClient } from '../testing/http-app.ts';
import type { Category } from './category.ts';

const { deps, workspace } = await testDesk('categories');
const { app } = httpApp(deps);
const program = await programClient(deps, app, workspace.id, ['settings:read', 'settings:write']);
const ana = await addMember(deps, workspace.id, 'agent', 'Ana');
const path = '/api/v1/categories';

const list = async (query = ''): Promise<string[]> => {
  const answer = await program.send<{ items: Category[] }>(path + query);
  return answer.data.items.map(({ name }) => name);
};
const post = (body: object) => program.send<Category>(path, { body });

test('the seeded categories are listed by audience, in their order', async () => {
  expect(await list('?audience=internal')).toEqual(['Technical support', 'HR', 'IT', 'Other']);
  expect(await list()).toHaveLength(11);
  expect((await program.send(`${path}?audience=everybody`)).status).toBe(400);
});

test('a category is made at the end of its list, with its routing', async () => {
  const made = await post({ name: 'Rentals', audience: 'customer', defaultAssigneeId: ana.memberId });
  expect(made.status).toBe(201);
  expect(made.data).toEqual({
    id: expect.any(String),
    name: 'Rentals',
    audience: 'customer',
    position: 7,
    department: null,
    defaultAssignee: { id: ana.memberId, name: 'Ana' },
    roundRobin: false,
    archived: false,
  });
  const body = { defaultAssigneeId: null, roundRobin: true };
  const changed = await program.send(`${path}/${made.data.id}`, { method: 'PATCH', body });
  expect(changed.data).toEqual({ ...made.data, defaultAssignee: null, roundRobin: true });
});

test('a category that is removed is archived, and comes back under its name', async () => {
  const made = await post({ name: 'Seasonal', audience: 'customer' });
  const own = `${path}/${made.data.id}`;
  expect((await program.send(own, { method: 'DELETE' })).status).toBe(200);
  expect(await list()).not.toContain('Seasonal');
  expect(await list('?archived=true')).toContain('Seasonal');
  expect((await program.send(own, { method: 'PATCH', body: { name: 'X' } })).status).toBe(404);
  const again = await post({ name: 'Seasonal', audience: 'customer', roundRobin: true });
  expect(again.data).toMatchObject({ id: made.data.id, roundRobin: true, archived: false });
});

test('two categories of one audience never share a name', async () => {
  expect((await post({ name: 'Billing', audience: 'customer' })).status).toBe(409);
  expect((await post({ name: 'Billing', audience: 'internal' })).status).toBe(201);
});

test('a category routes to members and departments of its workspace only', async () => {
  for (const routing of [{ defaultAssigneeId: workspace.id }, { departmentId: workspace.id }]) {
    expect((await post({ name: 'Elsewhere', audience: 'customer', ...routing })).status).toBe(409);
  }
});
