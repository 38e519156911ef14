// Who hears of what, from the real change to the written rows.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  addMember,
  addWorkspace,
  asCustomer,
  asDesk,
  changeSettings,
  testDesk,
  visitorHeaders,
} from '../testing/desk.ts';
import { readLinkToken } from '../tickets/link.ts';
import { tellPeople } from './jobs.ts';

const { deps, workspace, owner } = await testDesk();
const anna = await addMember(deps, workspace.id, 'agent', 'Anna Agent');
const arne = await addMember(deps, workspace.id, 'agent', 'Arne Agent');
const desk = asDesk(deps, anna);
let people = 0;

/** Tells of everything that happened to the ticket, change by change, as the queue would. */
async function tellAll(ticketId: string, workspaceId = workspace.id): Promise<void> {
  const jobs = await deps.sql<{ data: { workspaceId: string; ticketId: string; from: number; to: number } }[]>`
    select data from pgboss.job where name = 'ticket-event' and data ->> 'ticketId' = ${ticketId}
    order by (data ->> 'from')::int`;
  for (const { data } of jobs) await tellPeople(deps, { ...data, workspaceId });
}

async function mailsOf(ticketId: string) {
  return deps.sql<
    {
      kind: string;
      toAddress: string;
      toName: string;
      subject: string;
      textBody: string;
      htmlBody: string;
      state: string;
      participantId: string | null;
      messageId: string;
    }[]
  >`select kind, to_address, to_name, subject, text_body, html_body, state, participant_id, message_id from mail
    where ticket_id = ${ticketId} order by created_at, id`;
}

async function inboxOf(ticketId: string) {
  const rows = await deps.sql<{ name: string; kind: string; number: number }[]>`
    select m.name, n.kind, n.event_number as number from notification n
    join member m on m.workspace_id = n.workspace_id and m.id = n.member_id
    where n.ticket_id = ${ticketId} order by n.event_number, m.name`;
  return rows.map(({ name, kind, number }) => `${name}: ${kind} ${number}`);
}

function address(): string {
  people += 1;
  return `kim${people}@customer.example`;
}

/** A ticket that a member wrote down for a customer. */
async function openedByDesk(over: Record<string, unknown> = {}) {
  const email = address();
  const { id } = await desk.tickets.create({
    subject: 'Tent',
    body: 'It leaks',
    requester: { email, name: 'Kim Lee' },
    ...over,
  });
  return { id, email };
}

/** A ticket that a stranger opened in the widget. */
async function openedByStranger(email: string, over: Record<string, unknown> = {}) {
  const visitor = asCustomer(deps, visitorHeaders(workspace.publicKey), `192.0.2.${people % 250}`);
  people += 1;
  const input = {
    clientId: randomUUID(),
    subject: 'CHEAP PILLS',
    body: 'CHEAP PILLS http://evil.test',
    email,
    name: 'CHEAP PILLS',
  };
  return { visitor, ...(await visitor.customer.create({ ...input, ...over })) };
}

describe('a new ticket', () => {
  test('is receipted to its customer with a link that is theirs, and told to its assignee', async () => {
    const { id, email } = await openedByDesk({ assignee: arne.memberId });
    await tellAll(id);
    const [receipt, assigned] = (await mailsOf(id)).sort((a, b) => a.kind.localeCompare(b.kind));
    expect(receipt).toMatchObject({ kind: 'created', toAddress: email, toName: 'Kim Lee', state: 'queued' });
    expect(receipt?.subject).toMatch(/^\[TKT-\d{4}\] Tent$/);
    expect(receipt?.textBody).toContain('Hello Kim Lee,');
    const token = /https:\/\/help\.example\/t\/([\w-]+)/.exec(receipt?.textBody ?? '')?.[1] ?? '';
    expect(readLinkToken(deps.keys, token)).toMatchObject({ ticketId: id, participantId: receipt?.participantId });
    expect(assigned).toMatchObject({ kind: 'member_created', toAddress: `${arne.memberId}@team.example` });
    expect(assigned?.textBody).toContain(`https://help.example/console/desk/t/`);
    expect(await inboxOf(id)).toEqual(['Arne Agent: created 1']);
  });

  test('is told once, however often the job runs', async () => {
    const { id } = await openedByDesk({ assignee: arne.memberId });
    await Promise.all([tellAll(id), tellAll(id)]);
    await tellAll(id);
    expect(await mailsOf(id)).toHaveLength(2);
    expect(await inboxOf(id)).toHaveLength(1);
  });

  test('is written in the language of its customer', async () => {
    const { visitor, ticketId } = await openedByStranger(address(), { locale: 'de-AT' });
    await tellAll(ticketId);
    expect((await mailsOf(ticketId))[0]?.textBody).toContain('Guten Tag,');
    expect(visitor).toBeDefined();
  });
});

