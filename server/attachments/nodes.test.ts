// Two nodes on one database and one storage: a file that came in at one is on the message that is sent at the other.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CustomerThread } from '#shared/api/customer.ts';
import { randomToken } from '../keys.ts';
import { testDeps } from '../testing/deps.ts';
import { addWorkspace } from '../testing/desk.ts';
import { httpApp, question, widgetClient } from '../testing/http-app.ts';
import { upload } from './testing/upload.ts';

const folder = await mkdtemp(join(tmpdir(), 'deskbell-shared-files-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const env = { FILES_URL: `file:${folder}` };
const one = await testDeps({ env });
const two = await testDeps({ env, beside: one });
const { workspace } = await addWorkspace(one, 'desk');
const [first, second] = [httpApp(one), httpApp(two)];

const secret = { 'x-deskbell-visitor': randomToken() };
const here = widgetClient(first.app, workspace.publicKey, secret);
const there = widgetClient(second.app, workspace.publicKey, secret);

it('shows at either node what came in at the other', async () => {
  const attachments = [(await upload(here, { name: 'a.txt', content: 'from one to two' })).data.id];
  const { ticketId } = (await there.mutate<{ ticketId: string }>('customer.create', question({ attachments }))).data;
  const { data } = await here.query<CustomerThread>('customer.thread', { ticketId });
  const [entry] = data.entries;
  const path = new URL(entry?.kind === 'message' ? entry.attachments[0]!.url : '').pathname;
  for (const { nobody } of [first, second]) expect((await nobody.send(path)).text).toBe('from one to two');
});

it('puts a file on one of two messages that are sent at the same moment', async () => {
  const { ticketId } = (await here.mutate<{ ticketId: string }>('customer.create', question())).data;
  const attachments = [
    (await upload(here, { name: 'a.txt', content: 'a' })).data.id,
    (await upload(there, { name: 'b.txt', content: 'b' })).data.id,
  ];
  const send = (client: typeof here, ids: string[]) =>
    client.mutate('customer.reply', { clientId: randomUUID(), ticketId, body: 'See.', attachments: ids });
  const answers = await Promise.all([send(here, attachments), send(there, attachments.toReversed())]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  const { data } = await here.query<CustomerThread>('customer.thread', { ticketId });
  const counts = data.entries.map((entry) => (entry.kind === 'message' ? entry.attachments.length : 0));
  expect(counts).toEqual([0, 2]);
});

it('counts uploads together', async () => {
  const browser = { 'x-deskbell-visitor': randomToken() };
  const clients = [first, second].map(({ app }) => widgetClient(app, workspace.publicKey, browser));
  const wrong = { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } };
  const answers = await Promise.all(
    Array.from({ length: 62 }, (_, index) => clients[index % 2]!.send('/attachments', wrong)),
  );
  expect(answers.filter(({ code }) => code === 'rate_limited')).toHaveLength(2);
});
