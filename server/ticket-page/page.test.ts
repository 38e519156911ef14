// What the public page shows, and what it never does.
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { addMember, asDesk, testDesk } from '../testing/desk.ts';
import { pageClient } from '../testing/page-client.ts';
import { makeLinkToken } from '../tickets/link.ts';
import { ticketPageRoutes } from './routes.ts';

const { deps, workspace } = await testDesk('fernweh');
const anna = await addMember(deps, workspace.id, 'agent', 'Anna Agent');
const desk = asDesk(deps, anna);
const reader = pageClient(deps, ticketPageRoutes);
let people = 0;

async function linkOf(ticketId: string, contact: 'requester' | 'follower' = 'requester'): Promise<string> {
  const [row] = await deps.sql<{ workspaceId: string; ticketId: string; participantId: string; linkVersion: number }[]>`
    select workspace_id, ticket_id, id as participant_id, link_version from participant
    where ticket_id = ${ticketId} and role = ${contact}`;
  if (row === undefined) throw new Error('nobody takes part');
  return `/t/${makeLinkToken(deps.keys, row)}`;
}

async function opened(over: Record<string, unknown> = {}) {
  people += 1;
  const email = `kim${people}@customer.example`;
  const ticket = await desk.tickets.create({
    subject: 'Tent leaks',
    body: 'At the seam',
    requester: { email, name: 'Kim Lee' },
    ...over,
  });
  return { id: ticket.id, reference: ticket.reference, email, path: await linkOf(ticket.id) };
}

const textOf = async (answer: Response | Promise<Response>): Promise<string> =>
  (await (await answer).text()).replaceAll(/\s+/g, ' ');

describe('the page', () => {
  test('says how the ticket stands, what happens next, and shows the history', async () => {
    const { id, path, reference } = await opened();
    await desk.tickets.reply({ ref: id, body: 'Is it **wet** inside? https://fernweh.example/a', status: 'pending' });
    const page = await textOf(reader.get(path));
    expect(page).toContain('We have a question for you.');
    expect(page).toContain('Answer at the end of this page, and we go on.');
    expect(page).toMatch(/Last answer: <time datetime="[^"]+Z" title="[^"]+UTC">today \d\d:\d\d<\/time>\./);
    expect(page).toContain(reference);
    expect(page).toContain('At the seam');
    expect(page).toContain('Is it <strong>wet</strong> inside?');
    expect(page).toContain('<a href="https://fernweh.example/a" rel="noopener noreferrer nofollow ugc">');
    expect(page).toContain('Status changed from Open to Waiting for you');
  });

  test('is small, private, needs no script and asks no other site', async () => {
    const { path } = await opened();
    const answer = await reader.get(path);
    const page = await answer.text();
    expect(gzipSync(page).byteLength).toBeLessThan(15_000);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    const loaded = [...page.matchAll(/\b(?:src|action|srcset)="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(loaded.every((url) => /^\/(?!\/)/.test(url))).toBe(true);
    expect(page).not.toMatch(/<title>[^<]*\/t\//);
  });

  test('changes nothing when it is looked at, also with a rating in its address and by HEAD', async () => {
    const { id, path } = await opened();
    await desk.tickets.resolve({ ref: id, resolution: 'Done' });
    const stateOf = () => deps.sql`
      select t.*, p.read_number, (select count(*) from event e where e.ticket_id = t.id) as events
      from ticket t join participant p on p.ticket_id = t.id where t.id = ${id}`;
    const before = await stateOf();
    for (const query of ['', '?score=4', '?done=rate', '?before=2'])
      expect((await reader.get(path + query)).status).toBe(200);
    for (const form of ['reply', 'rate', 'confirm'])
      expect((await reader.get(`${path}/${form}?score=5&body=x`)).status).toBe(303);
    expect(await stateOf()).toEqual(before);
  });

  test('preselects the score of a rating link', async () => {
    const { id, path } = await opened();
    await desk.tickets.resolve({ ref: id, resolution: 'Done' });
    expect(await textOf(reader.get(`${path}?score=4`))).toMatch(/value="4" required checked/);
    expect(await textOf(reader.get(`${path}?score=9`))).not.toContain('required checked');
  });

  test('speaks the language of its customer, else that of the browser', async () => {
    const { id, path } = await opened();
    expect(await textOf(reader.get(path, { 'accept-language': 'fr, de;q=0.8, en;q=0.5' }))).toContain(
      '<html lang="de">',
    );
    const contact = deps.sql`select requester_contact_id from ticket where id = ${id}`;
    const other = await opened();
    await deps.sql`update contact set locale = 'de-AT' where id in (select requester_contact_id from ticket where id = ${other.id})`;
    expect(await textOf(reader.get(other.path, { 'accept-language': 'en' }))).toContain('Ihre Nachricht ist da.');
    expect(await contact).toHaveLength(1);
  });

  test('reads older entries page by page, each once', async () => {
    const { id, path } = await opened();
    for (let count = 1; count <= 60; count += 1) await desk.tickets.reply({ ref: id, body: `answer ${count}.` });
    const first = await textOf(reader.get(path));
    expect(first).toContain('answer 60.');
    expect(first).not.toContain('answer 5.');
    const older = /href="([^"]*\?before=\d+)"/.exec(first)?.[1] ?? '';
    const second = await textOf(reader.get(older));
    expect(second).toContain('At the seam');
    expect(second).toContain('answer 5.');
    expect(second).not.toContain('<textarea');
    const numbers = [...(first + second).matchAll(/data-number="(\d+)"> <article/g)].map((match) => match[1]);
    expect(new Set(numbers).size).toBe(61);
  });

  test('shows what people typed as text', async () => {
    const hostile = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>';
    const { id, path } = await opened({ subject: hostile, body: hostile });
    const eve = await addMember(deps, workspace.id, 'agent', hostile);
    await asDesk(deps, eve).tickets.reply({ ref: id, body: hostile });
    const page = await textOf(reader.get(path));
    expect(page).not.toMatch(/<script>|<img/);
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThanOrEqual(3);
  });

  test('holds nothing of notes, of other people’s addresses, of members or of other tickets', async () => {
    const secretNote = 'SECRET-NOTE';
    const { id, path, email } = await opened({
      followers: ['follower-secret@customer.example'],
      assignee: anna.memberId,
    });
    await desk.tickets.note({ ref: id, body: secretNote });
    await desk.tickets.reply({ ref: id, body: 'Hello' });
    await desk.tickets.escalate({ ref: id, reason: 'SECRET-REASON' });
    await desk.tickets.resolve({ ref: id, resolution: 'SECRET-RESOLUTION' });
    const page = await textOf(reader.get(path));
    expect(page).toContain('Anna Agent');
    for (const hidden of ['SECRET', 'follower-secret', email, anna.memberId, '@team.example', 'escalat']) {
      expect(page).not.toContain(hidden);
    }
  });
});
