import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { matchIdentity } from './match.ts';
import type { IdentityMatch, KnownIdentity } from './match.ts';

const nobody = { byExternalId: null, byVerifiedEmail: null, byUnverifiedEmail: null };
const claims = { externalId: 'crm-7', email: 'ana@example.com' };

type Row = [name: string, known: KnownIdentity, expected: IdentityMatch];

const signed = { verified: true, historyVisible: 'contact', offerMergeWith: null } as const;
const claimed = {
  verified: false,
  linkExternalId: false,
  addVerifiedEmail: false,
  historyVisible: 'browser',
  offerMergeWith: null,
} as const;
const sender = { verified: true, linkExternalId: false, historyVisible: 'nothing', offerMergeWith: null } as const;

const rows: Row[] = [
  [
    'signed, external id known: that contact',
    { ...nobody, proof: 'signed', externalId: 'crm-7', byExternalId: 'A' },
    { ...signed, contact: { use: 'A' }, linkExternalId: false, addVerifiedEmail: false },
  ],
  [
    'signed, external id known, address new: the contact gains the address',
    { ...nobody, ...claims, proof: 'signed', byExternalId: 'A' },
    { ...signed, contact: { use: 'A' }, linkExternalId: false, addVerifiedEmail: true },
  ],
  [
    'signed, external id and proven address of the same contact: nothing to do',
    {
      ...nobody,
      ...claims,
      proof: 'signed',
      byExternalId: 'A',
      byVerifiedEmail: { contactId: 'A', externalId: 'crm-7' },
    },
    { ...signed, contact: { use: 'A' }, linkExternalId: false, addVerifiedEmail: false },
  ],
  [
    'signed, address so far only claimed by the same contact: it becomes proven',
    { ...nobody, ...claims, proof: 'signed', byExternalId: 'A', byUnverifiedEmail: 'A' },
    { ...signed, contact: { use: 'A' }, linkExternalId: false, addVerifiedEmail: true },
  ],
  [
    'signed, external id of A and proven address of B: A, and a merge is offered',
    { ...nobody, ...claims, proof: 'signed', byExternalId: 'A', byVerifiedEmail: { contactId: 'B', externalId: null } },
    { ...signed, contact: { use: 'A' }, linkExternalId: false, addVerifiedEmail: false, offerMergeWith: 'B' },
  ],
  [
    'signed, external id of A and claimed address of B: A gains it, and a merge is offered',
    { ...nobody, ...claims, proof: 'signed', byExternalId: 'A', byUnverifiedEmail: 'B' },
    { ...signed, contact: { use: 'A' }, linkExternalId: false, addVerifiedEmail: true, offerMergeWith: 'B' },
  ],
  [
    'signed, external id new, proven address of a contact without one: that contact gains the external id',
    { ...nobody, ...claims, proof: 'signed', byVerifiedEmail: { contactId: 'B', externalId: null } },
    { ...signed, contact: { use: 'B' }, linkExternalId: true, addVerifiedEmail: false },
  ],
  [
    'signed, proven address of a contact with another external id: a new contact, and a merge is offered',
    { ...nobody, ...claims, proof: 'signed', byVerifiedEmail: { contactId: 'B', externalId: 'crm-8' } },
    { ...signed, contact: 'create', linkExternalId: true, addVerifiedEmail: false, offerMergeWith: 'B' },
  ],
  [
    'signed, the external id was linked a moment ago by another request: that contact',
    { ...nobody, ...claims, proof: 'signed', byVerifiedEmail: { contactId: 'B', externalId: 'crm-7' } },
    { ...signed, contact: { use: 'B' }, linkExternalId: false, addVerifiedEmail: false },
  ],
  [
    'signed, address only ever claimed: a new contact, and a merge is offered',
    { ...nobody, ...claims, proof: 'signed', byUnverifiedEmail: 'C' },
    { ...signed, contact: 'create', linkExternalId: true, addVerifiedEmail: true, offerMergeWith: 'C' },
  ],
  [
    'signed, nothing known: a new contact with both',
    { ...nobody, ...claims, proof: 'signed' },
    { ...signed, contact: 'create', linkExternalId: true, addVerifiedEmail: true },
  ],
  [
    'signed without an address, nothing known: a new contact with the external id',
    { ...nobody, proof: 'signed', externalId: 'crm-7' },
    { ...signed, contact: 'create', linkExternalId: true, addVerifiedEmail: false },
  ],
  [
    'claimed external id of a contact: linked for the agents, nothing shown, nothing changed',
    { ...nobody, ...claims, proof: 'claimed', byExternalId: 'A' },
    { ...claimed, contact: { use: 'A' } },
  ],
  [
    'claimed address that a contact has proven: linked for the agents',
    { ...nobody, ...claims, proof: 'claimed', byVerifiedEmail: { contactId: 'B', externalId: 'crm-8' } },
    { ...claimed, contact: { use: 'B' } },
  ],
  [
    'claimed address that was claimed before: linked for the agents',
    { ...nobody, ...claims, proof: 'claimed', byUnverifiedEmail: 'C' },
    { ...claimed, contact: { use: 'C' } },
  ],
  [
    'claimed external id of A and address of B: A, and a merge is offered as a claim',
    {
      ...nobody,
      ...claims,
      proof: 'claimed',
      byExternalId: 'A',
      byVerifiedEmail: { contactId: 'B', externalId: null },
    },
    { ...claimed, contact: { use: 'A' }, offerMergeWith: 'B' },
  ],
  [
    'claimed, nothing known: a new contact that does not own the external id',
    { ...nobody, ...claims, proof: 'claimed' },
    { ...claimed, contact: 'create' },
  ],
  ['no claim at all: a new contact', { ...nobody, proof: 'none' }, { ...claimed, contact: 'create' }],
  [
    'authenticated mail from a proven address: its contact',
    {
      ...nobody,
      email: 'ana@example.com',
      proof: 'email_authenticated',
      byVerifiedEmail: { contactId: 'B', externalId: null },
    },
    { ...sender, contact: { use: 'B' }, addVerifiedEmail: false },
  ],
  [
    'authenticated mail from a claimed address: the claim is proven',
    { ...nobody, email: 'ana@example.com', proof: 'email_authenticated', byUnverifiedEmail: 'C' },
    { ...sender, contact: { use: 'C' }, addVerifiedEmail: true },
  ],
  [
    'authenticated mail from a new address: a new contact that has proven it',
    { ...nobody, email: 'ana@example.com', proof: 'email_authenticated' },
    { ...sender, contact: 'create', addVerifiedEmail: true },
  ],
  [
    'mail that fails authentication, known address: linked for the agents, unverified',
    {
      ...nobody,
      email: 'ana@example.com',
      proof: 'email_unauthenticated',
      byVerifiedEmail: { contactId: 'B', externalId: null },
    },
    { ...claimed, contact: { use: 'B' }, historyVisible: 'nothing' },
  ],
  [
    'mail that fails authentication, new address: a new contact, unverified',
    { ...nobody, email: 'ana@example.com', proof: 'email_unauthenticated' },
    { ...claimed, contact: 'create', historyVisible: 'nothing' },
  ],
];

