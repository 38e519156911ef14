// Invitations over the whole app: made by a member, mailed, looked at, accepted once.
import { afterAll, describe, expect, test } from 'vitest';
import { insertApiKey } from '../api-keys/store.ts';
import { makeApiKeyToken } from '../api-keys/token.ts';
import { buildApp } from '../app.ts';
import { newId } from '../ids.ts';
import { hashToken } from '../keys.ts';
import { mailInvitation } from '../sign-in-mail/jobs.ts';
import { openBrowser } from '../testing/browser.ts';
import { addWorkspace, openTestDeps, testDesk } from '../testing/desk.ts';
import { addPerson, linkedIn } from '../testing/people.ts';
import { invitationUrl } from './invite-actions.ts';

const { deps, databaseUrl, workspace } = await testDesk('inviting');
const node = await openTestDeps(databaseUrl);
afterAll(node.close);
const app = buildApp(deps);
const accept = '/api/auth/invitation/accept';

let addresses = 0;
const stranger = (on = deps) => openBrowser(on, undefined, `198.51.100.${++addresses}`);
const owner = await linkedIn(deps, workspace.owner.email, stranger());
const slug = { 'x-deskbell-workspace': 'inviting' };

/** Invites as the owner. */
async function invite(email: string, role = 'agent') {
  const response = await owner.post('/trpc/team.invite', { email, role }, slug);
  expect(response.status).toBe(200);
  const { result } = (await response.json()) as { result: { data: { id: string; email: string; role: string } } };
  const url = invitationUrl(deps, workspace.id, result.data.id);
  return { ...result.data, url, path: url.slice('https://help.example'.length), token: url.split('token=')[1] ?? '' };
}

const membersNamed = (email: string) => deps.sql<{ role: string; disabledAt: Date | null }[]>`
  select role, disabled_at from member where workspace_id = ${workspace.id} and email = ${email}`;

describe('inviting', () => {
  test('answers without the token, asks for the mail, and is audited', async () => {
    const { id, token } = await invite('new@people.example');
    const jobs = await deps.sql<{ data: object }[]>`select data from pgboss.job where name = 'invitation-mail'`;
    expect(jobs.at(-1)?.data).toEqual({ workspaceId: workspace.id, invitationId: id });
    expect(JSON.stringify(await deps.sql`select i::text from invitation i`)).not.toContain(token);
    const [audited] = await deps.sql`select action, actor_kind, data from audit where object_id = ${id}`;
    expect(audited).toEqual({
      action: 'member.invited',
      actorKind: 'member',
      data: { email: 'new@people.example', role: 'agent' },
    });
  });

  test('mails the link once', async () => {
    const { id, url } = await invite('mailed@people.example');
    await mailInvitation(deps, { workspaceId: workspace.id, invitationId: id });
    await mailInvitation(deps, { workspaceId: workspace.id, invitationId: id });
    const mails = await deps.sql<{ textBody: string }[]>`
      select text_body from mail where to_address = 'mailed@people.example'`;
    expect(mails).toHaveLength(1);
    expect(mails[0]?.textBody).toContain(url);
  });

  test('a second time ends the first link', async () => {
    const [first, second] = [await invite('twice@people.example'), await invite('twice@people.example')];
    expect((await stranger().get(first.path)).status).toBe(404);
    expect((await stranger().get(second.path)).status).toBe(200);
  });

  test('a member is refused', async () => {
    const ana = await addPerson(deps, workspace.id, { name: 'Ana', role: 'agent', password: false });
    const response = await owner.post('/trpc/team.invite', { email: ana.email, role: 'agent' }, slug);
    expect(response.status).toBe(409);
  });

  test('is not for agents, and owners are invited by owners only', async () => {
    const agent = await addPerson(deps, workspace.id, { name: 'Bea', role: 'agent', password: false });
    const admin = await addPerson(deps, workspace.id, { name: 'Cleo', role: 'admin', password: false });
    const asks = async (email: string, role: string) => {
      const browser = await linkedIn(deps, email, stranger());
      return (await browser.post('/trpc/team.invite', { email: 'x@people.example', role }, slug)).status;
    };
    expect(await asks(agent.email, 'requester')).toBe(403);
    expect(await asks(admin.email, 'owner')).toBe(403);
    expect(await asks(admin.email, 'admin')).toBe(200);
  });

  test('by a program stops at agents', async () => {
    const id = newId();
    const token = makeApiKeyToken(workspace.id, id);
    const key = { id, name: 'HR', scopes: ['settings:write'] as const, secretHash: hashToken(token), createdBy: null };
    await insertApiKey(deps.sql, workspace.id, key);
    const asks = async (role: string) => {
      const response = await app.request('/api/v1/members', {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ email: `${role}@programs.example`, role }),
      });
      return response.status;
    };
    expect([await asks('owner'), await asks('admin'), await asks('agent')]).toEqual([403, 403, 201]);
  });
});

