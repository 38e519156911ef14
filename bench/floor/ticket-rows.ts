// A ticket by SQL alone: the rows of the widget's procedure by the same statements, in one transaction, without HTTP,
// validation, limits or identity. What is left of our time beyond it is the server's own work.
import { randomBytes, randomUUID } from 'node:crypto';
import { connect } from '../../server/db/connect.ts';
import { newId } from '../../server/ids.ts';
import { hashToken } from '../../server/keys.ts';
import { createLog } from '../../server/log.ts';
import { startJobs } from '../../server/queue.ts';
import { nextTicketNumber } from '../../server/tickets/numbers.ts';
import { insertTicket } from '../../server/tickets/write-store.ts';
import { parsePlain } from '../../shared/messages/nodes.ts';
import { ticketBody, ticketSubject } from '../load/texts.ts';

export interface TicketRows {
  /** Writes one ticket with a new visitor and a new contact. */
  write(): Promise<void>;
  stop(): Promise<void>;
}

export async function openTicketRows(databaseUrl: string, workspaceId: string): Promise<TicketRows> {
  const sql = connect({
    url: databaseUrl,
    connectionsMax: 16,
    applicationName: 'bench rows',
    statementTimeoutMs: 10_000,
  });
  const jobs = await startJobs({ databaseUrl, log: createLog('silent'), supervise: false });
  const nodes = parsePlain(ticketBody);
  const write = async (): Promise<void> => {
    const number = await nextTicketNumber(sql, workspaceId);
    const id = newId();
    const contactId = newId();
    const visitorId = newId();
    const key = randomUUID();
    const secretHash = hashToken(randomBytes(32).toString('base64url'));
    const job = { workspaceId, ticketId: id, from: 1, to: 1 };
    await insertTicket(sql, {
      workspaceId,
      id,
      number,
      reference: `TKT-${String(number).padStart(4, '0')}`,
      subject: ticketSubject,
      snippet: ticketBody.slice(0, 140),
      priority: 'medium',
      type: 'support',
      channel: 'widget',
      audience: 'customer',
      categoryId: null,
      departmentId: null,
      assigneeId: null,
      requesterContactId: contactId,
      requesterMemberId: null,
      requesterVerified: false,
      visitorId,
      dueAt: null,
      context: {},
      followUpOfId: null,
      events: [{ kind: 'created', data: {}, isPublic: true }],
      message: { kind: 'reply', side: 'customer', channel: 'widget', body: ticketBody, nodes },
      actor: { kind: 'contact', id: contactId, name: 'Ada Example' },
      once: { actor: `visitor:${visitorId}`, key, requestHash: secretHash, response: { ticketId: id } },
      newContact: {
        id: contactId,
        firstName: 'Ada',
        lastName: 'Example',
        phone: null,
        externalId: null,
        locale: null,
        email: `${key}@customers.example`,
        emailVerified: false,
      },
      newVisitor: { id: visitorId, secretHash },
      queueing: (db, from) => jobs.enqueuing(db, 'ticket-event', [job], from),
    });
  };
  return {
    write,
    stop: async () => {
      await jobs.stop();
      await sql.end();
    },
  };
}
