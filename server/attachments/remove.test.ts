// Files end with what they belong to: no row without a file, no file without a row, whatever happens in between.
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { CustomerThread } from '#shared/api/customer.ts';
import { AppError } from '#shared/errors.ts';
import type { Deps } from '../deps.ts';
import { startWork } from '../jobs.ts';
import { openDeps } from '../open-deps.ts';
import { testDeps } from '../testing/deps.ts';
import { addMember, addWorkspace } from '../testing/desk.ts';
import { httpApp, memberClient, question, widgetClient } from '../testing/http-app.ts';
import { eraseTicketFiles, sweepFiles } from './remove-actions.ts';
import { deskPath, picture, upload } from './testing/upload.ts';

const deps = await testDeps();
const { workspace } = await addWorkspace(deps, 'desk');
const { app, nobody } = httpApp(deps);
const workspaceId = workspace.id;

/** Every file below the storage's folder, by its key. */
async function stored(): Promise<string[]> {
  const folder = join(deps.config.dataDir, 'files');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((path) => path.slice(folder.length + 1)).sort();
}

/** Every key that some row still knows: of files, of thumbnails, of what is to be deleted. */
async function known(): Promise<string[]> {
  const rows = await deps.sql<{ key: string }[]>`
    select storage_key as key from attachment
    union all select storage_key || '.thumbnail' from attachment where thumbnail_bytes is not null
    union all select storage_key from discarded_file order by 1`;
  return rows.map(({ key }) => key);
}

async function age(hours: number): Promise<void> {
  await deps.sql`
    update attachment set created_at = now() - make_interval(hours => ${hours}) where workspace_id = ${workspaceId}`;
}

async function settle(): Promise<void> {
  await deps.sql`
    update discarded_file set discarded_at = now() - interval '11 minutes' where workspace_id = ${workspaceId}`;
}

async function waiting(): Promise<number> {
  const [row] = await deps.sql<{ count: number }[]>`
    select count(*)::int as count from discarded_file where workspace_id = ${workspaceId}`;
  return row?.count ?? 0;
}

/** The same node with a storage that refuses to delete some or all files. */
function stubborn(refuses: (key: string) => boolean): Deps {
  const remove = async (key: string): Promise<void> => {
    if (refuses(key)) throw new AppError('unavailable', 'no');
    await deps.files.storage.remove(key);
  };
  return { ...deps, files: { ...deps.files, storage: { ...deps.files.storage, remove } } };
}

beforeEach(async () => {
  await age(25);
  await sweepFiles(deps);
  await settle();
  await sweepFiles(deps);
});

describe('a file that nobody put on a message', () => {
  it('is removed after a day, with its thumbnail; one on a message stays', async () => {
    const visitor = widgetClient(app, workspace.publicKey);
    const before = await stored();
    const kept = (await upload(visitor, { name: 'kept.txt', content: 'kept' })).data.id;
    await visitor.mutate('customer.create', question({ attachments: [kept] }));
    await upload(visitor, { name: 'orphan.png', content: await picture(40, 40) });
    expect(await stored()).toHaveLength(before.length + 3);
    await age(23);
    await sweepFiles(deps);
    expect(await waiting()).toBe(0);
    await age(25);
    await sweepFiles(deps);
    // The row is gone at once; the file follows when nobody can be writing it any more.
    expect([await waiting(), (await stored()).length]).toEqual([1, before.length + 3]);
    await settle();
    await sweepFiles(deps);
    expect([await waiting(), (await stored()).length]).toEqual([0, before.length + 1]);
    expect(await stored()).toEqual(await known());
  });

  it('is on the message or gone, never both, when the sweep comes at the same moment', async () => {
    const visitor = widgetClient(app, workspace.publicKey);
    const files = await Promise.all(
      Array.from({ length: 8 }, (_, index) => upload(visitor, { name: 'a', content: `${index}` })),
    );
    await age(25);
    const messages = files.map(({ data }) => visitor.mutate('customer.create', question({ attachments: [data.id] })));
    const [answers] = await Promise.all([Promise.all(messages), sweepFiles(deps)]);
    await settle();
    await sweepFiles(deps);
    expect(answers.every(({ status }) => status === 200 || status === 404)).toBe(true);
    const placed = await deps.sql`
      select from attachment where workspace_id = ${workspaceId} and id in ${deps.sql(files.map(({ data }) => data.id))}`;
    expect(placed).toHaveLength(answers.filter(({ status }) => status === 200).length);
    expect(await stored()).toEqual(await known());
  });

  it('whose node was killed in the middle is found by its row', async () => {
    const visitor = widgetClient(app, workspace.publicKey);
    const { id } = (await upload(visitor, { name: 'half.txt', content: 'half' })).data;
    await deps.sql`update attachment set stored_at = null where workspace_id = ${workspaceId} and id = ${id}`;
    expect((await visitor.send(`/files/${id}`)).status).toBe(404);
    expect((await visitor.mutate('customer.create', question({ attachments: [id] }))).status).toBe(404);
    await age(25);
    await sweepFiles(deps);
    await settle();
    await sweepFiles(deps);
    expect(await stored()).toEqual(await known());
  });
});

