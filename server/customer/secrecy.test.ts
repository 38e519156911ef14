// What the team does among itself does not reach customers: not its words, not its time, not that it happened. The
// answers are compared to the byte, so that a new field cannot leak by being forgotten here.
import { describe, expect, it } from 'vitest';
import { addMember, asDesk, testDesk } from '../testing/desk.ts';
import { type HttpClient, httpApp, httpClient, question, widgetClient } from '../testing/http-app.ts';
import { makeLinkToken } from '../tickets/link.ts';

const { deps, workspace, owner } = await testDesk();
const { app } = httpApp(deps);
const desk = asDesk(deps, owner);
const agent = await addMember(deps, workspace.id, 'agent', 'Ada Agent');
await deps.sql`
  insert into label (workspace_id, id, name, colour)
  values (${workspace.id}, ${crypto.randomUUID()}, 'secret-label', '#ff0000')`;

interface Opened {
  ticketId: string;
  reference: string;
}

async function opened() {
  const visitor = widgetClient(app, workspace.publicKey);
  const { data } = await visitor.mutate<Opened>(
    'customer.create',
    question({ email: 'cora@private.example', name: 'Cora Customer' }),
  );
  await desk.tickets.reply({ ref: data.ticketId, body: 'We look into it.' });
  const { followers } = await desk.tickets.addFollower({
    ref: data.ticketId,
    email: 'fred@private.example',
    name: 'Fred',
  });
  const link = { workspaceId: workspace.id, ticketId: data.ticketId, linkVersion: 1 };
  const { requester } = await desk.tickets.get({ ref: data.ticketId });
  const holder = (participantId: string) =>
    httpClient(app, { 'x-deskbell-link': makeLinkToken(deps.keys, { ...link, participantId }) });
  return {
    ...data,
    surfaces: [visitor, holder(requester.participantId), holder(followers[0]?.participantId ?? '')],
  };
}

/** Everything that a customer can ask of a ticket. */
async function payloads(surfaces: readonly HttpClient[], ticketId: string): Promise<string[]> {
  const answers = surfaces.flatMap((client) => [
    client.query('customer.thread', { ticketId }),
    client.query('customer.tickets', {}),
  ]);
  return (await Promise.all(answers)).map(({ status, text }) => `${status} ${text}`);
}

describe('what members do among themselves', () => {
  it('changes no byte of what its customer, or a follower, can read', async () => {
    const { ticketId: ref, surfaces } = await opened();
    const before = await payloads(surfaces, ref);
    await desk.tickets.note({ ref, body: 'SECRET-NOTE' });
    await desk.tickets.update({
      ref,
      assignee: agent.memberId,
      priority: 'high',
      type: 'bug',
      labels: ['secret-label'],
    });
    await desk.tickets.update({ ref, category: 'Billing', department: 'Support', dueAt: new Date('2030-01-01') });
    await desk.tickets.escalate({ ref, reason: 'SECRET-REASON' });
    await desk.tickets.addFollower({ ref, email: 'third@private.example', name: 'Third' });
    await desk.tickets.archive({ ref });
    await desk.tickets.restore({ ref });
    expect(await payloads(surfaces, ref)).toEqual(before);
  });

  it('is in no answer, whoever asks', async () => {
    const { ticketId: ref, surfaces } = await opened();
    await desk.tickets.note({ ref, body: 'SECRET-NOTE' });
    await desk.tickets.update({ ref, assignee: agent.memberId, labels: ['secret-label'] });
    await desk.tickets.resolve({ ref, resolution: 'SECRET-RESOLUTION', csat: 2 });
    const other = await opened();
    const text = (await payloads(surfaces, ref)).join('\n');
    const secrets = ['SECRET', 'private.example', 'team.example', 'secret-label', agent.memberId];
    for (const secret of [...secrets, other.ticketId, other.reference]) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/"(assignee|participant|requester|contact|member|email|version|escalation|audit)/i);
  });
});
