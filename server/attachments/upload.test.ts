// Uploads by everybody who may write: what they get back, what is refused, and what stays on the disk.
import { randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CustomerThread } from '#shared/api/customer.ts';
import type { MemberTicket, TimelineEntry } from '#shared/api/tickets.ts';
import { testDeps } from '../testing/deps.ts';
import { addMember, addWorkspace, changeSettings } from '../testing/desk.ts';
import {
  countRows,
  httpApp,
  httpClient,
  memberClient,
  programClient,
  question,
  widgetClient,
} from '../testing/http-app.ts';
import { chunked } from '../testing/http.ts';
import { fileBytesMax } from './attachment.ts';
import { deskPath, filePart, formCall, picture, rawCall, upload, uploadCall } from './testing/upload.ts';

const deps = await testDeps();
const { workspace } = await addWorkspace(deps, 'desk');
const { app, nobody } = httpApp(deps);
const agent = await addMember(deps, workspace.id, 'agent');
const visitor = () => widgetClient(app, workspace.publicKey);

const spooled = (): Promise<string[]> => readdir(join(deps.config.dataDir, 'uploads')).catch(() => []);
const note = { name: 'note.txt', content: 'The pole is bent.' };

/** Every file below the storage's folder. */
async function stored(): Promise<string[]> {
  const entries = await readdir(join(deps.config.dataDir, 'files'), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

describe('an upload', () => {
  it('answers the file as the server sees it, whatever its sender claims', async () => {
    const { status, data } = await upload(visitor(), {
      name: 'a/b/photo.html',
      content: await picture(64, 64),
      type: 'text/html',
    });
    expect(status).toBe(201);
    expect(data).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      name: 'photo.html',
      contentType: 'image/png',
      bytes: data.bytes,
      previewUrl: expect.stringMatching(/^http:\/\/desk\.test\/files\/[\w-]{72}$/) as string,
    });
    const preview = await nobody.open(new URL(data.previewUrl!).pathname);
    expect(preview.status).toBe(200);
    expect(preview.headers.get('content-type')).toBe('image/webp');
    expect(await spooled()).toEqual([]);
  });

  it('lies under a key that tells nothing of it', async () => {
    await upload(visitor(), { name: 'secret-plan.txt', content: 'under the sand' });
    const paths = await stored();
    const texts = await Promise.all(paths.map((path) => readFile(path, 'utf8')));
    const path = paths[texts.indexOf('under the sand')]!;
    expect(path).toMatch(new RegExp(`/${workspace.id}/([0-9a-f]{2})/\\1[0-9a-f]{38}$`));
  });

  it('has no preview when it is no picture, or one that cannot be decoded', async () => {
    expect((await upload(visitor(), note)).data.previewUrl).toBeNull();
    const broken = (await picture(64, 64)).subarray(0, 60);
    expect((await upload(visitor(), { name: 'a.png', content: broken })).data).toMatchObject({
      contentType: 'image/png',
      previewUrl: null,
    });
  });

  it('is taken from visitors, links, members and programs', async () => {
    const browser = visitor();
    await browser.mutate('customer.create', question());
    const program = await programClient(deps, app, workspace.id, ['tickets:read', 'tickets:write']);
    const ticket = await program.send<MemberTicket>('/api/v1/tickets', {
      body: { subject: 's', body: 'b', requester: {} },
    });
    const link = httpClient(app, { 'x-deskbell-link': ticket.data.publicUrl!.split('/t/')[1]! });
    const member = await memberClient(deps, app, agent.memberId);
    for (const answer of [
      await upload(browser, note),
      await upload(link, note),
      await upload(member, note, deskPath),
      await upload(program, note, deskPath),
    ]) {
      expect(answer.status).toBe(201);
      expect(answer.data).toMatchObject({ name: 'note.txt', contentType: 'text/plain', bytes: 17, previewUrl: null });
    }
  });

  it('with an idempotency key is done once', async () => {
    const program = await programClient(deps, app, workspace.id, ['tickets:write']);
    const key = { 'idempotency-key': randomUUID() };
    const send = (content: string) => {
      const call = uploadCall({ ...note, content });
      return program.send<{ id: string }>(deskPath, { ...call, headers: { ...call.headers, ...key } });
    };
    const [first, second] = await Promise.all([send('once'), send('once')]);
    expect(second.data).toEqual(first.data);
    expect((await send('once')).data).toEqual(first.data);
    expect((await send('twice')).code).toBe('unprocessable');
  });
});

