// Who might this be: every contact that an external id or an address leads to, and the visitor behind a secret, in one
// statement.
import type { Db } from '../db/connect.ts';

export interface Candidates {
  visitorId: string | null;
  byExternalId: string | null;
  byVerifiedEmail: { contactId: string; externalId: string | null } | null;
  byUnverifiedEmail: string | null;
}

export interface Traits {
  workspaceId: string;
  externalId?: string | undefined;
  /** Canonical. */
  email?: string | undefined;
  secretHash?: Buffer | undefined;
}

/** All candidates; a trait that is not given leads to nobody. */
export async function selectCandidates(db: Db, traits: Traits): Promise<Candidates> {
  const { workspaceId, externalId = null, email = null, secretHash = null } = traits;
  const rows = await db<Candidates[]>`
    select
      (select v.id from visitor v
        where v.workspace_id = ${workspaceId} and v.secret_hash = ${secretHash}::bytea) as visitor_id,
      (select c.id from contact c
        where c.workspace_id = ${workspaceId} and c.external_id = ${externalId}::text) as by_external_id,
      (select json_build_object('contactId', e.contact_id, 'externalId', c.external_id)
        from contact_email e join contact c on c.workspace_id = e.workspace_id and c.id = e.contact_id
        where e.workspace_id = ${workspaceId} and e.address = ${email}::text
          and e.verified_at is not null) as by_verified_email,
      (select e.contact_id from contact_email e
        where e.workspace_id = ${workspaceId} and e.address = ${email}::text
          and e.verified_at is null) as by_unverified_email`;
  return rows[0] ?? { visitorId: null, byExternalId: null, byVerifiedEmail: null, byUnverifiedEmail: null };
}
