// Writes the mails that let somebody in: a sign-in link, an invitation. They carry a secret, so the outbox shows their
// text to nobody else, and their bodies are forgotten once they are delivered.
import { chooseMailLanguage } from '#shared/locales/mail/choose.ts';
import type { Deps } from '../deps.ts';
import { makeSignInLink, mailedLinkMinutes } from '../auth/sign-in-links.ts';
import type { JobPayloads } from '../queue.ts';
import { invitationUrl } from '../team/invite-actions.ts';
import { type Workspace, workspaceById } from '../workspaces/load.ts';
import { selectAccountRecipient, selectInvitationToMail } from './account-store.ts';
import { composeMail } from './compose.ts';
import { writeMail } from './outbox.ts';

/** Mails links to those of the addresses that sign in here. Whoever asks learns nothing: they were answered long ago. */
export async function mailSignInLinks(deps: Deps, requests: readonly JobPayloads['sign-in-mail'][]): Promise<void> {
  for (const { requestId, email } of requests) {
    const recipient = await selectAccountRecipient(deps.sql, email);
    const workspace = recipient && (await workspaceById(deps, recipient.workspaceId));
    if (!recipient || !workspace) continue;
    const { url } = await makeSignInLink(deps, recipient.email, mailedLinkMinutes);
    const to = { address: recipient.email, name: recipient.name };
    await write(deps, workspace, { kind: 'sign_in', onceKey: `sign_in ${requestId}`, to, url, inviterName: '' });
  }
}

/** Mails invitations that can still be accepted. */
export async function mailInvitations(
  deps: Deps,
  invitations: readonly JobPayloads['invitation-mail'][],
): Promise<void> {
  for (const { workspaceId, invitationId } of invitations) {
    const invitation = await selectInvitationToMail(deps.sql, workspaceId, invitationId);
    const workspace = invitation && (await workspaceById(deps, workspaceId));
    if (!invitation || !workspace) continue;
    await write(deps, workspace, {
      kind: 'invitation',
      onceKey: `invitation ${invitation.id}`,
      to: { address: invitation.email, name: '' },
      url: invitationUrl(deps, workspaceId, invitation.id),
      inviterName: invitation.inviterName === '' ? workspace.name : invitation.inviterName,
    });
  }
}

interface AccountMail {
  kind: 'sign_in' | 'invitation';
  onceKey: string;
  to: { address: string; name: string };
  /** Where the button leads; holds the secret. */
  url: string;
  inviterName: string;
}

async function write(deps: Deps, workspace: Workspace, mail: AccountMail): Promise<void> {
  const { kind, onceKey, to, url, inviterName } = mail;
  const { language, texts } = chooseMailLanguage([workspace.settings.locale]);
  const content = await composeMail({
    kind,
    language,
    texts,
    values: { action_url: url, workspace_name: workspace.name, agent_name: inviterName },
    workspaceName: workspace.name,
    footer: false,
  });
  const written = { workspaceId: workspace.id, kind, onceKey, ticketId: null, participantId: null, to, content };
  await deps.sql.begin((tx) => writeMail(deps, tx, written));
}
