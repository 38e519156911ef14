// API keys as admins make and revoke them in the console.
import { expect, test } from 'vitest';
import { addMember, testDesk } from '../testing/desk.ts';
import { httpApp, memberClient, programClient } from '../testing/http-app.ts';
import type { ApiKey, NewApiKey } from './api-key.ts';

const { deps, workspace } = await testDesk('keys');
const { app } = httpApp(deps);
const owner = await memberClient(deps, app, workspace.owner.memberId);

test('a key is shown once, listed without its token, and revoked', async () => {
  const made = await owner.mutate<NewApiKey>('apiKeys.create', {
    name: 'CRM',
    scopes: ['tickets:read', 'tickets:read'],
  });
  const { key, token } = made.data;
  expect(key).toMatchObject({
    name: 'CRM',
    scopes: ['tickets:read'],
    createdBy: { name: 'Olga Owner' },
    revokedAt: null,
  });
  const listed = await owner.query<{ items: ApiKey[] }>('apiKeys.list');
  expect(listed.data.items).toEqual([key]);
  expect(listed.text).not.toContain(token);
  const call = () => app.request('/api/v1/tickets', { headers: { authorization: `Bearer ${token}` } });
  expect((await call()).status).toBe(200);
  const revoked = await owner.mutate<ApiKey>('apiKeys.revoke', { id: key.id });
  expect(revoked.data.revokedAt).not.toBeNull();
  expect((await call()).status).toBe(401);
  expect((await owner.mutate('apiKeys.revoke', { id: key.id })).status).toBe(200);
});

test('the same call twice makes one key, and says that it cannot be shown again', async () => {
  const headers = { 'idempotency-key': crypto.randomUUID() };
  const input = { name: 'Once', scopes: ['tickets:read'] };
  expect((await owner.mutate('apiKeys.create', input, { headers })).status).toBe(200);
  expect((await owner.mutate('apiKeys.create', input, { headers })).status).toBe(409);
  expect((await owner.query('apiKeys.list')).text.match(/"Once"/g)).toHaveLength(1);
});

test.each([
  ['no scope', { name: 'X', scopes: [] }],
  ['an unknown scope', { name: 'X', scopes: ['everything'] }],
  ['a scope that is no list', { name: 'X', scopes: 'tickets:read' }],
  ['no name', { name: ' ', scopes: ['tickets:read'] }],
])('a key with %s is refused', async (_, input) => {
  expect((await owner.mutate('apiKeys.create', input)).status).toBe(400);
});

test('neither an agent nor a program makes, sees or revokes keys', async () => {
  const { memberId } = await addMember(deps, workspace.id, 'agent', 'Ana');
  const callers = [await memberClient(deps, app, memberId), await programClient(deps, app, workspace.id)];
  for (const caller of callers) {
    expect((await caller.query('apiKeys.list')).status).toBe(403);
    expect((await caller.mutate('apiKeys.create', { name: 'X', scopes: ['tickets:read'] })).status).toBe(403);
    expect((await caller.mutate('apiKeys.revoke', { id: workspace.id })).status).toBe(403);
  }
});
