// Which contact a person is taken for, and what that reveals, by how well they have proven it. Data in, decision out:
// the server looks up the three candidates and applies the answer.

/**
 * How the person is known: `signed` by the host's server, `claimed` by the page or typed in a form, `none` without any
 * claim, or as the sender of a mail that did or did not pass authentication.
 */
export type IdentityProof = 'signed' | 'claimed' | 'none' | 'email_authenticated' | 'email_unauthenticated';

/** What is known of the person, with the contacts that it leads to. */
export interface KnownIdentity {
  proof: IdentityProof;
  externalId?: string | undefined;
  /** Canonical. */
  email?: string | undefined;
  /** The contact that has this external id. */
  byExternalId: string | null;
  /** The contact that has proven this address. */
  byVerifiedEmail: { contactId: string; externalId: string | null } | null;
  /** The contact for which this address was only ever claimed. */
  byUnverifiedEmail: string | null;
}

export interface IdentityMatch {
  contact: { use: string } | 'create';
  /** Whether the ticket may say that its requester is who they say. */
  verified: boolean;
  /** Write the external id to the contact. Claims never do: whoever claims first would own the id. */
  linkExternalId: boolean;
  /** Write the address to the contact as proven. */
  addVerifiedEmail: boolean;
  /** What the visitor may see beyond what they write now: all of the contact's tickets, this browser's, or nothing. */
  historyVisible: 'contact' | 'browser' | 'nothing';
  /** A second contact that seems to be the same person. Where `verified` is false the offer rests on a claim: say so. */
  offerMergeWith: string | null;
}

/** Decides. Each row of the matching table is a named test beside this file. */
export function matchIdentity(known: KnownIdentity): IdentityMatch {
  switch (known.proof) {
    case 'signed':
      return matchSigned(known);
    case 'claimed':
    case 'none':
      return { ...matchUnproven(known), historyVisible: 'browser' };
    case 'email_authenticated':
      return matchProvenSender(known);
    case 'email_unauthenticated':
      return { ...matchUnproven(known), historyVisible: 'nothing' };
  }
}

function matchSigned(known: KnownIdentity): IdentityMatch {
  const { externalId, byExternalId, byVerifiedEmail } = known;
  const proven = { verified: true, historyVisible: 'contact' } as const;
  const addVerifiedEmail = known.email !== undefined && byVerifiedEmail === null;
  if (byExternalId !== null) {
    const contact = { use: byExternalId };
    return {
      ...proven,
      contact,
      linkExternalId: false,
      addVerifiedEmail,
      offerMergeWith: otherThan(byExternalId, known),
    };
  }
  if (byVerifiedEmail !== null && (byVerifiedEmail.externalId === null || byVerifiedEmail.externalId === externalId)) {
    const contact = { use: byVerifiedEmail.contactId };
    const linkExternalId = byVerifiedEmail.externalId === null && externalId !== undefined;
    return { ...proven, contact, linkExternalId, addVerifiedEmail: false, offerMergeWith: null };
  }
  const linkExternalId = externalId !== undefined;
  return { ...proven, contact: 'create', linkExternalId, addVerifiedEmail, offerMergeWith: otherThan(null, known) };
}

/** A mail that passed authentication proves its sender's address and nothing else. */
function matchProvenSender(known: KnownIdentity): IdentityMatch {
  const found = known.byVerifiedEmail?.contactId ?? known.byUnverifiedEmail;
  return {
    contact: found === null ? 'create' : { use: found },
    verified: true,
    linkExternalId: false,
    addVerifiedEmail: known.email !== undefined && known.byVerifiedEmail === null,
    historyVisible: 'nothing',
    offerMergeWith: null,
  };
}

/** Links the ticket for the agents' sake and changes nothing about the contact. */
function matchUnproven(known: KnownIdentity): Omit<IdentityMatch, 'historyVisible'> {
  const found = known.byExternalId ?? known.byVerifiedEmail?.contactId ?? known.byUnverifiedEmail;
  return {
    contact: found === null ? 'create' : { use: found },
    verified: false,
    linkExternalId: false,
    addVerifiedEmail: false,
    offerMergeWith: known.byExternalId === null ? null : otherThan(known.byExternalId, known),
  };
}

/** The contact that the address leads to, where it is not the one that was chosen. */
function otherThan(chosen: string | null, known: KnownIdentity): string | null {
  const byEmail = known.byVerifiedEmail?.contactId ?? known.byUnverifiedEmail;
  return byEmail === chosen ? null : byEmail;
}