describe('what is refused leaves neither row nor file', () => {
  it('strangers, members of nothing, readers, pages of other sites', async () => {
    await changeSettings(deps, workspace.id, { allowedOrigins: ['https://shop.example'] });
    const reader = await programClient(deps, app, workspace.id, ['tickets:read']);
    const member = await memberClient(deps, app, agent.memberId);
    const elsewhere = { origin: 'https://evil.example' };
    const [rows, files] = [await countRows(deps.sql), await stored()];
    for (const [client, path, status] of [
      [nobody, '/attachments', 401],
      [httpClient(app, { origin: 'http://desk.test' }), deskPath, 401],
      [httpClient(app, { authorization: 'Bearer dbk_nothing' }), deskPath, 401],
      [reader, deskPath, 403],
      [httpClient(app, { 'x-deskbell-key': workspace.publicKey, origin: 'https://shop.example' }), '/attachments', 400],
      [widgetClient(app, workspace.publicKey, elsewhere), '/attachments', 403],
      [httpClient(app, { 'x-deskbell-link': 'a'.repeat(88) }), '/attachments', 404],
    ] as const) {
      expect([path, (await upload(client, note, path)).status]).toEqual([path, status]);
    }
    const forged = uploadCall(note);
    const fromEvil = await member.send(deskPath, { ...forged, headers: { ...forged.headers, ...elsewhere } });
    expect(fromEvil.status).toBe(403);
    expect(await countRows(deps.sql)).toEqual(rows);
    expect(await stored()).toEqual(files);
    await changeSettings(deps, workspace.id, { allowedOrigins: [] });
  });

  it('visitors without a signature, where only signed ones are served', async () => {
    await changeSettings(deps, workspace.id, { identityRequired: true });
    expect((await upload(visitor(), note)).code).toBe('unauthorized');
    await changeSettings(deps, workspace.id, { identityRequired: false });
  });

  it('files over 10 MB: by their declared length, in pieces, and one byte too many', async () => {
    const files = await stored();
    const large = { name: 'a.bin', content: new Uint8Array(fileBytesMax + 1) };
    expect((await upload(visitor(), large)).code).toBe('too_large');
    const declared = rawCall(filePart('x'), { 'content-length': String(20 * 1024 * 1024) });
    expect((await visitor().send('/attachments', declared)).code).toBe('too_large');
    const { body, sent } = chunked(60 * 1024 * 1024, 64 * 1024);
    const [head = ''] = filePart('|').split('|');
    const endless = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(head)),
      pull: async (controller) => {
        reader ??= body.getReader();
        const { value, done } = await reader.read();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    });
    let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
    expect((await visitor().send('/attachments', rawCall(endless))).code).toBe('too_large');
    // The rest was never asked for.
    expect(sent()).toBeLessThan(12 * 1024 * 1024);
    expect(await spooled()).toEqual([]);
    expect(await stored()).toEqual(files);
  });

  it('compressed bodies, bodies that are no form, and forms with anything else in them', async () => {
    const program = await programClient(deps, app, workspace.id, ['tickets:write']);
    const call = uploadCall(note);
    const gzip = { ...call, headers: { ...call.headers, 'content-encoding': 'gzip' } };
    expect((await visitor().send('/attachments', gzip)).code).toBe('unsupported_media_type');
    for (const path of ['/attachments', deskPath]) {
      const { body, sent } = chunked(60 * 1024 * 1024, 64 * 1024);
      const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
      expect((await (path === deskPath ? program : visitor()).send(path, json)).code).toBe('unsupported_media_type');
      expect(sent()).toBeLessThan(1024 * 1024);
    }
    const form = new FormData();
    form.append('owner', 'member:1');
    form.append('file', new Blob(['x']), 'a.txt');
    expect((await visitor().send('/attachments', formCall(form))).code).toBe('bad_request');
  });

  it('more than one caller may send in ten minutes', async () => {
    const browser = visitor();
    const answers = await Promise.all(
      Array.from({ length: 61 }, () => browser.send('/attachments', rawCall('nothing'))),
    );
    const codes = answers.map(({ code }) => code);
    expect(codes.filter((code) => code === 'rate_limited')).toHaveLength(1);
    const refused = answers.find(({ code }) => code === 'rate_limited');
    expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await upload(visitor(), note)).status).toBe(201);
  });
});