describe('a new person', () => {
  test('sees who invites them where; looking changes nothing', async () => {
    const { path } = await invite('looker@people.example');
    const browser = stranger();
    for (let looks = 1; looks <= 3; looks += 1) {
      const page = await browser.get(path);
      expect(page.status).toBe(200);
      expect(await page.text()).toMatch(/Join inviting[^]*Olga Owner[^]*looker@people\.example/);
    }
    expect(browser.cookies.size).toBe(0);
    expect(await membersNamed('looker@people.example')).toEqual([]);
  });

  test('joins by the form, is signed in, and may sign in by password later', async () => {
    const { token } = await invite('joiner@people.example');
    const browser = stranger();
    const fields = { token, name: 'Jo Joiner', password: 'several words in a row' };
    const response = await browser.submit(accept, fields);
    expect([response.status, response.headers.get('location')]).toEqual([303, '/console/inviting']);
    const me = (await (await browser.query('team.me', 'inviting')).json()) as { result: { data: unknown } };
    expect(me.result.data).toMatchObject({
      person: { name: 'Jo Joiner', email: 'joiner@people.example', twoFactor: false, hasPassword: true },
      memberships: [{ workspace: { slug: 'inviting', name: 'inviting' }, role: 'agent' }],
      current: { role: 'agent', workspace: { id: workspace.id, publicKey: workspace.publicKey } },
    });
    const own = { email: 'joiner@people.example', password: fields.password };
    expect((await stranger().post('/api/auth/sign-in/email', own)).status).toBe(200);
  });

  test('is told what is wrong with the form, and keeps what they typed', async () => {
    const { token } = await invite('typo@people.example');
    const page = await stranger().submit(accept, { token, name: 'Ty <b>Po</b>', password: 'short' });
    expect(page.status).toBe(400);
    expect(await page.text()).toMatch(/Use at least 10 characters[^]*Ty &lt;b&gt;Po&lt;\/b&gt;/);
    expect(await membersNamed('typo@people.example')).toEqual([]);
  });

  test('joins once, whoever is faster on two nodes', async () => {
    const { token } = await invite('racer@people.example');
    const browsers = [deps, node.deps, deps, node.deps].map((on) => stranger(on));
    const answers = await Promise.all(browsers.map((browser) => browser.post(accept, { token })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.every(({ status }) => [200, 401, 404].includes(status))).toBe(true);
    expect(await membersNamed('racer@people.example')).toHaveLength(1);
  });
});

describe('somebody who signs in here already', () => {
  test('joins only while they are signed in themselves', async () => {
    const elsewhere = await addWorkspace(deps, 'elsewhere');
    const { email } = elsewhere.workspace.owner;
    const { token, path } = await invite(email);
    const [nobody, other] = [stranger(), await linkedIn(deps, workspace.owner.email, stranger())];
    for (const browser of [nobody, other]) {
      expect(await (await browser.get(path)).text()).toContain('Sign in with it');
      expect((await browser.post(accept, { token, password: 'taking them over' })).status).toBe(401);
    }
    expect(nobody.cookies.size).toBe(0);
    const self = await linkedIn(deps, email, stranger());
    expect((await self.post(accept, { token })).status).toBe(200);
    expect((await self.query('team.members', 'inviting')).status).toBe(200);
  });

  test('who was disabled comes back with the role that they are invited to', async () => {
    const dora = await addPerson(deps, workspace.id, { name: 'Dora', role: 'admin', password: false });
    await deps.sql`update member set disabled_at = now() where id = ${dora.memberId}`;
    const { token } = await invite(dora.email, 'requester');
    const self = await linkedIn(deps, dora.email, stranger());
    expect((await self.post(accept, { token })).status).toBe(200);
    expect(await membersNamed(dora.email)).toEqual([{ role: 'requester', disabledAt: null }]);
  });
});

describe('a link', () => {
  test.each([
    ['used', (token: string): Promise<unknown> => stranger().post(accept, { token })],
    ['too old', async () => deps.sql`update invitation set expires_at = now() - interval '1 second'`],
    ['taken back', async () => deps.sql`update invitation set revoked_at = now()`],
  ])('that is %s is no use', async (name, spoil) => {
    const { token, path } = await invite(`${name.replaceAll(' ', '-')}@people.example`);
    await spoil(token);
    const page = await stranger().get(path);
    expect(page.status).toBe(404);
    expect(await page.text()).toContain('This invitation is used up');
    expect((await stranger().post(accept, { token })).status).toBe(404);
  });

  test('that is cut, edited, empty or of another workspace is no use', async () => {
    const { id, token } = await invite('edited@people.example');
    const other = await addWorkspace(deps, 'third');
    const foreign = invitationUrl(deps, other.workspace.id, id).split('token=')[1] ?? '';
    const flipped = (token.startsWith('A') ? 'B' : 'A') + token.slice(1);
    for (const bad of ['', ' ', token.slice(0, -1), token.toUpperCase(), flipped, foreign]) {
      expect((await stranger().post(accept, { token: bad })).status).toBe(404);
    }
    for (const malformed of [[token], { token }, undefined, 1]) {
      expect((await stranger().post(accept, { token: malformed })).status).toBe(400);
    }
    expect((await stranger().post(accept, { token, role: 'owner' })).status).toBe(400);
    expect((await stranger().post(accept, { token }, { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('can be taken back by an admin', async () => {
    const { id, path } = await invite('regret@people.example');
    const listed = await (await owner.query('team.invitations', 'inviting')).text();
    expect(listed).toContain('regret@people.example');
    expect((await owner.post('/trpc/team.revokeInvitation', { id }, slug)).status).toBe(200);
    expect((await stranger().get(path)).status).toBe(404);
    expect((await owner.post('/trpc/team.revokeInvitation', { id }, slug)).status).toBe(404);
  });
});