describe('to an address that nobody has verified', () => {
  test('the receipt is a fixed text with the link, without a word that the visitor typed', async () => {
    const { ticketId, reference } = await openedByStranger(address());
    await tellAll(ticketId);
    const [mail] = await mailsOf(ticketId);
    expect(mail).toMatchObject({
      kind: 'created_unverified',
      toName: '',
      subject: `[${reference}] Your message to desk`,
    });
    expect(`${mail?.subject ?? ''}${mail?.textBody ?? ''}${mail?.htmlBody ?? ''}${mail?.toName ?? ''}`).not.toMatch(
      /PILLS|evil/,
    );
    expect(mail?.textBody).toContain('https://help.example/t/');
  });

  test('goes one mail a day, however its mailbox is spelled; the others are kept unsent', async () => {
    const spellings = ['a.dot@gmail.com', 'adot+1@gmail.com', 'a.d.o.t@googlemail.com', 'adot@gmail.com'];
    const tickets = [];
    for (const email of spellings) tickets.push((await openedByStranger(email)).ticketId);
    await Promise.all(tickets.map((id) => tellAll(id)));
    await Promise.all(tickets.map((id) => tellAll(id)));
    const states = (await Promise.all(tickets.map(mailsOf))).flat().map(({ state }) => state);
    expect(states.sort()).toEqual(['queued', 'suppressed', 'suppressed', 'suppressed']);
  });

  test('later mails about the ticket repeat neither subject nor name of the visitor', async () => {
    const { ticketId } = await openedByStranger(address());
    await desk.tickets.reply({ ref: ticketId, body: 'Which tent is it?' });
    await desk.tickets.resolve({ ref: ticketId, resolution: 'Sent a new one' });
    await tellAll(ticketId);
    const mails = await mailsOf(ticketId);
    expect(mails.map(({ kind }) => kind)).toEqual(['created_unverified', 'reply', 'resolved']);
    expect(JSON.stringify(mails)).not.toMatch(/PILLS|evil/);
    expect(mails[1]?.textBody).toContain('Which tent is it?');
  });
});

describe('an answer', () => {
  test('is mailed once, with the text, the link and the new status, and no second mail says the status', async () => {
    const { id } = await openedByDesk();
    await desk.tickets.reply({ ref: id, body: 'Is it **wet**?', status: 'pending' });
    await tellAll(id);
    const mails = await mailsOf(id);
    expect(mails.map(({ kind }) => kind)).toEqual(['created', 'reply']);
    expect(mails[1]?.htmlBody).toContain('Is it <strong>wet</strong>?');
    expect(mails[1]?.textBody).toMatch(/Is it wet\?\n\nAnna Agent\n\nThe ticket’s status is now: Waiting for you\./);
  });

  test('of the customer goes to the inbox of the assignee and to no mailbox', async () => {
    const { visitor, ticketId } = await openedByStranger(address());
    await desk.tickets.update({ ref: ticketId, assignee: arne.memberId });
    await tellAll(ticketId);
    const before = await mailsOf(ticketId);
    await visitor.customer.reply({ clientId: randomUUID(), ticketId, body: 'Hello?' });
    await tellAll(ticketId);
    expect(await mailsOf(ticketId)).toEqual(before);
    expect(await inboxOf(ticketId)).toEqual(['Arne Agent: assigned 2', 'Arne Agent: customer_replied 3']);
  });

  test('reaches each follower by a link of their own', async () => {
    const { id } = await openedByDesk({ followers: [address()] });
    await desk.tickets.reply({ ref: id, body: 'Here you are' });
    await tellAll(id);
    const links = (await mailsOf(id))
      .filter(({ kind }) => kind === 'reply')
      .map(({ textBody }) => /\/t\/[\w-]+/.exec(textBody)?.[0]);
    expect(new Set(links).size).toBe(2);
  });

  test('says in words who writes, whatever a name holds', async () => {
    const eve = await addMember(deps, workspace.id, 'agent', '<b>Eve</b> {{ticket_url}}');
    const { id } = await openedByDesk();
    await asDesk(deps, eve).tickets.reply({ ref: id, body: 'Hi' });
    await tellAll(id);
    const mail = (await mailsOf(id)).find(({ kind }) => kind === 'reply');
    expect(mail?.htmlBody).toContain('&lt;b&gt;Eve&lt;/b&gt; {{ticket_url}}');
  });
});

