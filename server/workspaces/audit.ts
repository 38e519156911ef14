// The audit trail of what changes beside tickets: members, settings, keys, lists. Written in the change's transaction.
import type { Principal } from '#shared/permissions/principal.ts';
import type { Db } from '../db/connect.ts';
import { newId } from '../ids.ts';

export interface AuditActor {
  kind: 'member' | 'program' | 'system';
  id: string | null;
  name: string;
}

export interface AuditEntry {
  workspaceId: string;
  actor: AuditActor;
  /** `<object>.<what happened>`, such as `label.created`. */
  action: string;
  objectKind: string;
  objectId: string;
  /** What changed, never a secret. */
  data?: object;
}

/** Whoever runs the server: the command line, the demo, the timetable. */
export const systemAuditActor: AuditActor = { kind: 'system', id: null, name: '' };

/** Who the audit trail names. */
export function auditActorOf(
  principal: Extract<Principal, { kind: 'member' | 'program' }> & { name: string },
): AuditActor {
  return principal.kind === 'member'
    ? { kind: 'member', id: principal.memberId, name: principal.name }
    : { kind: 'program', id: principal.apiKeyId, name: principal.name };
}

/** Part of the transaction that it describes. */
export async function insertAudit(db: Db, entry: AuditEntry): Promise<void> {
  const { workspaceId, actor, action, objectKind, objectId, data = {} } = entry;
  await db`
    insert into audit (workspace_id, id, actor_kind, actor_id, actor_name, action, object_kind, object_id, data)
    values (${workspaceId}, ${newId()}, ${actor.kind}, ${actor.id}, ${actor.name}, ${action}, ${objectKind}, ${objectId},
      ${db.json(data as never)})`;
}