describe('a storage that does not delete', () => {
  it('is asked again by the next sweep, and one bad file does not keep the others', async () => {
    const visitor = widgetClient(app, workspace.publicKey);
    for (const content of ['1', '2', '3']) await upload(visitor, { name: 'a', content });
    await age(25);
    await sweepFiles(deps);
    await settle();
    const [bad] = (await known()).filter((key) => !key.endsWith('.thumbnail'));
    const list = await deps.sql<{ key: string }[]>`select storage_key as key from discarded_file order by 1`;
    const [first] = list;
    expect(bad).toBeDefined();
    await sweepFiles(stubborn((key) => key === first?.key));
    expect(await waiting()).toBe(1);
    await sweepFiles(stubborn(() => true));
    expect(await waiting()).toBe(1);
    await sweepFiles(deps);
    expect(await waiting()).toBe(0);
    expect(await stored()).toEqual(await known());
  });
});

describe('an erased ticket', () => {
  async function ticketWithFiles() {
    const visitor = widgetClient(app, workspace.publicKey);
    const agent = await memberClient(deps, app, (await addMember(deps, workspaceId, 'agent')).memberId);
    const photo = (await upload(visitor, { name: 'a.png', content: await picture(40, 40) })).data.id;
    const opened = await visitor.mutate<{ ticketId: string }>('customer.create', question({ attachments: [photo] }));
    const { ticketId } = opened.data;
    const note = (await upload(agent, { name: 'note.txt', content: 'note' }, deskPath)).data.id;
    await agent.mutate('tickets.note', { ref: ticketId, body: 'Look.', attachments: [note] });
    const thread = await visitor.query<CustomerThread>('customer.thread', { ticketId });
    const [entry] = thread.data.entries;
    const [file] = entry?.kind === 'message' ? entry.attachments : [];
    return { id: ticketId, urls: [file!.url, file!.thumbnailUrl!].map((url) => new URL(url).pathname) };
  }

  const deleteTicket = (node: Deps, id: string, fail = false): Promise<() => Promise<void>> =>
    node.sql.begin(async (tx) => {
      const removeFiles = await eraseTicketFiles(node, tx, { workspaceId, id });
      await tx`delete from ticket where workspace_id = ${workspaceId} and id = ${id}`;
      if (fail) throw new Error('the ticket stays');
      return removeFiles;
    });

  it('takes its files and thumbnails along at once, and its URLs end', async () => {
    const before = await stored();
    const { id, urls } = await ticketWithFiles();
    expect(await stored()).toHaveLength(before.length + 3);
    await (
      await deleteTicket(deps, id)
    )();
    expect(await stored()).toEqual(before);
    expect(await waiting()).toBe(0);
    for (const url of urls) expect((await nobody.send(url)).status).toBe(404);
  });

  it('keeps them when it is not erased after all', async () => {
    const { id, urls } = await ticketWithFiles();
    await expect(deleteTicket(deps, id, true)).rejects.toThrow('the ticket stays');
    for (const url of urls) expect((await nobody.send(url)).status).toBe(200);
    expect(await stored()).toEqual(await known());
  });

  it('has them removed by the sweep when the storage is away, or the node is killed after the commit', async () => {
    const before = await stored();
    const { id } = await ticketWithFiles();
    await (
      await deleteTicket(
        stubborn(() => true),
        id,
      )
    )();
    expect(await waiting()).toBe(2);
    await settle();
    await sweepFiles(deps);
    expect(await waiting()).toBe(0);
    expect(await stored()).toEqual(before);
  });
});

it('is swept by the timetable', async () => {
  await upload(widgetClient(app, workspace.publicKey), { name: 'a', content: 'orphan' });
  await age(25);
  const leftover = join(deps.config.dataDir, 'uploads', 'leftover');
  await writeFile(leftover, 'x');
  const worker = await openDeps({ ...deps.config, role: 'worker' }, deps.databaseUrl, deps.log);
  const afterJobs = await startWork(worker.deps);
  try {
    await deps.sql.begin((tx) => deps.jobs.enqueue(tx, 'sweep', [{}]));
    await expect.poll(waiting, { timeout: 15_000 }).toBe(1);
  } finally {
    await worker.close();
    afterJobs();
  }
  // A file of the spool that may still be written stays.
  expect(await readdir(join(deps.config.dataDir, 'uploads'))).toEqual(['leftover']);
});
