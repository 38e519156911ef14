// Who stands behind a cookie or a key, and how soon a right that was taken away is gone: at once, on every node.
import { afterAll, describe, expect, test } from 'vitest';
import { createApiKey, revokeApiKey } from '../api-keys/actions.ts';
import { makeApiKeyToken } from '../api-keys/token.ts';
import { buildApp } from '../app.ts';
import { newId } from '../ids.ts';
import { changeMember } from '../team/actions.ts';
import { openBrowser } from '../testing/browser.ts';
import { addWorkspace, openTestDeps, testDesk } from '../testing/desk.ts';
import { addPerson, knownPassword, linkedIn } from '../testing/people.ts';
import { systemAuditActor } from '../workspaces/audit.ts';
import { programPrincipal } from './principal.ts';

const { deps, databaseUrl, workspace, owner } = await testDesk('principal');
const other = await addWorkspace(deps, 'other');
const node = await openTestDeps(databaseUrl);
afterAll(node.close);
const change = { workspaceId: workspace.id, actor: systemAuditActor, once: null };

let addresses = 0;
const on = (which = deps) => openBrowser(which, undefined, `198.51.100.${++addresses}`);

describe('a member', () => {
  test('is one in their own workspace only, and learns nothing of others', async () => {
    const ana = await addPerson(deps, workspace.id, { name: 'Ana', role: 'agent', password: false });
    const browser = await linkedIn(deps, ana.email, on());
    expect((await browser.query('team.members', 'principal')).status).toBe(200);
    const [foreign, none] = [
      await browser.query('team.members', 'other'),
      await browser.query('team.members', 'no-such'),
    ];
    expect([foreign.status, none.status]).toEqual([403, 403]);
    expect(await foreign.text()).toBe(await none.text());
  });

  test('of one workspace need not name it; of two they must', async () => {
    const bea = await addPerson(deps, workspace.id, { name: 'Bea', role: 'agent', password: false });
    const browser = await linkedIn(deps, bea.email, on());
    expect((await browser.query('team.members')).status).toBe(200);
    await deps.sql`
      insert into member (workspace_id, id, person_id, role, name, email)
      values (${other.workspace.id}, ${newId()}, ${bea.personId}, 'agent', 'Bea', ${bea.email})`;
    expect((await browser.query('team.members')).status).toBe(400);
    expect((await browser.query('team.members', 'other')).status).toBe(200);
  });

  test('who was disabled on one node is refused on another by their next call', async () => {
    const cleo = await addPerson(deps, workspace.id, { name: 'Cleo', role: 'agent', password: false });
    const browser = await linkedIn(deps, cleo.email, on(node.deps));
    expect((await browser.query('team.members', 'principal')).status).toBe(200);
    await changeMember(deps, owner, change, { id: cleo.memberId, disabled: true });
    expect((await browser.query('team.members', 'principal')).status).toBe(401);
    const again = await linkedIn(deps, cleo.email, on(node.deps));
    expect((await again.query('team.members', 'principal')).status).toBe(403);
    await changeMember(deps, owner, change, { id: cleo.memberId, disabled: false });
    expect((await again.query('team.members', 'principal')).status).toBe(200);
  });

  test('who was disabled loses an open stream on another node', async () => {
    const dora = await addPerson(deps, workspace.id, { name: 'Dora', role: 'agent', password: false });
    const browser = await linkedIn(deps, dora.email, on(node.deps));
    const stream = await browser.get('/trpc/tickets.queue', {
      'x-deskbell-workspace': 'principal',
      accept: 'text/event-stream',
    });
    expect(stream.status).toBe(200);
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const first = await readUntil(reader, 'resync');
    expect(first).toContain('resync');
    await changeMember(deps, owner, change, { id: dora.memberId, disabled: true });
    const rest = await readUntil(reader, 'never');
    expect(rest).toContain('unauthorized');
  });

  test('whose role changed signs in again', async () => {
    const eve = await addPerson(deps, workspace.id, { name: 'Eve', role: 'admin', password: false });
    const browser = await linkedIn(deps, eve.email, on());
    await changeMember(deps, owner, change, { id: eve.memberId, role: 'agent' });
    expect((await browser.query('team.members', 'principal')).status).toBe(401);
    const again = await linkedIn(deps, eve.email, on());
    expect((await again.query('workspaces.settings', 'principal')).status).toBe(403);
  });

  test('who changed their password is signed out elsewhere and goes on here', async () => {
    const fay = await addPerson(deps, workspace.id, { name: 'Fay', role: 'agent' });
    const [here, elsewhere] = [await linkedIn(deps, fay.email, on()), await linkedIn(deps, fay.email, on())];
    const wrong = { currentPassword: 'not this one', newPassword: 'another long password' };
    expect((await here.post('/api/auth/change-password', wrong)).status).toBe(401);
    const right = { currentPassword: knownPassword, newPassword: 'another long password' };
    expect((await here.post('/api/auth/change-password', right)).status).toBe(200);
    expect((await here.query('team.members', 'principal')).status).toBe(200);
    expect((await elsewhere.query('team.members', 'principal')).status).toBe(401);
  });

  test('can end their other sessions', async () => {
    const gil = await addPerson(deps, workspace.id, { name: 'Gil', role: 'agent', password: false });
    const [here, elsewhere] = [await linkedIn(deps, gil.email, on()), await linkedIn(deps, gil.email, on())];
    expect((await here.post('/api/auth/revoke-other-sessions', {})).status).toBe(200);
    expect((await here.query('team.members', 'principal')).status).toBe(200);
    expect((await elsewhere.query('team.members', 'principal')).status).toBe(401);
  });
});

