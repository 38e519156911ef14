// Mails that let somebody in. Written by jobs, so that asking for a link takes the same time for everybody and the queue
// holds no token: a link is made, or made again, when its mail is written.
import { makeSignInLink, mailedLinkMinutes } from '../auth/sign-in-links.ts';
import type { Deps } from '../deps.ts';
import { writeInvitationMail, writeSignInMail } from '../email/account-mails.ts';
import type { JobPayloads } from '../queue.ts';
import { invitationUrl } from '../team/invite-actions.ts';
import { workspaceById } from '../workspaces/load.ts';
import { selectInvitationToMail, selectSignInAddressee } from './store.ts';

/** Mails a link to whoever signs in with this address; to nobody when there is no such person. */
export async function mailSignInLink(deps: Deps, payload: JobPayloads['sign-in-mail']): Promise<void> {
  const person = await selectSignInAddressee(deps.sql, payload.email);
  const workspace = person && (await workspaceById(deps, person.workspaceId));
  if (!person || !workspace) return;
  const { url } = await makeSignInLink(deps, person.email, mailedLinkMinutes, payload.to);
  const to = { address: person.email, name: person.name };
  await deps.sql.begin((tx) => writeSignInMail(deps, tx, { workspace, to, url, onceKey: payload.requestId }));
}

/** Mails an invitation that can still be accepted. */
export async function mailInvitation(deps: Deps, payload: JobPayloads['invitation-mail']): Promise<void> {
  const { workspaceId, invitationId } = payload;
  const invitation = await selectInvitationToMail(deps.sql, workspaceId, invitationId);
  const workspace = invitation && (await workspaceById(deps, workspaceId));
  if (!invitation || !workspace) return;
  const mail = {
    workspace,
    to: { address: invitation.email, name: '' },
    url: invitationUrl(deps, workspaceId, invitationId),
    onceKey: invitationId,
    inviterName: invitation.inviterName ?? workspace.name,
  };
  await deps.sql.begin((tx) => writeInvitationMail(deps, tx, mail));
}
