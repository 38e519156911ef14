// Delivery by SMTP to a server of our own: what it receives, and what happens when it refuses.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { MailTarget } from '../config/mail-url.ts';
import { testDesk } from '../testing/desk.ts';
import { readMessageId } from './message-id.ts';
import { readReplyAddress } from './reply-address.ts';
import { insertMailTicket, type MailNode, mailState, openMailNode, writeTestMail } from '../testing/mail-node.ts';
import { headerOf, openSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';

const { deps, workspace } = await testDesk('fernweh');
const ticketId = await insertMailTicket(deps, workspace.id);
const plain = { kind: 'smtp', host: '127.0.0.1', tls: false, user: null, password: null } as const;

let sink: SmtpSink;
let nodes: MailNode[] = [];
beforeEach(async () => {
  sink = await openSmtpSink();
});
afterEach(() => {
  for (const { sender } of nodes) sender.close();
  nodes = [];
  sink.close();
});

function open(over: Partial<Extract<MailTarget, { kind: 'smtp' }>> = {}): MailNode {
  const node = openMailNode(deps, { ...plain, port: sink.port, ...over });
  nodes.push(node);
  return node;
}

test('a mail arrives with both parts and every header that keeps machines and threads in order', async () => {
  const { deps: node, sender } = open();
  const mail = await writeTestMail(node, workspace.id, { ticketId });
  await sender.deliver([mail]);
  expect(sink.recipients).toEqual(['RCPT TO:<kim@customer.example>']);
  const [received = ''] = sink.mails;
  expect(headerOf(received, 'From')).toBe('fernweh <help@fernweh.example>');
  expect(headerOf(received, 'To')).toBe('Kim <kim@customer.example>');
  expect(headerOf(received, 'Auto-Submitted')).toBe('auto-generated');
  expect(headerOf(received, 'X-Auto-Response-Suppress')).toBe('All');
  const identity = { workspaceId: workspace.id, ticketId, mailId: mail.mailId };
  expect(readMessageId(deps.keys, headerOf(received, 'Message-ID'))).toEqual(identity);
  expect(readMessageId(deps.keys, headerOf(received, 'References'))).toEqual({ ...identity, mailId: null });
  expect(headerOf(received, 'In-Reply-To')).toBe(headerOf(received, 'References'));
  const replyTo = /<(.*)>/.exec(headerOf(received, 'Reply-To'))?.[1] ?? '';
  expect(readReplyAddress(deps.keys, workspace.id, replyTo)).toEqual({ workspaceId: workspace.id, ticketId });
  expect(received).toMatch(/multipart\/alternative/);
  expect(received).toMatch(/text\/plain; charset=utf-8[^]*text\/html; charset=utf-8/);
});

test.each([
  ['an address', 'a <x@evil.test>'],
  ['a list', 'a@evil.test, b@evil.test, "c" <d@evil.test>'],
  ['line breaks', 'Kim\r\nBcc: all@evil.test\r\n\r\nbody'],
  ['a thousand characters', 'Kim '.repeat(250)],
  ['half a character', 'Kim \ud83d and \udc00'],
  ['quotes and a backslash', '"Kim\\" <y@evil.test>'],
  ['a group', 'undisclosed: z@evil.test;'],
])('a name that holds %s reaches the one recipient only', async (_what, name) => {
  const { deps: node, sender } = open();
  await sender.deliver([await writeTestMail(node, workspace.id, { to: { address: 'kim@customer.example', name } })]);
  expect(sink.recipients).toEqual(['RCPT TO:<kim@customer.example>']);
  const [received = ''] = sink.mails;
  expect(received.slice(0, received.indexOf('\r\n\r\n'))).not.toMatch(/^(bcc|cc):/im);
  expect(headerOf(received, 'To')).toMatch(/<kim@customer\.example>$/);
});

test('what looks like a file or an address to fetch is sent as the text that it is', async () => {
  const { deps: node, sender } = open();
  const content = { subject: '/etc/hostname', text: 'file:///etc/hostname', html: 'https://127.0.0.1:9/' };
  await sender.deliver([await writeTestMail(node, workspace.id, { content })]);
  expect(sink.mails[0]).toContain('file:///etc/hostname');
});

describe('a refusal', () => {
  test.each([
    ['of a recipient who is not there', 'RCPT', '550 5.1.1 nobody of that name\r\n'],
    ['of a mail that is not wanted', 'END', '554 5.7.1 not wanted\r\n'],
  ])('%s is a failure for good, and the outbox says why', async (_what, command, answer) => {
    const { deps: node, sender } = open();
    sink.answers.set(command, answer);
    const mail = await writeTestMail(node, workspace.id);
    await sender.deliver([mail]);
    const state = await mailState(deps, mail);
    expect(state).toMatchObject({ state: 'failed', attempts: 1 });
    expect(state?.error).toContain(answer.slice(0, 9));
  });

  test.each([
    ['of a full mailbox', 'RCPT', '452 4.2.2 full\r\n'],
    ['for a while', 'END', '451 4.7.1 later\r\n'],
    ['of us as the sender', 'MAIL', '530 5.7.0 sign in first\r\n'],
  ])('%s is tried again', async (_what, command, answer) => {
    const { deps: node, sender } = open();
    sink.answers.set(command, answer);
    const mail = await writeTestMail(node, workspace.id);
    await expect(sender.deliver([mail])).rejects.toThrow('tried again');
    expect(await mailState(deps, mail)).toMatchObject({ state: 'queued', attempts: 1 });
    sink.answers.clear();
    await sender.deliver([mail]);
    expect(await mailState(deps, mail)).toMatchObject({ state: 'sent', attempts: 2, error: null });
  });

  test('that never ends is given up, and the outbox says so', async () => {
    const { deps: node, sender } = open();
    sink.answers.set('RCPT', '452 4.2.2 full\r\n');
    const mail = await writeTestMail(node, workspace.id);
    await deps.sql`update mail set attempts = 13 where id = ${mail.mailId}`;
    await sender.deliver([mail]);
    expect(await mailState(deps, mail)).toMatchObject({ state: 'failed', attempts: 14 });
  });
});

test('a server that cannot be reached keeps the mail for later', async () => {
  const { deps: node, sender } = open();
  sink.close();
  const mail = await writeTestMail(node, workspace.id);
  await expect(sender.deliver([mail])).rejects.toThrow('tried again');
  expect(await mailState(deps, mail)).toMatchObject({ state: 'queued', attempts: 1 });
});

describe('a server', () => {
  test('without TLS gets neither the password nor the mail', async () => {
    const { deps: node, sender } = open({ user: 'me', password: 'pass' });
    await expect(sender.deliver([await writeTestMail(node, workspace.id)])).rejects.toThrow('tried again');
    expect(sink.mails).toHaveLength(0);
  });

  test('whose certificate nobody vouches for gets no mail', async () => {
    const pretender = await openSmtpSink({ key: pretendersKey, cert: pretendersCertificate });
    const { deps: node, sender } = open({ port: pretender.port, tls: true });
    const mail = await writeTestMail(node, workspace.id);
    await expect(sender.deliver([mail])).rejects.toThrow('tried again');
    expect(pretender.mails).toHaveLength(0);
    expect((await mailState(deps, mail))?.error).toContain('self-signed');
    pretender.close();
  });
});

// Signed by itself, for this test alone.
const pretendersKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQglHvEJEQWUKbJifF8
Lc88+8nC7CFCiiDWhEx/aphRMg2hRANCAARRmE9ol/x5IqCrpqR84E/nLJK3imPz
ojAjsMxucOhPxzY1R0p2W4/s1LMMC18aQyeR2jQFib3yuWr06tentrYP
-----END PRIVATE KEY-----`;
const pretendersCertificate = `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUYYZwDcHfPhdcZzJGLJD8wA9VAfkwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTEyMzIwN1oYDzIxMjYxMDI4
MTIzMjA3WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARRmE9ol/x5IqCrpqR84E/nLJK3imPzojAjsMxucOhPxzY1R0p2W4/s
1LMMC18aQyeR2jQFib3yuWr06tentrYPo28wbTAdBgNVHQ4EFgQUlsAEuIS49xJm
BFlvch6Kcqm3JKAwHwYDVR0jBBgwFoAUlsAEuIS49xJmBFlvch6Kcqm3JKAwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgGxnRfArNJnhJX0f7YEr9bFlp6M7jvc/g9q5hloCw0QkCIHSY
khydf+luCwIZu5wRqGjZEX3uFJCjA5VHQsq03tVD
-----END CERTIFICATE-----`;