describe('an API key', () => {
  const make = () => createApiKey(deps, change, { name: 'CRM', scopes: ['settings:read'] });
  const app = buildApp(deps);
  const call = (token: string) => app.request('/api/v1/labels', { headers: { authorization: `Bearer ${token}` } });

  test('is who it says, in its workspace, with its scopes', async () => {
    const { key, token } = await make();
    expect(token).toMatch(/^dbk_[\w-]{86}$/);
    expect(await programPrincipal(deps, `Bearer ${token}`)).toEqual({
      kind: 'program',
      workspaceId: workspace.id,
      apiKeyId: key.id,
      scopes: ['settings:read'],
      name: 'CRM',
    });
    expect((await call(token)).status).toBe(200);
  });

  test('is refused in the same words when it is revoked, cut, edited, made up, or of another workspace', async () => {
    const { key, token } = await make();
    const elsewhere = makeApiKeyToken(other.workspace.id, key.id);
    await revokeApiKey(deps, change, key.id);
    const flipped = (await make()).token.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A'));
    const texts = [];
    for (const bad of [
      token,
      token.slice(0, -1),
      flipped,
      makeApiKeyToken(workspace.id, newId()),
      elsewhere,
      'dbk_',
      '',
    ]) {
      const answer = await call(bad);
      expect(answer.status).toBe(401);
      texts.push(await answer.text());
    }
    expect(new Set(texts).size).toBe(1);
  });

  test('is kept as a hash only', async () => {
    const { token } = await make();
    const rows = await deps.sql`select row_to_json(k)::text as row from api_key k`;
    expect(JSON.stringify(rows)).not.toContain(token.slice(50));
  });

  test('notes its use, once a minute', async () => {
    const { key, token } = await make();
    const used = async () => {
      const [row] = await deps.sql<{ lastUsedAt: Date | null }[]>`
        select last_used_at from api_key where id = ${key.id}`;
      return row?.lastUsedAt ?? null;
    };
    expect(await used()).toBeNull();
    await call(token);
    await expect.poll(used).not.toBeNull();
    const first = await used();
    await call(token);
    await call(token);
    expect(await used()).toEqual(first);
  });
});

async function readUntil(reader: ReadableStreamDefaultReader<Uint8Array>, wanted: string): Promise<string> {
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    text += Buffer.from(value ?? []).toString('utf8');
    if (done || text.includes(wanted)) return text;
  }
}