it('grants the pages of allowed sites to upload, and no others', async () => {
  await changeSettings(deps, workspace.id, { allowedOrigins: ['https://shop.example'] });
  const ask = (origin: string) =>
    nobody.send('/attachments', {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'x-deskbell-key' },
    });
  const granted = await ask('https://shop.example');
  expect(granted.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(granted.headers.get('access-control-allow-headers')).toContain('x-deskbell-visitor');
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
  const answer = await upload(visitor(), note);
  expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
  expect(answer.headers.get('set-cookie')).toBeNull();
  await changeSettings(deps, workspace.id, { allowedOrigins: [] });
});

it('is told in the document of the API', async () => {
  const { data } = await nobody.send<{
    paths: Record<string, { post: { requestBody: { content: object }; responses: object } }>;
  }>('/api/v1/openapi.json');
  const call = data.paths['/attachments']!.post;
  expect(Object.keys(call.requestBody.content)).toEqual(['multipart/form-data']);
  expect(Object.keys(call.responses)).toEqual(expect.arrayContaining(['201', '413', '415', '429', '503']));
  expect((await nobody.send('/api/docs')).text).toContain('Upload a file');
});

describe('200 uploads at once', () => {
  it('are each stored or told to come again, and the spool is empty afterwards', async () => {
    const program = await programClient(deps, app, workspace.id, ['tickets:write']);
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        upload(program, { name: `${index}.txt`, content: `file ${index}` }, deskPath),
      ),
    );
    const statuses = new Set(answers.map(({ status }) => status));
    expect([...statuses].every((status) => status === 201 || status === 503)).toBe(true);
    expect(answers.filter(({ status }) => status === 201).length).toBeGreaterThanOrEqual(100);
    expect(await spooled()).toEqual([]);
  });
});