describe('matchIdentity', () => {
  test.each(rows)('%s', (_, known, expected) => {
    expect(matchIdentity(known)).toEqual(expected);
  });

  const contactId = fc.constantFrom('A', 'B', 'C');
  const anyone: fc.Arbitrary<KnownIdentity> = fc.record({
    proof: fc.constantFrom('signed', 'claimed', 'none', 'email_authenticated', 'email_unauthenticated'),
    externalId: fc.option(fc.constantFrom('crm-7', 'crm-8'), { nil: undefined }),
    email: fc.option(fc.constant('ana@example.com'), { nil: undefined }),
    byExternalId: fc.option(contactId),
    byVerifiedEmail: fc.option(fc.record({ contactId, externalId: fc.option(fc.constantFrom('crm-7', 'crm-8')) })),
    byUnverifiedEmail: fc.option(contactId),
  });

  test('shows history for a signature only, and changes contacts for a proof only', () => {
    fc.assert(
      fc.property(anyone, (known) => {
        const match = matchIdentity(known);
        expect(match.historyVisible === 'contact').toBe(known.proof === 'signed');
        const proven = known.proof === 'signed' || known.proof === 'email_authenticated';
        expect(match.verified).toBe(proven);
        if (!proven) expect(match).toMatchObject({ linkExternalId: false, addVerifiedEmail: false });
      }),
    );
  });

  test('never gives an address that one contact has proven to another', () => {
    fc.assert(
      fc.property(anyone, (known) => {
        if (known.byVerifiedEmail !== null) expect(matchIdentity(known).addVerifiedEmail).toBe(false);
      }),
    );
  });

  test('chooses only candidates, and never offers to merge a contact with itself', () => {
    fc.assert(
      fc.property(anyone, (known) => {
        const { contact, offerMergeWith } = matchIdentity(known);
        const candidates = [known.byExternalId, known.byVerifiedEmail?.contactId, known.byUnverifiedEmail];
        if (contact !== 'create') {
          expect(candidates).toContain(contact.use);
          expect(offerMergeWith).not.toBe(contact.use);
        }
        if (offerMergeWith !== null) expect(candidates).toContain(offerMergeWith);
      }),
    );
  });
});
