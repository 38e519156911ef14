// Who may read the outbox, and what of it.
import { describe, expect, test } from 'vitest';
import type { Deps } from '../deps.ts';
import { addMember, addWorkspace, program, testDesk } from '../testing/desk.ts';
import { insertMailTicket, writeTestMail } from '../testing/mail-node.ts';
import type { DeskPrincipal } from '../tickets/desk.ts';
import { createCallerFactory } from '../trpc.ts';
import { emailRouter } from './router.ts';

const { deps, workspace, owner } = await testDesk('fernweh');
const createCaller = createCallerFactory(emailRouter);

function as(principal: DeskPrincipal) {
  const nobody = (): Promise<never> => Promise.reject(new Error('this caller is somebody else'));
  const request = { id: '', address: '', origin: null, userAgent: '', idempotencyKey: null };
  return createCaller({
    deps: deps satisfies Deps,
    request,
    customer: nobody,
    person: nobody,
    desk: async () => principal,
  });
}

describe('the outbox', () => {
  test('shows owners, admins and programs with the scope every mail of their workspace, newest first, page by page', async () => {
    const ticketId = await insertMailTicket(deps, workspace.id);
    for (let count = 0; count < 3; count += 1) await writeTestMail(deps, workspace.id, { ticketId });
    const elsewhere = await addWorkspace(deps, 'elsewhere');
    await writeTestMail(deps, elsewhere.workspace.id);
    const admin = await addMember(deps, workspace.id, 'admin');
    for (const reader of [owner, admin, program(workspace.id, ['outbox:read'])]) {
      const first = await as(reader).outbox({ limit: 2 });
      expect(first.items).toHaveLength(2);
      expect(first.items[0]).toMatchObject({
        kind: 'reply',
        to: 'kim@customer.example',
        toName: 'Kim',
        state: 'queued',
        ticket: { id: ticketId, reference: 'TKT-0001' },
      });
      const second = await as(reader).outbox({ limit: 2, cursor: first.nextCursor ?? '' });
      expect(second.items).toHaveLength(1);
      expect(second.nextCursor).toBeNull();
    }
  });

  test.each(['agent', 'requester'] as const)('is closed to a member with the role %s', async (role) => {
    await expect(as(await addMember(deps, workspace.id, role)).outbox({})).rejects.toThrow('You may not do this here');
  });

  test('is closed to a program without the scope', async () => {
    await expect(as(program(workspace.id, ['tickets:read'])).outbox({})).rejects.toThrow('You may not do this here');
  });

  test('shows nobody a link that signs somebody in, and an invitation to the owner only', async () => {
    const inside = await addWorkspace(deps, 'inside');
    const content = { subject: 'Come in', text: 'https://SECRET', html: 'https://SECRET' };
    await writeTestMail(deps, inside.workspace.id, { kind: 'sign_in', content });
    await writeTestMail(deps, inside.workspace.id, { kind: 'invitation', content });
    const shown = async (reader: DeskPrincipal) =>
      (await as(reader).outbox({})).items
        .filter((mail) => JSON.stringify(mail).includes('SECRET'))
        .map(({ kind }) => kind);
    expect(await shown(inside.owner)).toEqual(['invitation']);
    expect(await shown(await addMember(deps, inside.workspace.id, 'admin'))).toEqual([]);
    expect(await shown(program(inside.workspace.id, ['outbox:read']))).toEqual([]);
  });

  test('refuses the cursor of another workspace', async () => {
    const other = await addWorkspace(deps, 'other');
    await writeTestMail(deps, other.workspace.id);
    await writeTestMail(deps, other.workspace.id);
    const { nextCursor } = await as(other.owner).outbox({ limit: 1 });
    await expect(as(owner).outbox({ cursor: nextCursor ?? '' })).rejects.toThrow('cursor');
  });
});