describe('a file on a message', () => {
  it('goes with a new ticket, a reply and a note, in the order that the writer chose', async () => {
    const browser = visitor();
    const [one, two] = [
      await upload(browser, { name: '1.txt', content: '1' }),
      await upload(browser, { name: '2.txt', content: '2' }),
    ];
    const opened = await browser.mutate<{ ticketId: string }>(
      'customer.create',
      question({ attachments: [two.data.id, one.data.id] }),
    );
    const { ticketId } = opened.data;
    const member = await memberClient(deps, app, agent.memberId);
    const photo = await upload(member, { name: 'photo.png', content: await picture(600, 300) }, deskPath);
    const draft = await upload(member, { name: 'draft.txt', content: 'hidden' }, deskPath);
    const replied = await member.mutate<{ entry: TimelineEntry }>('tickets.reply', {
      ref: ticketId,
      body: 'See.',
      attachments: [photo.data.id],
    });
    await member.mutate('tickets.note', { ref: ticketId, body: 'Look', attachments: [draft.data.id] });
    const [shown] = replied.data.entry.message!.attachments;
    expect(shown).toMatchObject({ id: photo.data.id, name: 'photo.png', contentType: 'image/png' });
    expect(shown!.url).not.toBe(shown!.thumbnailUrl);

    const timeline = await member.query<{ items: TimelineEntry[] }>('tickets.timeline', { ref: ticketId });
    const names = timeline.data.items.flatMap(({ message }) =>
      message ? [message.attachments.map(({ name }) => name)] : [],
    );
    expect(names).toEqual([['2.txt', '1.txt'], ['photo.png'], ['draft.txt']]);
    const thread = await browser.query<CustomerThread>('customer.thread', { ticketId });
    const seen = thread.data.entries.flatMap((entry) =>
      entry.kind === 'message' ? [entry.attachments.map(({ name }) => name)] : [],
    );
    expect(seen).toEqual([['2.txt', '1.txt'], ['photo.png']]);
    expect(thread.text).not.toContain('draft.txt');
    expect(thread.text).not.toContain(draft.data.id);
  });

  it('goes with the ticket of a program and with a reply by a link', async () => {
    const program = await programClient(deps, app, workspace.id, ['tickets:read', 'tickets:write']);
    const file = await upload(program, note, deskPath);
    const ticket = await program.send<MemberTicket>('/api/v1/tickets', {
      body: {
        subject: 'From the shop',
        body: 'See the file.',
        requester: { name: 'Cora' },
        attachments: [file.data.id],
      },
    });
    expect(ticket.status).toBe(201);
    const link = httpClient(app, { 'x-deskbell-link': ticket.data.publicUrl!.split('/t/')[1]! });
    const mine = await upload(link, { name: 'mine.txt', content: 'mine' });
    const reply = { clientId: randomUUID(), ticketId: ticket.data.id, body: 'Here.', attachments: [mine.data.id] };
    expect((await link.mutate('customer.reply', reply)).status).toBe(200);
    const thread = await link.query<CustomerThread>('customer.thread', { ticketId: ticket.data.id });
    expect(
      thread.data.entries.flatMap((entry) =>
        entry.kind === 'message' ? entry.attachments.map(({ name }) => name) : [],
      ),
    ).toEqual(['note.txt', 'mine.txt']);
  });

  it('goes into the ticket that follows a closed one', async () => {
    await changeSettings(deps, workspace.id, { closedReply: 'follow_up' });
    const browser = visitor();
    const { ticketId } = (await browser.mutate<{ ticketId: string }>('customer.create', question())).data;
    const member = await memberClient(deps, app, agent.memberId);
    await member.mutate('tickets.update', { ref: ticketId, status: 'closed' });
    const file = await upload(browser, note);
    const reply = { clientId: randomUUID(), ticketId, body: 'Again.', attachments: [file.data.id] };
    const answer = await browser.mutate<{ followUp: { ticketId: string } }>('customer.reply', reply);
    const thread = await browser.query<CustomerThread>('customer.thread', { ticketId: answer.data.followUp.ticketId });
    expect(thread.data.entries[0]).toMatchObject({ kind: 'message', attachments: [{ id: file.data.id }] });
    await changeSettings(deps, workspace.id, { closedReply: 'reopen' });
  });

  it('is there once when the message is sent twice, and goes on no second message', async () => {
    const browser = visitor();
    const { ticketId } = (await browser.mutate<{ ticketId: string }>('customer.create', question())).data;
    const file = await upload(browser, note);
    const reply = { clientId: randomUUID(), ticketId, body: 'Here.', attachments: [file.data.id] };
    const answers = await Promise.all([1, 2, 3].map(() => browser.mutate<{ number: number }>('customer.reply', reply)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(({ data }) => data.number)).size).toBe(1);
    const again = await browser.mutate('customer.reply', { ...reply, clientId: randomUUID() });
    expect([again.status, again.code, Object.keys(again.fields)]).toEqual([404, 'not_found', ['attachments']]);
    const thread = await browser.query<CustomerThread>('customer.thread', { ticketId });
    expect(thread.data.entries).toHaveLength(2);
    const shared = (await upload(browser, note)).data.id;
    const race = (): Promise<{ status: number }> =>
      browser.mutate('customer.reply', { clientId: randomUUID(), ticketId, body: 'Race', attachments: [shared] });
    const raced = await Promise.all([race(), race()]);
    expect(raced.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('is one of ten at most, each named once', async () => {
    const browser = visitor();
    const ids = (count: number): string[] => Array.from({ length: count }, () => randomUUID());
    const [id = ''] = ids(1);
    for (const attachments of [ids(11), [id, id], ['1'], [null]]) {
      const answer = await browser.mutate('customer.create', question({ attachments }));
      expect(answer.code).toBe('bad_request');
      expect(Object.keys(answer.fields)[0]).toMatch(/^attachments/);
    }
    expect((await browser.mutate('customer.create', question({ attachments: [] }))).status).toBe(200);
  });
});