describe('a note', () => {
  test('tells whom it names, in the inbox, and never a customer', async () => {
    const { id } = await openedByDesk();
    await desk.tickets.note({ ref: id, body: 'SECRET: ask @Arne Agent and @Anna Agent' });
    await tellAll(id);
    expect(await inboxOf(id)).toEqual(['Arne Agent: mentioned 2']);
    expect(JSON.stringify(await mailsOf(id))).not.toContain('SECRET');
  });
});

test('a resolution is mailed with five links that only preselect a score, and without the note for the desk', async () => {
  const { id } = await openedByDesk();
  await desk.tickets.resolve({ ref: id, resolution: 'SECRET workaround' });
  await tellAll(id);
  const mails = await mailsOf(id);
  expect(mails.map(({ kind }) => kind)).toEqual(['created', 'resolved']);
  expect(mails[1]?.textBody.match(/\?score=[1-5]/g)).toHaveLength(5);
  expect(JSON.stringify(mails)).not.toContain('SECRET');
});

test('whoever wants no automatic mails gets answers and nothing else', async () => {
  const { id } = await openedByDesk();
  await tellAll(id);
  await deps.sql`update participant set muted_at = now() where ticket_id = ${id}`;
  await desk.tickets.reply({ ref: id, body: 'By hand' });
  await desk.tickets.update({ ref: id, status: 'pending' });
  await desk.tickets.resolve({ ref: id, resolution: 'Done' });
  await tellAll(id);
  expect((await mailsOf(id)).map(({ kind }) => kind)).toEqual(['created', 'reply']);
});

test('an escalation tells the owner in the inbox', async () => {
  const { id } = await openedByDesk();
  await desk.tickets.escalate({ ref: id, reason: 'Trip starts tomorrow' });
  await tellAll(id);
  expect(await inboxOf(id)).toEqual(['Olga Owner: escalated 3']);
});

test('an internal ticket mails the colleague who opened it and no customer', async () => {
  const inside = await addWorkspace(deps, 'inside');
  await changeSettings(deps, inside.workspace.id, { internalHelpDesk: true });
  const rosa = await addMember(deps, inside.workspace.id, 'requester', 'Rosa');
  const { id } = await asDesk(deps, rosa).tickets.create({ subject: 'Laptop', body: 'Broken', audience: 'internal' });
  await asDesk(deps, inside.owner).tickets.reply({ ref: id, body: 'Bring it over' });
  await tellAll(id, inside.workspace.id);
  expect((await mailsOf(id)).map(({ kind, toAddress }) => `${kind} ${toAddress}`)).toEqual([
    `member_replied ${rosa.memberId}@team.example`,
  ]);
});

test('a contact without an address is told nothing, and a disabled member neither', async () => {
  const gone = await addMember(deps, workspace.id, 'agent', 'Gone');
  const { id } = await desk.tickets.create({
    subject: 'Call',
    body: 'Rang',
    requester: { name: 'No Mail', phone: '123' },
    assignee: gone.memberId,
  });
  await deps.sql`update member set disabled_at = now() where id = ${gone.memberId}`;
  await tellAll(id);
  expect(await mailsOf(id)).toEqual([]);
  expect(await inboxOf(id)).toEqual([]);
});

test('a change of a ticket that is gone by now tells nobody', async () => {
  await tellPeople(deps, { workspaceId: owner.workspaceId, ticketId: randomUUID(), from: 1, to: 1 });
});
