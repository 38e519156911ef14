// What becomes of a written mail, whichever way it leaves.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addMember, asDesk, testDesk } from '../testing/desk.ts';
import { insertMailTicket, mailState, openMailNode, writeTestMail } from '../testing/mail-node.ts';
import { headerOf, openSmtpSink, type SmtpSink } from '../testing/smtp-sink.ts';
import { writeMail } from './outbox.ts';

const { deps, workspace } = await testDesk('fernweh');
const ticketId = await insertMailTicket(deps, workspace.id);

async function jobsOf({ mailId }: { mailId: string }): Promise<number> {
  return (await deps.sql`select 1 from pgboss.job where name = 'mail-send' and data ->> 'mailId' = ${mailId}`).length;
}

describe('without a way out', () => {
  test('a mail stays in the outbox and no delivery is asked for', async () => {
    const mail = await writeTestMail(deps, workspace.id);
    expect(await jobsOf(mail)).toBe(0);
    await openMailNode(deps, { kind: 'outbox' }).sender.deliver([mail]);
    expect(await mailState(deps, mail)).toMatchObject({ state: 'queued', attempts: 0 });
  });
});

describe('with a way out', () => {
  let sink: SmtpSink;
  let node: ReturnType<typeof openMailNode>;
  beforeEach(async () => {
    sink = await openSmtpSink();
    node = openMailNode(deps, {
      kind: 'smtp',
      host: '127.0.0.1',
      port: sink.port,
      tls: false,
      user: null,
      password: null,
    });
  });
  afterEach(() => {
    node.sender.close();
    sink.close();
  });

  test('a mail is delivered by a job of its own', async () => {
    const mail = await writeTestMail(node.deps, workspace.id);
    expect(await jobsOf(mail)).toBe(1);
    await node.sender.deliver([mail]);
    expect(await mailState(deps, mail)).toMatchObject({ state: 'sent', attempts: 1, isSent: true, error: null });
  });

  test('a key is written once, also by jobs of the same moment', async () => {
    const onceKey = randomUUID();
    const to = { address: 'kim@customer.example', name: '' };
    const content = { subject: 's', text: 't', html: 'h' };
    const mail = {
      workspaceId: workspace.id,
      kind: 'reply' as const,
      onceKey,
      ticketId,
      participantId: null,
      to,
      content,
    };
    const outcomes = await Promise.all([1, 2, 3].map(() => deps.sql.begin((tx) => writeMail(node.deps, tx, mail))));
    expect(outcomes.filter((written) => written)).toHaveLength(1);
  });

  test('nothing is written or enqueued when its cause rolls back', async () => {
    const onceKey = randomUUID();
    const to = { address: 'kim@customer.example', name: '' };
    const content = { subject: 's', text: 't', html: 'h' };
    const mail = {
      workspaceId: workspace.id,
      kind: 'reply' as const,
      onceKey,
      ticketId,
      participantId: null,
      to,
      content,
    };
    const before = await deps.sql`select 1 from pgboss.job where name = 'mail-send'`;
    const rolledBack = deps.sql.begin(async (tx) => {
      await writeMail(node.deps, tx, mail);
      throw new Error('the cause failed');
    });
    await expect(rolledBack).rejects.toThrow('the cause failed');
    expect(await deps.sql`select 1 from mail where once_key = ${onceKey}`).toHaveLength(0);
    expect(await deps.sql`select 1 from pgboss.job where name = 'mail-send'`).toHaveLength(before.length);
  });

  test('a mail that was sent is not sent again when its job comes twice', async () => {
    const mail = await writeTestMail(node.deps, workspace.id);
    await node.sender.deliver([mail]);
    await node.sender.deliver([mail, mail]);
    expect(sink.mails).toHaveLength(1);
  });

  test('an attempt whose end was lost is made again under the same Message-ID', async () => {
    const mail = await writeTestMail(node.deps, workspace.id);
    await node.sender.deliver([mail]);
    await deps.sql`update mail set state = 'queued' where id = ${mail.mailId}`;
    await node.sender.deliver([mail]);
    const { messageId } = (await mailState(deps, mail)) ?? {};
    expect(sink.mails.map((received) => headerOf(received, 'Message-ID'))).toEqual([messageId, messageId]);
  });

  test('a mail that fails does not hold back the others of its batch', async () => {
    const mails = [await writeTestMail(node.deps, workspace.id), await writeTestMail(node.deps, workspace.id)];
    await deps.sql`update mail set to_address = 'not an address' where id = ${mails[0]?.mailId ?? ''}`;
    await expect(node.sender.deliver(mails)).rejects.toThrow('1 mails are to be tried again');
    expect(await mailState(deps, mails[1] ?? { mailId: '' })).toMatchObject({ state: 'sent' });
  });

  test('a link that signs somebody in is forgotten once it is on its way', async () => {
    const mail = await writeTestMail(node.deps, workspace.id, { kind: 'sign_in' });
    await node.sender.deliver([mail]);
    expect(await mailState(deps, mail)).toMatchObject({ state: 'sent', textBody: '' });
    expect(headerOf(sink.mails[0] ?? '', 'References')).toBe('');
  });

  test('what nobody wrote by hand can be unsubscribed in the mail program; an answer cannot', async () => {
    const desk = asDesk(deps, await addMember(deps, workspace.id, 'agent', 'Olaf'));
    const ticket = await desk.tickets.create({
      subject: 'Tent',
      body: 'Leaks',
      requester: { email: 'mute@c.example' },
    });
    const { participantId } = ticket.requester;
    const about = { ticketId: ticket.id, participantId, to: { address: 'mute@c.example', name: '' } };
    const [status, reply] = [
      await writeTestMail(node.deps, workspace.id, { ...about, kind: 'status' }),
      await writeTestMail(node.deps, workspace.id, { ...about, kind: 'reply' }),
    ];
    await node.sender.deliver([status, reply]);
    const [automatic = '', answered = ''] = sink.mails;
    expect(headerOf(automatic, 'List-Unsubscribe')).toBe(`<${ticket.publicUrl ?? ''}/mails>`);
    expect(headerOf(automatic, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headerOf(answered, 'List-Unsubscribe')).toBe('');
  });

  test('an automatic mail that was waiting when its reader unsubscribed is not sent', async () => {
    const desk = asDesk(deps, await addMember(deps, workspace.id, 'agent', 'Oda'));
    const ticket = await desk.tickets.create({
      subject: 'Tent',
      body: 'Leaks',
      requester: { email: 'late@c.example' },
    });
    const { participantId } = ticket.requester;
    const about = { ticketId: ticket.id, participantId, to: { address: 'late@c.example', name: '' } };
    const mail = await writeTestMail(node.deps, workspace.id, { ...about, kind: 'resolved' });
    await deps.sql`update participant set muted_at = now() where id = ${participantId}`;
    await node.sender.deliver([mail]);
    expect(await mailState(deps, mail)).toMatchObject({ state: 'suppressed' });
    expect(sink.mails).toEqual([]);
  });

  test('to somebody who left the ticket or lost the address meanwhile is not sent', async () => {
    const anna = await addMember(deps, workspace.id, 'agent', 'Anna');
    const desk = asDesk(deps, anna);
    const opened = async (email: string) => {
      const ticket = await desk.tickets.create({ subject: 'Tent', body: 'Leaks', requester: { email } });
      const { participantId } = ticket.requester;
      const to = { address: email, name: '' };
      return {
        participantId,
        mail: await writeTestMail(node.deps, workspace.id, { ticketId: ticket.id, participantId, to }),
      };
    };
    const [left, erased, here] = [
      await opened('left@c.example'),
      await opened('lost@c.example'),
      await opened('here@c.example'),
    ];
    await deps.sql`update participant set removed_at = now() where id = ${left.participantId}`;
    await deps.sql`delete from contact_email where address = 'lost@c.example'`;
    await node.sender.deliver([left.mail, erased.mail, here.mail]);
    expect(await mailState(deps, left.mail)).toMatchObject({ state: 'suppressed', attempts: 0 });
    expect(await mailState(deps, erased.mail)).toMatchObject({ state: 'suppressed' });
    expect(await mailState(deps, here.mail)).toMatchObject({ state: 'sent' });
    expect(sink.recipients).toEqual(['RCPT TO:<here@c.example>']);
  });
});
