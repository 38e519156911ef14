// Workspaces: made whole, changed by admins, with secrets that rotate without a gap.
import { describe, expect, test } from 'vitest';
import { defaultSettings } from '#shared/workspaces/settings.ts';
import { openBrowser } from '../testing/browser.ts';
import { addWorkspace, testDesk } from '../testing/desk.ts';
import { addPerson, linkedIn } from '../testing/people.ts';
import { createWorkspace } from './create-actions.ts';
import { workspaceByPublicKey } from './load.ts';
import { acceptedSecrets } from './secrets.ts';

const { deps, workspace } = await testDesk('shop');
let addresses = 0;
const browserOf = (email: string) => linkedIn(deps, email, openBrowser(deps, undefined, `198.51.100.${++addresses}`));
const owner = await browserOf(workspace.owner.email);
const headers = { 'x-deskbell-workspace': 'shop' };

async function dataOf<Data>(response: Response): Promise<Data> {
  expect(response.status).toBe(200);
  return ((await response.json()) as { result: { data: Data } }).result.data;
}
const audits = (action: string) => deps.sql`
  select actor_kind, data from audit where workspace_id = ${workspace.id} and action = ${action} order by id`;

describe('a new workspace', () => {
  test('has an owner, keys, the seeded categories and a department', async () => {
    const made = await createWorkspace(deps, { name: 'Fernweh', slug: 'fernweh', ownerEmail: 'Ines@Fernweh.example' });
    expect(made).toMatchObject({
      slug: 'fernweh',
      name: 'Fernweh',
      owner: { email: 'ines@fernweh.example', name: 'ines' },
    });
    expect(made.publicKey).toMatch(/^pk_[\w-]{43}$/);
    const categories = await deps.sql<{ audience: string; names: string[] }[]>`
      select audience, json_agg(name order by position) as names from category
      where workspace_id = ${made.id} group by audience order by audience`;
    expect(categories).toEqual([
      {
        audience: 'customer',
        names: ['General', 'Billing', 'Technical', 'Account', 'Feature Request', 'Bug Report', 'Other'],
      },
      { audience: 'internal', names: ['Technical support', 'HR', 'IT', 'Other'] },
    ]);
    const [member] = await deps.sql`select role from member where workspace_id = ${made.id}`;
    expect(member).toEqual({ role: 'owner' });
    const found = await workspaceByPublicKey(deps, made.publicKey);
    expect(found).toMatchObject({ id: made.id, settings: defaultSettings });
    expect(found?.identitySecrets).toHaveLength(1);
  });

  test('may belong to somebody who owns another', async () => {
    const made = await createWorkspace(deps, {
      name: 'Second',
      slug: 'second',
      ownerEmail: workspace.owner.email,
      ownerName: 'Somebody else’s words',
    });
    expect(made.owner).toMatchObject({ personId: workspace.owner.personId, name: workspace.owner.name });
  });

  test('is refused when the short name is taken, and leaves nothing behind', async () => {
    const count = async () => (await deps.sql`select 1 from category`).length;
    const before = await count();
    const again = createWorkspace(deps, { name: 'Shop', slug: 'shop', ownerEmail: 'x@shop.example' });
    await expect(again).rejects.toMatchObject({ code: 'conflict', fields: { slug: expect.any(String) } });
    expect(await count()).toBe(before);
    expect(await deps.sql`select 1 from person where email = 'x@shop.example'`).toHaveLength(0);
  });

  test.each(['', 'Shop', 'a b', '-shop', 'shop-', 'sh--op', 'x'.repeat(41), '../etc', 'çafé'])(
    'is not called %j in addresses',
    async (slug) => {
      await expect(createWorkspace(deps, { name: 'X', slug, ownerEmail: 'x@x.example' })).rejects.toThrow();
    },
  );
});

