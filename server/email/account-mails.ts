// Mails that let somebody in: a sign-in link, an invitation. They carry a secret, so the outbox shows their text to nobody
// else, and their bodies are forgotten once they are delivered.
import { chooseMailLanguage } from '#shared/locales/mail/choose.ts';
import type { Tx } from '../db/connect.ts';
import type { Deps } from '../deps.ts';
import { composeMail } from './compose.ts';
import { writeMail } from './outbox.ts';

export interface AccountMail {
  workspace: { id: string; name: string; settings: { locale: string } };
  to: { address: string; name: string };
  /** Where the button leads; holds the secret. */
  url: string;
  /** The same key is written once in a workspace: the id of the invitation, of the request for a link. */
  onceKey: string;
}

type AccountDeps = Pick<Deps, 'config' | 'jobs' | 'keys'>;

/** Writes the mail with a link that signs in. @returns whether it was written now. */
export async function writeSignInMail(deps: AccountDeps, tx: Tx, mail: AccountMail): Promise<boolean> {
  return write(deps, tx, 'sign_in', mail, '');
}

/** Writes the mail that invites somebody to the workspace. @returns whether it was written now. */
export async function writeInvitationMail(
  deps: AccountDeps,
  tx: Tx,
  mail: AccountMail & { inviterName: string },
): Promise<boolean> {
  return write(deps, tx, 'invitation', mail, mail.inviterName);
}

async function write(
  deps: AccountDeps,
  tx: Tx,
  kind: 'sign_in' | 'invitation',
  { workspace, to, url, onceKey }: AccountMail,
  inviterName: string,
): Promise<boolean> {
  const { language, texts } = chooseMailLanguage([workspace.settings.locale]);
  const content = await composeMail({
    kind,
    language,
    texts,
    values: { action_url: url, workspace_name: workspace.name, agent_name: inviterName },
    workspaceName: workspace.name,
    footer: false,
  });
  return writeMail(deps, tx, {
    workspaceId: workspace.id,
    kind,
    onceKey: `${kind} ${onceKey}`,
    ticketId: null,
    participantId: null,
    to,
    content,
  });
}
