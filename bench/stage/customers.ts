// Customers with tickets of their own, opened and answered through the real procedures.
import { randomBytes, randomUUID } from 'node:crypto';
import { ticketBody, ticketSubject } from '../load/texts.ts';
import type { NodeProcess } from './node-process.ts';
import type { Stage } from './stage.ts';
import { mutate, query } from './trpc.ts';

export interface CustomerTicket {
  id: string;
  reference: string;
  /** What the customer's browser keeps. */
  secret: string;
}

export const shopOrigin = 'https://shop.example';

export function visitorHeaders(stage: Stage, secret: string): Record<string, string> {
  return { origin: shopOrigin, 'x-deskbell-key': stage.workspace.publicKey, 'x-deskbell-visitor': secret };
}

export async function openTickets(stage: Stage, server: NodeProcess, count: number): Promise<CustomerTicket[]> {
  const tickets: CustomerTicket[] = [];
  for (let opened = 0; opened < count; opened += 1) {
    const secret = randomBytes(32).toString('base64url');
    const clientId = randomUUID();
    const input = { clientId, subject: ticketSubject, body: ticketBody, email: `${clientId}@customers.example` };
    const caller = { url: server.url, headers: visitorHeaders(stage, secret) };
    const { ticketId, reference } = await mutate<{ ticketId: string; reference: string }>(
      caller,
      'customer.create',
      input,
    );
    tickets.push({ id: ticketId, reference, secret });
  }
  return tickets;
}

/** Lets the desk and the customer write in turn until the ticket has as many messages. */
export async function converse(
  stage: Stage,
  server: NodeProcess,
  ticket: CustomerTicket,
  messages: number,
): Promise<void> {
  const desk = { url: server.url, headers: { authorization: `Bearer ${stage.apiKey}` } };
  const customer = { url: server.url, headers: visitorHeaders(stage, ticket.secret) };
  for (let written = 1; written < messages; written += 1) {
    if (written % 2 === 1) await mutate(desk, 'tickets.reply', { ref: ticket.reference, body: ticketBody });
    else await mutate(customer, 'customer.reply', { clientId: randomUUID(), ticketId: ticket.id, body: ticketBody });
  }
}

/** The path of the requester's public page. */
export async function publicPath(stage: Stage, server: NodeProcess, ticket: CustomerTicket): Promise<string> {
  const desk = { url: server.url, headers: { authorization: `Bearer ${stage.apiKey}` } };
  const { publicUrl } = await query<{ publicUrl: string }>(desk, 'tickets.get', { ref: ticket.reference });
  return new URL(publicUrl).pathname;
}
