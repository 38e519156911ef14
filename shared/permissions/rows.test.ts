import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { actions, apiScopes, memberRoles, ticketActions } from './actions.ts';
import { isGranted, may } from './policy.ts';
import type { Principal } from './principal.ts';
import { rowFilterOf, rowMatches } from './rows.ts';

describe('one rule for reading and listing', () => {
  const id = fc.constantFrom('1', '2');
  const anyId = fc.option(id);
  const principal: fc.Arbitrary<Principal> = fc.oneof(
    fc.constant({ kind: 'anonymous' as const }),
    fc.record({ kind: fc.constant('visitor' as const), workspaceId: id, visitorId: anyId, contactId: anyId }),
    fc.record({ kind: fc.constant('link' as const), workspaceId: id, ticketId: id, participantId: id }),
    fc.record({ kind: fc.constant('customer' as const), workspaceId: id, contactId: id }),
    fc.record({
      kind: fc.constant('member' as const),
      workspaceId: id,
      memberId: id,
      role: fc.constantFrom(...memberRoles),
    }),
    fc.record({
      kind: fc.constant('program' as const),
      workspaceId: id,
      apiKeyId: id,
      scopes: fc.subarray([...apiScopes]),
    }),
  );
  const ticket = fc.record({
    workspaceId: id,
    ticketId: id,
    audience: fc.constantFrom('customer' as const, 'internal' as const),
    requesterContactId: anyId,
    requesterMemberId: anyId,
    visitorId: anyId,
  });

  test('what may be read is what the row filter lets through', () => {
    fc.assert(
      fc.property(principal, ticket, (who, row) => {
        const listed = isGranted(who, 'ticket.read') && rowMatches(rowFilterOf(who), row);
        expect(may(who, 'ticket.read', row)).toBe(listed);
      }),
      { numRuns: 2000 },
    );
  });

  test('nobody acts on a ticket that they may not read', () => {
    const onRow = ticketActions.filter((action) => action !== 'ticket.create' && action !== 'ticket.list');
    fc.assert(
      fc.property(principal, ticket, fc.constantFrom(...onRow), (who, row, action) => {
        if (who.kind === 'program' || !may(who, action, row)) return;
        expect(may(who, 'ticket.read', row)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  test('another workspace is always no', () => {
    fc.assert(
      fc.property(principal, ticket, fc.constantFrom(...actions), (who, row, action) => {
        fc.pre(who.kind !== 'anonymous' && who.workspaceId !== row.workspaceId);
        expect(may(who, action, row)).toBe(false);
      }),
    );
  });
});
