// Labels by the console and by REST.
import { describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { addWorkspace, testDesk } from '../testing/desk.ts';
import { httpApp, memberClient, programClient } from '../testing/http-app.ts';
import type { Label } from './label.ts';

const { deps, workspace } = await testDesk('labels');
const { app } = httpApp(deps);
const owner = await memberClient(deps, app, workspace.owner.memberId);
const program = await programClient(deps, app, workspace.id, ['settings:read', 'settings:write']);
const reader = await programClient(deps, app, workspace.id, ['settings:read']);
const other = await addWorkspace(deps, 'foreign');
const foreign = await programClient(deps, app, other.workspace.id, ['settings:read', 'settings:write']);
const path = '/api/v1/labels';

interface Labels {
  items: Label[];
}

const make = async (name: string, colour = '#aa0000'): Promise<Label> => {
  const answer = await program.send<Label>(path, { body: { name, colour } });
  expect(answer.status).toBe(201);
  return answer.data;
};

describe('a label', () => {
  test('is made, listed, changed and removed, and the audit trail tells it', async () => {
    const label = await make('VIP', '#AA00FF');
    expect(label).toEqual({ id: expect.any(String), name: 'VIP', colour: '#aa00ff' });
    expect((await owner.query('labels.list')).data).toEqual({ items: [label], nextCursor: null });
    const own = `${path}/${label.id}`;
    const renamed = await program.send(own, { method: 'PATCH', body: { name: 'Very important' } });
    expect(renamed.data).toEqual({ ...label, name: 'Very important' });
    expect((await program.send(own, { method: 'DELETE' })).data).toEqual({ id: label.id });
    expect((await program.send<Labels>(path)).data.items).toEqual([]);
    const audits = await deps.sql<{ action: string; actorKind: string }[]>`
      select action, actor_kind from audit where object_id = ${label.id} order by id`;
    expect(audits.map(({ action }) => action)).toEqual(['label.created', 'label.changed', 'label.deleted']);
    expect(new Set(audits.map(({ actorKind }) => actorKind))).toEqual(new Set(['program']));
  });

  test('has a name of its own, whatever its case', async () => {
    await make('Refund');
    const again = await program.send(path, { body: { name: 'rEFUND', colour: '#00aa00' } });
    expect([again.status, again.fields]).toEqual([409, { name: 'This name is taken. Choose another one.' }]);
  });

  test('is made once by a call that comes twice, and one key is not for two calls', async () => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const body = { name: 'Once', colour: '#123456' };
    const answers = await Promise.all([1, 2, 3].map(() => program.send(path, { body, headers })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    const reused = await program.send(path, { body: { ...body, name: 'Twice' }, headers });
    expect(reused.status).toBe(422);
  });

  test.each([
    ['no colour', { name: 'X' }],
    ['a colour by name', { name: 'X', colour: 'red' }],
    ['style in its colour', { name: 'X', colour: '#aa0000;background:url(//evil)' }],
    ['nothing to see', { name: ' \u200b ', colour: '#aa0000' }],
    ['an endless name', { name: 'x'.repeat(61), colour: '#aa0000' }],
    ['a workspace', { name: 'X', colour: '#aa0000', workspaceId: workspace.id }],
  ])('is refused with %s', async (_, body) => {
    expect((await program.send(path, { body })).status).toBe(400);
  });

  test('of another workspace does not exist', async () => {
    const label = await make('Ours');
    const own = `${path}/${label.id}`;
    expect((await foreign.send(own, { method: 'PATCH', body: { name: 'Theirs' } })).status).toBe(404);
    expect((await foreign.send(own, { method: 'DELETE' })).status).toBe(404);
    expect((await foreign.send<Labels>(path)).data.items).toEqual([]);
    expect((await program.send(`${path}/${newId()}`, { method: 'DELETE' })).status).toBe(404);
  });

  test('is not made by who may only read', async () => {
    expect((await reader.send(path, { body: { name: 'X', colour: '#aa0000' } })).status).toBe(403);
  });
});
