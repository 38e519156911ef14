// Members and invitations by tRPC and REST.
import { z } from 'zod';
import { AppError } from '#shared/errors.ts';
import { type Context, deskProcedure, memberProcedure, personProcedure, router } from '../trpc.ts';
import { deskChangeOf } from '../workspaces/desk-change.ts';
import { changeMember, changeOwnName } from './actions.ts';
import { selectInvitations } from './invitation-store.ts';
import { inviteMember, revokeInvitation } from './invite-actions.ts';
import { type CurrentMember, loadMe } from './load.ts';
import { invitation, me, member, memberIdInput, memberInviteInput, memberPatchInput, ownNameInput } from './member.ts';
import { selectMembers } from './store.ts';

const tags = ['Members'];

export const teamRouter = router({
  /** Who looks at the console; also for somebody who is no member of the workspace that they ask for. */
  me: personProcedure
    .meta({ action: 'none' })
    .output(me)
    .query(async ({ ctx }) => loadMe(ctx.deps, ctx.person, await currentMember(ctx))),

  rename: personProcedure
    .meta({ action: 'none' })
    .input(ownNameInput)
    .output(ownNameInput)
    .mutation(async ({ ctx, input }) => {
      await changeOwnName(ctx.deps, ctx.person.personId, input.name);
      return input;
    }),

  members: deskProcedure
    .meta({ action: 'member.read' })
    .output(z.array(member))
    .query(({ ctx: { deps, principal } }) => selectMembers(deps.sql, principal.workspaceId)),

  /** The same list as REST answers lists. */
  list: deskProcedure
    .meta({ action: 'member.read', openapi: { method: 'GET', path: '/members', tags, summary: 'List members' } })
    .output(z.object({ items: z.array(member), nextCursor: z.string().nullable() }))
    .query(async ({ ctx: { deps, principal } }) => ({
      items: await selectMembers(deps.sql, principal.workspaceId),
      nextCursor: null,
    })),

  invite: deskProcedure
    .meta({
      action: 'member.invite',
      openapi: { method: 'POST', path: '/members', tags, summary: 'Invite somebody', successDescription: 'Created' },
    })
    .input(memberInviteInput)
    .output(invitation)
    .mutation((call) => inviteMember(call.ctx.deps, call.ctx.principal, deskChangeOf(call), call.input)),

  update: deskProcedure
    .meta({
      action: 'member.write',
      openapi: { method: 'PATCH', path: '/members/{id}', tags, summary: 'Change a role, disable or enable' },
    })
    .input(memberPatchInput)
    .output(member)
    .mutation((call) => changeMember(call.ctx.deps, call.ctx.principal, deskChangeOf(call), call.input)),

  disable: deskProcedure
    .meta({
      action: 'member.write',
      openapi: { method: 'DELETE', path: '/members/{id}', tags, summary: 'Disable a member; what they wrote stays' },
    })
    .input(memberIdInput)
    .output(member)
    .mutation((call) => {
      const patch = { id: call.input.id, disabled: true };
      return changeMember(call.ctx.deps, call.ctx.principal, deskChangeOf(call), patch);
    }),

  invitations: memberProcedure
    .meta({ action: 'member.invite' })
    .output(z.array(invitation))
    .query(({ ctx: { deps, principal } }) => selectInvitations(deps.sql, principal.workspaceId)),

  revokeInvitation: memberProcedure
    .meta({ action: 'member.invite' })
    .input(memberIdInput)
    .output(z.object({ id: z.string() }))
    .mutation((call) => revokeInvitation(call.ctx.deps, deskChangeOf(call), call.input.id)),
});

/** The membership of the workspace that the request names, where there is one. */
async function currentMember(ctx: Pick<Context, 'desk'>): Promise<CurrentMember | null> {
  try {
    const principal = await ctx.desk();
    return principal.kind === 'member' ? principal : null;
  } catch (cause) {
    if (cause instanceof AppError && (cause.code === 'forbidden' || cause.code === 'bad_request')) return null;
    throw cause;
  }
}
