// What stands before every REST call: the key, its scopes, its workspace, and the record that makes a call be done once.
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { MemberTicket } from '#shared/api/tickets.ts';
import type { ApiScope } from '#shared/permissions/actions.ts';
import { addWorkspace, testDesk } from '../testing/desk.ts';
import { countRows, httpApp, memberClient } from '../testing/http-app.ts';
import { type RestApi, restApi } from '../testing/rest.ts';

const { deps, workspace } = await testDesk();
const { app, nobody } = httpApp(deps);
const api = await restApi(deps, app, workspace.id);
const other = await addWorkspace(deps, 'other');
const stranger = await restApi(deps, app, other.workspace.id);

const wanted = { subject: 'Zip broken', body: 'The zip broke.', requester: { email: 'cora@example.com' } };
const opened = async (over: object = {}) => (await api.post<MemberTicket>('/tickets', { ...wanted, ...over })).data;
const keyed = (key: string) => ({ headers: { 'idempotency-key': key } });

describe('a call without a valid key', () => {
  const token = api.client.headers['authorization']?.slice('Bearer '.length) ?? '';
  it.each([
    ['without any', {}],
    ['empty', { authorization: '' }],
    ['by another scheme', { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` }],
    ['cut by a character', { authorization: `Bearer ${token.slice(0, -1)}` }],
    ['longer by a character', { authorization: `Bearer ${token}x` }],
    [
      'with its last character changed',
      { authorization: `Bearer ${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}` },
    ],
    ['without its prefix', { authorization: `Bearer ${token.slice(4)}` }],
    ['in capitals', { authorization: `Bearer ${token.toUpperCase()}` }],
    ['of nobody', { authorization: `Bearer dbk_${'a'.repeat(86)}` }],
    ['twice', { authorization: `Bearer ${token}, Bearer ${token}` }],
    ['endless', { authorization: `Bearer dbk_${'a'.repeat(5_000)}` }],
    ['in the wrong header', { 'x-api-key': token }],
  ])('%s is refused', async (_, headers) => {
    const before = await countRows(deps.sql);
    for (const answer of [
      await nobody.send('/api/v1/tickets', { headers }),
      await nobody.send('/api/v1/tickets', { body: wanted, headers }),
    ]) {
      expect([answer.status, answer.code]).toEqual([answer.status === 403 ? 403 : 401, answer.code]);
      expect(['unauthorized', 'forbidden']).toContain(answer.code);
    }
    expect(await countRows(deps.sql)).toEqual(before);
  });

  it('that was revoked is refused at once', async () => {
    const revoked = await restApi(deps, app, workspace.id);
    expect((await revoked.get('/tickets')).status).toBe(200);
    await deps.sql`
      update api_key set revoked_at = now() where id = (select id from api_key order by created_at desc limit 1)`;
    expect((await revoked.get('/tickets')).status).toBe(401);
  });

  it('is not made valid by a member’s cookie beside it', async () => {
    const member = await memberClient(deps, app, workspace.owner.memberId);
    const answer = await member.send('/api/v1/tickets', { headers: { authorization: 'Bearer dbk_nope' } });
    expect(answer.status).toBe(401);
  });
});

describe('the scopes of a key', () => {
  const reads: Partial<Record<ApiScope, string[]>> = {
    'tickets:read': [
      '/tickets',
      '/tickets/TKT-0001',
      '/tickets/TKT-0001/timeline',
      '/labels',
      '/categories',
      '/departments',
    ],
    'contacts:read': ['/contacts'],
    'settings:read': ['/members', '/labels', '/categories', '/departments'],
    'outbox:read': ['/outbox'],
  };
  const paths = [...new Set(Object.values(reads).flat())];

  it.each([...(Object.keys(reads) as ApiScope[]), 'tickets:write', 'contacts:write', 'settings:write'] as ApiScope[])(
    '%s opens its own reads and no others',
    async (scope) => {
      await opened();
      const scoped = await restApi(deps, app, workspace.id, [scope]);
      for (const path of paths) {
        const { status, code } = await scoped.get(path);
        const isOpen = reads[scope]?.includes(path) === true;
        expect([path, status, code]).toEqual([path, isOpen ? 200 : 403, isOpen ? null : 'forbidden']);
      }
    },
  );

  it('for reading write nothing', async () => {
    const { id, requester } = await opened();
    const reader = await restApi(deps, app, workspace.id, [
      'tickets:read',
      'contacts:read',
      'settings:read',
      'outbox:read',
    ]);
    const calls = [
      () => reader.post('/tickets', wanted),
      () => reader.patch(`/tickets/${id}`, { priority: 'low' }),
      () => reader.post(`/tickets/${id}/replies`, { body: 'x' }),
      () => reader.post(`/tickets/${id}/notes`, { body: 'x' }),
      () => reader.post(`/tickets/${id}/resolve`, { resolution: 'x' }),
      () => reader.post(`/tickets/${id}/escalate`, { reason: 'x' }),
      () => reader.post(`/tickets/${id}/archive`),
      () => reader.post('/contacts', { firstName: 'x' }),
      () => reader.patch(`/contacts/${requester.id}`, { firstName: 'x' }),
      () => reader.put('/contacts/external/x', { firstName: 'x' }),
      () => reader.post('/labels', { name: 'x', colour: '#000000' }),
      () => reader.post('/members', { email: 'x@example.com', role: 'agent' }),
    ];
    for (const call of calls) await reader.refused(call, 403);
  });
});

describe('what belongs to another workspace', () => {
  it('is not there, by reference, by id, in a list or as a value', async () => {
    const { id, reference, requester } = await opened();
    const [label, member] = [
      (await api.post<{ id: string }>('/labels', { name: 'Ours', colour: '#000000' })).data.id,
      workspace.owner.memberId,
    ];
    const theirs = (await stranger.post<MemberTicket>('/tickets', wanted)).data;
    const calls: [() => ReturnType<RestApi['get']>, number][] = [
      [() => stranger.get(`/tickets/${id}`), 404],
      [() => stranger.get(`/tickets/${id}/timeline`), 404],
      [() => stranger.post(`/tickets/${id}/replies`, { body: 'x' }), 404],
      [() => stranger.post(`/tickets/${id}/notes`, { body: 'x' }), 404],
      [() => stranger.patch(`/tickets/${id}`, { priority: 'low' }), 404],
      [() => stranger.post(`/tickets/${id}/resolve`, { resolution: 'x' }), 404],
      [() => stranger.post(`/tickets/${id}/escalate`, { reason: 'x' }), 404],
      [() => stranger.post(`/tickets/${id}/archive`), 404],
      [() => stranger.get(`/contacts/${requester.id}`), 404],
      [() => stranger.get(`/contacts/${requester.id}/tickets`), 404],
      [() => stranger.patch(`/contacts/${requester.id}`, { firstName: 'x' }), 404],
      [() => stranger.patch(`/labels/${label}`, { name: 'x' }), 404],
      [() => stranger.delete(`/labels/${label}`), 404],
      [() => stranger.patch(`/tickets/${theirs.id}`, { contact: requester.id }), 422],
      [() => stranger.patch(`/tickets/${theirs.id}`, { assignee: member }), 422],
      [() => stranger.patch(`/tickets/${theirs.id}`, { labels: [label] }), 422],
      [() => stranger.post('/tickets', { ...wanted, requester: { contactId: requester.id } }), 422],
      [() => stranger.post('/tickets', { ...wanted, assignee: workspace.owner.email }), 422],
    ];
    for (const [call, status] of calls) await stranger.refused(call, status);
    const lists = await Promise.all(
      ['/tickets', '/contacts', '/labels', '/members', '/outbox'].map((path) => stranger.get(path)),
    );
    for (const { status, text } of lists) {
      expect(status).toBe(200);
      for (const secret of [id, requester.id, label, member, workspace.id]) expect(text).not.toContain(secret);
    }
    // The same number is their own ticket.
    expect((await stranger.get<MemberTicket>(`/tickets/${reference}`)).data.id).not.toBe(id);
  });
});

describe('an idempotency key', () => {
  const creations: [string, object][] = [
    ['/tickets', wanted],
    ['/contacts', { firstName: 'Nobody', lastName: 'Known' }],
    ['/labels', { name: 'Once', colour: '#000000' }],
    ['/departments', { name: 'Once' }],
    ['/categories', { name: 'Once', audience: 'customer' }],
    ['/members', { email: 'once@example.com', role: 'agent' }],
  ];

  it.each(creations)('makes POST %s be done once, with the same answer', async (path, body) => {
    const key = randomUUID();
    const first = await api.post(path, body, keyed(key));
    expect(first.status).toBe(201);
    const before = await countRows(deps.sql);
    const again = await Promise.all([1, 2, 3].map(() => api.post(path, body, keyed(key))));
    expect(again.map(({ status, body: answered }) => [status, answered])).toEqual(again.map(() => [201, first.body]));
    expect(await countRows(deps.sql)).toEqual(before);
  });

  it.each(creations)('is refused for another body to POST %s', async (path, body) => {
    const key = randomUUID();
    const fresh =
      'name' in body
        ? { ...body, name: `fresh ${key.slice(0, 8)}` }
        : 'email' in body
          ? { ...body, email: `${key}@example.com` }
          : body;
    expect((await api.post(path, fresh, keyed(key))).status).toBe(201);
    const other =
      'subject' in fresh
        ? { ...fresh, subject: 'Another' }
        : 'email' in fresh
          ? { ...fresh, role: 'requester' }
          : { ...fresh, ...('name' in fresh ? { name: 'Yet another' } : { lastName: 'Another' }) };
    await api.refused(() => api.post(path, other, keyed(key)), 422, 'idempotency-key');
  });

  it('does a reply, a note, an edit and a step of life once', async () => {
    const { id } = await opened();
    const calls: [string, object][] = [
      ['replies', { body: 'Once.' }],
      ['notes', { body: 'Once.' }],
      ['escalate', { reason: 'Once.' }],
      ['resolve', { resolution: 'Once.' }],
      ['archive', {}],
    ];
    for (const [path, body] of calls) {
      const key = randomUUID();
      const first = await api.post(`/tickets/${id}/${path}`, body, keyed(key));
      const before = await countRows(deps.sql);
      const again = await Promise.all([1, 2, 3].map(() => api.post(`/tickets/${id}/${path}`, body, keyed(key))));
      expect(again.map(({ status }) => status)).toEqual(again.map(() => first.status));
      expect(await countRows(deps.sql)).toEqual(before);
    }
  });

  it('is one for a call: another ticket or another verb under it is another call', async () => {
    const [first, second] = [await opened(), await opened()];
    const key = keyed(randomUUID());
    await api.post(`/tickets/${first.id}/notes`, { body: 'x' }, key);
    await api.refused(() => api.post(`/tickets/${second.id}/notes`, { body: 'x' }, key), 422);
    await api.refused(() => api.post(`/tickets/${first.id}/replies`, { body: 'x' }, key), 422);
  });

  it('is each program’s own', async () => {
    const key = keyed(randomUUID());
    const second = await restApi(deps, app, workspace.id);
    const answers = [
      await api.post<MemberTicket>('/tickets', wanted, key),
      await second.post<MemberTicket>('/tickets', wanted, key),
      await stranger.post<MemberTicket>('/tickets', wanted, key),
    ];
    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(3);
  });

  it.each(['', ' ', 'a b', 'cl\u00e9', 'x'.repeat(201), 'tab\there'])('%j is no key', async (key) => {
    await api.refused(() => api.post('/tickets', wanted, keyed(key)), 400, 'idempotency-key');
  });

  it('of a call that was refused may be used for the mended call', async () => {
    const key = keyed(randomUUID());
    expect((await api.post('/tickets', { ...wanted, category: 'Nope' }, key)).status).toBe(422);
    expect((await api.post('/tickets', wanted, key)).status).toBe(201);
  });
});

describe('a method or path that is not there', () => {
  it.each([
    ['DELETE', '/tickets/TKT-0001'],
    ['PUT', '/tickets'],
    ['GET', '/nothing'],
    ['POST', '/tickets/TKT-0001/nothing'],
    ['GET', '/tickets/TKT-0001/replies'],
    ['GET', '/'],
  ])('%s %s answers the contract’s shape', async (method, path) => {
    await api.refused(() => api.client.send(`/api/v1${path}`, { method }), 404);
  });
});
