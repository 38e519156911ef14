// Departments by REST.
import { expect, test } from 'vitest';
import { addMember, testDesk } from '../testing/desk.ts';
import { httpApp, programClient } from '../testing/http-app.ts';
import type { Department } from './department.ts';

const { deps, workspace } = await testDesk('departments');
const { app } = httpApp(deps);
const program = await programClient(deps, app, workspace.id, ['settings:read', 'settings:write']);
const [ana, ben] = [
  await addMember(deps, workspace.id, 'agent', 'Ana'),
  await addMember(deps, workspace.id, 'agent', 'Ben'),
];

const path = '/api/v1/departments';

const make = async (body: object): Promise<Department> => {
  const answer = await program.send<Department>(path, { body });
  expect(answer.status).toBe(201);
  return answer.data;
};

test('a department is made with its members, changed and deleted', async () => {
  const made = await make({ name: 'Repairs', memberIds: [ben.memberId, ana.memberId] });
  expect(made).toEqual({
    id: expect.any(String),
    name: 'Repairs',
    members: [
      { id: ana.memberId, name: 'Ana' },
      { id: ben.memberId, name: 'Ben' },
    ],
  });
  const own = `${path}/${made.id}`;
  const body = { name: 'Repair shop', memberIds: [ben.memberId] };
  const changed = await program.send(own, { method: 'PATCH', body });
  expect(changed.data).toMatchObject({ name: 'Repair shop', members: [{ id: ben.memberId, name: 'Ben' }] });
  const listed = await program.send<{ items: Department[] }>(path);
  expect(listed.data.items.map(({ name }) => name)).toEqual(['Repair shop', 'Support']);
  expect((await program.send(own, { method: 'DELETE' })).status).toBe(200);
  expect((await program.send(own, { method: 'DELETE' })).status).toBe(404);
});

test('whoever stays in a department keeps their turn', async () => {
  const made = await make({ name: 'Turns', memberIds: [ana.memberId] });
  await deps.sql`update department_member set last_assigned_at = '2026-01-01' where department_id = ${made.id}`;
  const body = { memberIds: [ana.memberId, ben.memberId] };
  await program.send(`${path}/${made.id}`, { method: 'PATCH', body });
  const rows = await deps.sql`
    select last_assigned_at is not null as had_turn from department_member
    where department_id = ${made.id} and member_id = ${ana.memberId}`;
  expect(rows).toEqual([{ hadTurn: true }]);
});

test('a department takes no member of another workspace', async () => {
  const answer = await program.send(path, { body: { name: 'Strangers', memberIds: [workspace.id] } });
  expect(answer.status).toBe(409);
  expect((await program.send(path)).text).not.toContain('Strangers');
});

test('a department that a category names is not deleted', async () => {
  const made = await make({ name: 'Needed' });
  const routed = { name: 'Routed', audience: 'customer', departmentId: made.id };
  await program.send('/api/v1/categories', { body: routed });
  expect((await program.send(`${path}/${made.id}`, { method: 'DELETE' })).status).toBe(409);
});

test('two departments never share a name', async () => {
  await make({ name: 'Same' });
  const again = await program.send(path, { body: { name: 'Same' } });
  expect([again.status, again.fields]).toEqual([409, { name: 'This name is taken. Choose another one.' }]);
});