describe('settings', () => {
  test('change where they are named and nowhere else, at once, and the audit trail says what', async () => {
    const settings = { autoCloseDays: 3, widget: { title: 'Hello' } };
    const changed = await dataOf<{ settings: typeof defaultSettings; name: string }>(
      await owner.post('/trpc/workspaces.update', { settings }, headers),
    );
    expect(changed.name).toBe('shop');
    expect(changed.settings).toEqual({
      ...defaultSettings,
      autoCloseDays: 3,
      widget: { ...defaultSettings.widget, title: 'Hello' },
    });
    expect((await workspaceByPublicKey(deps, workspace.publicKey))?.settings.autoCloseDays).toBe(3);
    expect((await audits('settings.changed')).at(-1)).toEqual({ actorKind: 'member', data: { settings } });
  });

  test('that two admins change at one moment are both kept', async () => {
    const patches = [{ reopenDays: 5 }, { identityRequired: true }, { timeZone: 'Europe/Berlin' }, { locale: 'de' }];
    await Promise.all(patches.map((settings) => owner.post('/trpc/workspaces.update', { settings }, headers)));
    const read = await dataOf<{ settings: object }>(await owner.query('workspaces.settings', 'shop'));
    expect(read.settings).toMatchObject(Object.assign({}, ...patches) as object);
  });

  test.each([
    ['an unknown name', { settings: { smtpHost: 'evil.example' } }],
    ['an unknown name inside', { settings: { widget: { script: 'x' } } }],
    ['a column', { publicKey: 'pk_other', slug: 'other' }],
    ['a bad value', { settings: { autoCloseDays: -1 } }],
    ['__proto__', JSON.parse('{"settings":{"__proto__":{"identityRequired":false}}}') as object],
  ])('are refused with %s', async (_, input) => {
    const before = await deps.sql`select settings, public_key, slug from workspace where id = ${workspace.id}`;
    expect((await owner.post('/trpc/workspaces.update', input, headers)).status).toBe(400);
    expect(await deps.sql`select settings, public_key, slug from workspace where id = ${workspace.id}`).toEqual(before);
  });

  test('are for admins: an agent neither reads nor writes them, nor sees a secret', async () => {
    const agent = await addPerson(deps, workspace.id, { name: 'Ben', role: 'agent', password: false });
    const browser = await browserOf(agent.email);
    expect((await browser.query('workspaces.settings', 'shop')).status).toBe(403);
    const calls = [
      ['workspaces.update', { settings: { allowedOrigins: ['https://evil.example'] } }],
      ['workspaces.revealSecret', { kind: 'identity' }],
      ['workspaces.rotateSecret', { kind: 'identity' }],
      ['apiKeys.create', { name: 'mine', scopes: ['settings:write'] }],
      ['team.update', { id: agent.memberId, role: 'owner' }],
    ] as const;
    for (const [procedure, input] of calls) {
      expect([procedure, (await browser.post(`/trpc/${procedure}`, input, headers)).status]).toEqual([procedure, 403]);
    }
  });

  test('of another workspace are out of reach', async () => {
    const other = await addWorkspace(deps, 'other');
    const browser = await browserOf(other.workspace.owner.email);
    expect((await browser.post('/trpc/workspaces.update', { name: 'Mine now' }, headers)).status).toBe(403);
  });
});

describe('a secret', () => {
  interface Secret {
    secret: string;
    retiresAt: string | null;
  }
  const call = async (procedure: string, input: object, key = crypto.randomUUID()) =>
    dataOf<Secret>(await owner.post(`/trpc/workspaces.${procedure}`, input, { ...headers, 'idempotency-key': key }));

  test('is shown to an admin, and the audit trail says so without it', async () => {
    const { secret } = await call('revealSecret', { kind: 'inbound' });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await audits('secret.revealed')).length).toBeGreaterThan(0);
    const everything = await deps.sql`
      select row_to_json(s)::text as row from workspace_secret s union all select row_to_json(a)::text from audit a
      union all select row_to_json(i)::text from idempotency i`;
    expect(JSON.stringify(everything)).not.toContain(secret.slice(10, 40));
  });

  test('rotates with an overlap in which both are accepted', async () => {
    const before = (await call('revealSecret', { kind: 'identity' })).secret;
    const { secret } = await call('rotateSecret', { kind: 'identity', overlapHours: 2 });
    expect(secret).not.toBe(before);
    const accepted = await acceptedSecrets(deps, workspace.id, 'identity');
    expect(accepted.map((each) => each.secret)).toEqual([secret, before]);
    expect((await workspaceByPublicKey(deps, workspace.publicKey))?.identitySecrets).toEqual([secret, before]);
  });

  test('rotates without an overlap when the old one is known to thieves', async () => {
    const { secret } = await call('rotateSecret', { kind: 'inbound', overlapHours: 0 });
    const accepted = await acceptedSecrets(deps, workspace.id, 'inbound');
    expect(accepted.map((each) => each.secret)).toEqual([secret]);
  });

  test('rotates once for one call, however often it comes', async () => {
    const key = crypto.randomUUID();
    const first = await call('rotateSecret', { kind: 'identity', overlapHours: 1 }, key);
    const again = await call('rotateSecret', { kind: 'identity', overlapHours: 1 }, key);
    expect(again.secret).toBe(first.secret);
  });
});
