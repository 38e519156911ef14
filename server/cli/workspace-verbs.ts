// Verbs about workspaces and their members, programs and sign-in.
import { z } from 'zod';
import { emailField } from '#shared/addresses/email.ts';
import { AppError } from '#shared/errors.ts';
import { apiScopes, memberRoles } from '#shared/permissions/actions.ts';
import { createApiKey } from '../api-keys/actions.ts';
import { signInLink } from '../auth/sign-in-links.ts';
import type { Deps } from '../deps.ts';
import { invitationUrl, writeInvitation } from '../team/invite-actions.ts';
import { systemAuditActor } from '../workspaces/audit.ts';
import { createWorkspace } from '../workspaces/create-actions.ts';
import type { DeskChange } from '../workspaces/desk-change.ts';
import { workspaceBySlug, type Workspace } from '../workspaces/load.ts';
import { currentSecret } from '../workspaces/secrets.ts';
import { table, type Verb } from './verb.ts';

const inviteInput = z.strictObject({
  email: emailField,
  role: z.enum(memberRoles, `must be ${memberRoles.join(', ')}`),
});
const keyInput = z.strictObject({
  name: z.string().trim().min(1, 'Give the key a name.').max(120),
  scopes: z.array(z.enum(apiScopes, `must be some of ${apiScopes.join(', ')}`)).min(1),
});

export const workspaceVerbs: readonly Verb[] = [
  {
    words: 'workspace create',
    says: 'makes a workspace with its owner, and a link that signs the owner in once',
    options: {
      name: 'what people read',
      slug: 'its part of addresses',
      'owner-email': 'who owns it',
      'owner-name?': 'their name',
    },
    run: async (deps, { name = '', slug = '', 'owner-email': ownerEmail = '', 'owner-name': ownerName }) => {
      const input = { name, slug, ownerEmail, ...(ownerName === undefined ? {} : { ownerName }) };
      const workspace = await createWorkspace(deps, input);
      const link = await signInLink(deps, workspace.owner.email);
      const { id, publicKey, owner } = workspace;
      return {
        data: { id, slug, name, publicKey, owner, signInLink: link.url },
        text: table([
          ['Workspace', `${name} (${slug})`],
          ['Public key', publicKey],
          ['Owner', owner.email],
          ['Sign in, once', link.url],
        ]),
      };
    },
  },
  {
    words: 'workspace show',
    says: 'shows a workspace: keys for its widget, its identity secret and its inbound secret',
    options: { slug: 'its part of addresses' },
    run: async (deps, { slug = '' }) => {
      const workspace = await findWorkspace(deps, slug);
      const { id, name, publicKey, settings } = workspace;
      const [identity, inbound] = await Promise.all([
        currentSecret(deps, id, 'identity'),
        currentSecret(deps, id, 'inbound'),
      ]);
      const secrets = { identitySecret: identity.secret, inboundSecret: inbound.secret };
      return {
        data: { id, slug, name, publicKey, ...secrets, settings },
        text: table([
          ['Workspace', `${name} (${slug})`],
          ['Id', id],
          ['Public key', publicKey],
          ['Identity secret', identity.secret],
          ['Inbound secret', inbound.secret],
          ['Allowed origins', settings.allowedOrigins.join(', ') || 'every web page'],
        ]),
      };
    },
  },
  {
    words: 'member invite',
    says: 'invites somebody by mail, and prints the link of the invitation',
    options: { workspace: 'slug of the workspace', email: 'whom', role: memberRoles.join(' | ') },
    run: async (deps, { workspace: slug = '', email, role }) => {
      const { id } = await findWorkspace(deps, slug);
      const input = inviteInput.parse({ email, role });
      const invitation = await writeInvitation(deps, asSystem(id), input);
      const url = invitationUrl(deps, id, invitation.id);
      return {
        data: { ...invitation, url },
        text: table([
          ['Invited', `${input.email} as ${input.role}`],
          ['Link', url],
        ]),
      };
    },
  },
  {
    words: 'sign-in-link',
    says: 'prints a link that signs a person in once',
    options: { email: 'whom' },
    run: async (deps, { email }) => {
      const { url, expiresAt } = await signInLink(deps, emailField.parse(email));
      return {
        data: { url, expiresAt: expiresAt.toISOString() },
        text: table([
          ['Sign in, once', url],
          ['Until', expiresAt.toISOString()],
        ]),
      };
    },
  },
  {
    words: 'api-key create',
    says: 'makes a key for a program; it is shown this once',
    options: { workspace: 'slug of the workspace', name: 'what it is for', scopes: apiScopes.join(',') },
    run: async (deps, { workspace: slug = '', name, scopes = '' }) => {
      const { id } = await findWorkspace(deps, slug);
      const input = keyInput.parse({ name, scopes: scopes.split(',').map((scope) => scope.trim()) });
      const { key, token } = await createApiKey(deps, asSystem(id), input);
      return {
        data: { id: key.id, name: input.name, scopes: input.scopes, token },
        text: table([
          ['Key', token],
          ['Scopes', input.scopes.join(', ')],
        ]),
      };
    },
  },
];

const asSystem = (workspaceId: string): DeskChange => ({ workspaceId, actor: systemAuditActor, once: null });

async function findWorkspace(deps: Deps, slug: string): Promise<Workspace> {
  const workspace = await workspaceBySlug(deps, slug);
  if (workspace === null) throw new AppError('not_found', `There is no workspace “${slug}”.`);
  return workspace;
}
