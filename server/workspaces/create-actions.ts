// A new workspace with all that it needs to take its first ticket: owner, keys, categories, a department.
import { z } from 'zod';
import { emailField } from '#shared/addresses/email.ts';
import { AppError } from '#shared/errors.ts';
import { line } from '#shared/text/fields.ts';
import { ensurePerson } from '../auth/store.ts';
import { violatedKey } from '../db/faults.ts';
import type { Deps } from '../deps.ts';
import { insertDepartment, insertDepartmentMembers } from '../departments/store.ts';
import { newId } from '../ids.ts';
import { randomToken } from '../keys.ts';
import { insertMember } from '../team/store.ts';
import { insertAudit, systemAuditActor } from './audit.ts';
import { makeSecret } from './secrets.ts';
import { insertCategories, insertSecret, insertWorkspace } from './store.ts';

/** The part of addresses that names a workspace, such as `acme` in `/portal/acme`. */
export const slugField = z
  .string('Write a short name for addresses.')
  .max(40, 'Use at most 40 characters.')
  .regex(/^[a-z0-9](-?[a-z0-9])*$/, 'Use letters a to z, digits, and single dashes between them.');

export const workspaceCreateInput = z.strictObject({
  name: line({ max: 120 }),
  slug: slugField,
  ownerEmail: emailField,
  ownerName: line({ max: 120 }).optional(),
});
export type WorkspaceCreateInput = z.input<typeof workspaceCreateInput>;

export interface NewWorkspace {
  id: string;
  slug: string;
  name: string;
  publicKey: string;
  owner: { memberId: string; personId: string; email: string; name: string };
}

const seededCategories = {
  customer: ['General', 'Billing', 'Technical', 'Account', 'Feature Request', 'Bug Report', 'Other'],
  internal: ['Technical support', 'HR', 'IT', 'Other'],
} as const;

/**
 * Makes a workspace. The owner is somebody who signs in here already, or a new person who signs in by a mailed or
 * printed link.
 * @throws AppError conflict when the slug is taken; ZodError when the input is malformed.
 */
export async function createWorkspace(
  deps: Pick<Deps, 'sql' | 'keys'>,
  input: WorkspaceCreateInput,
): Promise<NewWorkspace> {
  const { name, slug, ownerEmail, ownerName } = workspaceCreateInput.parse(input);
  const workspace = { id: newId(), slug, name, publicKey: `pk_${randomToken()}` };
  const workspaceId = workspace.id;
  try {
    return await deps.sql.begin(async (tx) => {
      await insertWorkspace(tx, workspace);
      for (const kind of ['identity', 'inbound'] as const) {
        await insertSecret(tx, { workspaceId, id: newId(), kind, sealed: deps.keys.seal(makeSecret(kind)) });
      }
      const person = await ensurePerson(tx, {
        id: newId(),
        name: ownerName ?? nameFromAddress(ownerEmail),
        email: ownerEmail,
      });
      const member = {
        id: newId(),
        personId: person.id,
        role: 'owner' as const,
        name: person.name,
        email: person.email,
      };
      await insertMember(tx, workspaceId, member);
      await insertCategories(tx, workspaceId, [...seeds('customer'), ...seeds('internal')]);
      const departmentId = newId();
      await insertDepartment(tx, workspaceId, { id: departmentId, name: 'Support' });
      await insertDepartmentMembers(tx, workspaceId, departmentId, [member.id]);
      await insertAudit(tx, {
        workspaceId,
        actor: systemAuditActor,
        action: 'workspace.created',
        objectKind: 'workspace',
        objectId: workspaceId,
        data: { name, slug },
      });
      return {
        ...workspace,
        owner: { memberId: member.id, personId: person.id, email: person.email, name: person.name },
      };
    });
  } catch (cause) {
    if (violatedKey(cause) !== 'workspace_slug_key') throw cause;
    const message = `There is a workspace “${slug}” already. Choose another short name.`;
    throw new AppError('conflict', message, { fields: { slug: message } });
  }
}

function seeds(audience: keyof typeof seededCategories) {
  return seededCategories[audience].map((name, position) => ({ id: newId(), name, audience, position }));
}

/** What to call somebody of whom only the address is known. */
export function nameFromAddress(email: string): string {
  return email.slice(0, email.indexOf('@'));
}
