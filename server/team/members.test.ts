// Members: who may change whom, and that a workspace always keeps an owner.
import { afterAll, describe, expect, test } from 'vitest';
import { openTestDeps, testDesk } from '../testing/desk.ts';
import { addPerson } from '../testing/people.ts';
import type { MemberRole } from '#shared/permissions/actions.ts';
import { auditActorOf } from '../workspaces/audit.ts';
import type { DeskCaller } from '../workspaces/desk-change.ts';
import { changeMember, changeOwnName } from './actions.ts';
import { selectMembers } from './store.ts';

const { deps, databaseUrl, workspace, owner } = await testDesk('members');
const node = await openTestDeps(databaseUrl);
afterAll(node.close);

const add = (role: MemberRole, name: string) => addPerson(deps, workspace.id, { name, role, password: false });
const as = (caller: DeskCaller) => ({ workspaceId: workspace.id, actor: auditActorOf(caller), once: null });
const caller = (role: MemberRole, memberId: string): DeskCaller => ({
  kind: 'member',
  workspaceId: workspace.id,
  memberId,
  role,
  name: role,
});

describe('a role', () => {
  test('is changed by an admin, and the audit trail says from what to what', async () => {
    const [admin, agent] = [await add('admin', 'Ada'), await add('agent', 'Ben')];
    const by = caller('admin', admin.memberId);
    expect(await changeMember(deps, by, as(by), { id: agent.memberId, role: 'requester' })).toMatchObject({
      id: agent.memberId,
      role: 'requester',
      disabled: false,
    });
    const [row] = await deps.sql`
      select actor_id, data from audit where action = 'member.changed' and object_id = ${agent.memberId}`;
    expect(row).toEqual({
      actorId: admin.memberId,
      data: { from: { role: 'agent', disabled: false }, to: { role: 'requester', disabled: false } },
    });
  });

  test.each([
    ['an admin makes nobody an owner', 'admin', 'agent', { role: 'owner' }],
    ['an admin unmakes no owner', 'admin', 'owner', { role: 'agent' }],
    ['an admin disables no owner', 'admin', 'owner', { disabled: true }],
    ['an agent changes nobody', 'agent', 'agent', { role: 'requester' }],
  ] as const)('has its limits: %s', async (_, by, target, patch) => {
    const [who, whom] = [await add(by, 'Who'), await add(target, 'Whom')];
    const principal = caller(by, who.memberId);
    await expect(changeMember(deps, principal, as(principal), { id: whom.memberId, ...patch })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('of a program reaches agents and requesters only', async () => {
    const program: DeskCaller = {
      kind: 'program',
      workspaceId: workspace.id,
      apiKeyId: workspace.id,
      scopes: ['settings:write'],
      name: 'HR',
    };
    const [agent, admin] = [await add('agent', 'Cy'), await add('admin', 'Di')];
    await changeMember(deps, program, as(program), { id: agent.memberId, disabled: true });
    for (const patch of [
      { id: agent.memberId, role: 'admin' as const },
      { id: admin.memberId, disabled: true },
    ]) {
      await expect(changeMember(deps, program, as(program), patch)).rejects.toMatchObject({ code: 'forbidden' });
    }
  });

  test('of somebody in another workspace is out of reach', async () => {
    const stranger = { ...owner, workspaceId: workspace.id };
    await expect(changeMember(deps, stranger, as(stranger), { id: workspace.id, role: 'agent' })).rejects.toMatchObject(
      { code: 'not_found' },
    );
  });
});

describe('the last owner', () => {
  test('cannot be unmade or disabled', async () => {
    await deps.sql`update member set role = 'agent' where role = 'owner' and id <> ${workspace.owner.memberId}`;
    const second = caller('owner', (await add('agent', 'Eli')).memberId);
    for (const patch of [{ role: 'admin' as const }, { disabled: true }]) {
      await expect(
        changeMember(deps, second, as(second), { id: workspace.owner.memberId, ...patch }),
      ).rejects.toMatchObject({ code: 'conflict' });
    }
  });

  test('is left when two owners unmake each other at one moment', async () => {
    for (let round = 1; round <= 5; round += 1) {
      await deps.sql`update member set role = 'agent' where role = 'owner'`;
      const [first, second] = [await add('owner', 'Fay'), await add('owner', 'Gil')];
      const [by1, by2] = [caller('owner', first.memberId), caller('owner', second.memberId)];
      await Promise.allSettled([
        changeMember(deps, by1, as(by1), { id: second.memberId, role: 'agent' }),
        changeMember(node.deps, by2, as(by2), { id: first.memberId, role: 'agent' }),
      ]);
      const members = await selectMembers(deps.sql, workspace.id);
      expect(members.filter(({ role }) => role === 'owner')).toHaveLength(1);
    }
  });
});

test('nobody disables themselves', async () => {
  const admin = await add('admin', 'Hal');
  const by = caller('admin', admin.memberId);
  await expect(changeMember(deps, by, as(by), { id: admin.memberId, disabled: true })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test('a new name shows in every workspace', async () => {
  const ida = await add('agent', 'Ida');
  await changeOwnName(deps, ida.personId, 'Ida Noe');
  const members = await selectMembers(deps.sql, workspace.id, ida.memberId);
  expect(members).toEqual([expect.objectContaining({ name: 'Ida Noe' })]);
});
