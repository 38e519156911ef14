// Runs the bulk seed, and tells the planner what came: a bench measures plans of a table that was looked at.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Sql } from '../../server/db/connect.ts';

export interface Seed {
  workspaceId: string;
  tickets: number;
  /** Of each ticket; the first is the customer's, then team and customer in turn. */
  messages: number;
}

/** @returns how long it took, in seconds. */
export async function seedTickets(sql: Sql, { workspaceId, tickets, messages }: Seed): Promise<number> {
  const text = await readFile(join(import.meta.dirname, 'tickets.sql'), 'utf8');
  const begin = performance.now();
  await sql.begin(async (tx) => {
    await tx`
      select set_config('seed.workspace', ${workspaceId}, true), set_config('seed.tickets', ${String(tickets)}, true),
        set_config('seed.messages', ${String(messages)}, true), set_config('statement_timeout', '0', true)`;
    await tx.unsafe(text);
  });
  await sql`vacuum (analyze) ticket, participant, event, message, contact, contact_email, member, ticket_label, label`;
  return (performance.now() - begin) / 1_000;
}
