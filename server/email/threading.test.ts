import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalEmail } from '#shared/addresses/email.ts';
import { createKeys } from '../keys.ts';
import { makeMessageId, readMessageId } from './message-id.ts';
import { makeReplyAddress, readReplyAddress } from './reply-address.ts';

const keys = createKeys('a root secret of at least 32 characters');
const others = createKeys('another root secret of 32 characters!');
const workspaceId = '0199aaaa-0000-7000-8000-000000000001';
const ticketId = '0199aaaa-0000-7000-8000-000000000002';
const mailId = '0199aaaa-0000-7000-8000-000000000003';
const swapped = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === 'a' ? 'b' : 'a') + text.slice(at + 1);

describe('a Message-ID', () => {
  test('reads back the workspace, the ticket and the mail', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.option(fc.uuid()), fc.option(fc.uuid()), (w, t, m) => {
        const identity = { workspaceId: w, ticketId: t, mailId: m };
        expect(readMessageId(keys, makeMessageId(keys, identity, 'mail.example'))).toEqual(identity);
      }),
    );
  });

  test('is not believed with any character changed, under another key or from another system', () => {
    const id = makeMessageId(keys, { workspaceId, ticketId, mailId }, 'mail.example');
    for (let at = 1; at <= 84; at += 1) expect(readMessageId(keys, swapped(id, at))).toBeNull();
    expect(readMessageId(others, id)).toBeNull();
    expect(readMessageId(keys, '<CAF1234@mail.gmail.com>')).toBeNull();
    expect(readMessageId(keys, id + id)).toBeNull();
    expect(readMessageId(keys, '')).toBeNull();
  });

  test('stays well below the length that a header line may have', () => {
    expect(makeMessageId(keys, { workspaceId, ticketId, mailId }, 'mail.example').length).toBeLessThan(200);
  });
});

describe('a reply address', () => {
  const address = makeReplyAddress(keys, { workspaceId, ticketId }, 'tickets.example');

  test('reads back its ticket', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), (w, t) => {
        const made = makeReplyAddress(keys, { workspaceId: w, ticketId: t }, 'tickets.example');
        expect(readReplyAddress(keys, w, made)).toEqual({ workspaceId: w, ticketId: t });
      }),
    );
  });

  test('survives a server that folds case, and our own reading of addresses', () => {
    expect(canonicalEmail(address.toUpperCase())).toEqual({ ok: true, address });
  });

  test('is not believed with any letter changed, for another workspace or under another key', () => {
    for (let at = 6; at < 54; at += 1) expect(readReplyAddress(keys, workspaceId, swapped(address, at))).toBeNull();
    expect(readReplyAddress(keys, mailId, address)).toBeNull();
    expect(readReplyAddress(others, workspaceId, address)).toBeNull();
    expect(readReplyAddress(keys, workspaceId, 'support@tickets.example')).toBeNull();
  });
});
