import { afterEach, expect, test } from 'vitest';
import { testDesk } from '../testing/desk.ts';
import { mailState, openMailNode, testContent, writeTestMail } from '../testing/mail-node.ts';
import { openResendSink } from '../testing/resend-sink.ts';

const { deps, workspace } = await testDesk('fernweh');
const closing: (() => void)[] = [];
afterEach(() => closing.splice(0).forEach((close) => close()));

async function open(status = 200) {
  const sink = await openResendSink(status);
  closing.push(sink.close);
  return { sink, ...openMailNode(deps, { kind: 'resend', apiKey: 're_key', baseUrl: `${sink.baseUrl}/v2` }) };
}

test('a mail arrives as JSON under an idempotency key, with its headers and no name that breaks out', async () => {
  const { sink, deps: node, sender } = await open();
  const mail = await writeTestMail(node, workspace.id, {
    to: { address: 'kim@customer.example', name: '"K" <x@evil.test>' },
  });
  await sender.deliver([mail]);
  const [call] = sink.calls;
  expect(call?.url).toBe('/v2/emails');
  expect(call?.headers).toMatchObject({ authorization: 'Bearer re_key', 'idempotency-key': mail.mailId });
  expect(call?.body).toMatchObject({
    from: '"fernweh" <help@fernweh.example>',
    to: ['kim@customer.example'],
    ...testContent,
    headers: { 'Auto-Submitted': 'auto-generated', 'Message-ID': (await mailState(deps, mail))?.messageId },
  });
  expect(await mailState(deps, mail)).toMatchObject({ state: 'sent' });
});

test.each([400, 413, 422])('an answer of %i is a failure for good', async (status) => {
  const { deps: node, sender } = await open(status);
  const mail = await writeTestMail(node, workspace.id);
  await sender.deliver([mail]);
  const error = `Resend answered ${status}: {"message":"the answer"}`;
  expect(await mailState(deps, mail)).toMatchObject({ state: 'failed', error });
});

test.each([401, 409, 429, 500, 302])('an answer of %i is tried again', async (status) => {
  const { deps: node, sender } = await open(status);
  const mail = await writeTestMail(node, workspace.id);
  await expect(sender.deliver([mail])).rejects.toThrow('tried again');
  expect(await mailState(deps, mail)).toMatchObject({ state: 'queued', attempts: 1 });
});

test('a server that is not there is tried again', async () => {
  const { sink, deps: node, sender } = await open();
  sink.close();
  const mail = await writeTestMail(node, workspace.id);
  await expect(sender.deliver([mail])).rejects.toThrow('tried again');
  expect(await mailState(deps, mail)).toMatchObject({ state: 'queued', error: 'Resend could not be reached' });
});
