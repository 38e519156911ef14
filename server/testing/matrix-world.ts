// The world of the matrix: two workspaces, every kind of caller, and things that bear marks, so that a leak is seen in
// whatever answer it hides.
import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { createApiKey } from '../api-keys/actions.ts';
import { createCategory } from '../categories/actions.ts';
import { createContact } from '../contacts/actions.ts';
import { createDepartment } from '../departments/actions.ts';
import type { Deps } from '../deps.ts';
import { createLabel } from '../labels/actions.ts';
import { writeInvitation } from '../team/invite-actions.ts';
import { makeLinkToken } from '../tickets/link.ts';
import { systemAuditActor } from '../workspaces/audit.ts';
import { addMember, addWorkspace, changeSettings } from './desk.ts';
import {
  type HttpClient,
  httpApp,
  httpClient,
  memberClient,
  programClient,
  question,
  widgetClient,
} from './http-app.ts';
import type { Caller, Place } from './matrix-table.ts';

/** What a call can name, each made when it is asked for: ids. */
export interface Things {
  ticket(): Promise<string>;
  /** The requester's place on the ticket, and that of a follower. */
  requester(): Promise<string>;
  follower(): Promise<string>;
  contact(): Promise<string>;
  label(): Promise<string>;
  category(): Promise<string>;
  department(): Promise<string>;
  member(): Promise<string>;
  invitation(): Promise<string>;
  apiKey(): Promise<string>;
}

/** A caller with the things of one place. */
export interface Cell {
  client: HttpClient;
  things: Things;
}

/** Marks in texts: of another workspace, of another customer, of a note. */
export const marks = { foreign: 'FOREIGNMARK', other: 'OTHERMARK', note: 'NOTEMARK' } as const;

interface Desk {
  id: string;
  publicKey: string;
  owner: HttpClient;
  /** In the names of everything that belongs to it. */
  mark: string;
}

type Staff = Exclude<Caller, 'visitor' | 'link'>;

export interface World {
  /** A caller with things of their own for this call, or of somebody else. */
  cell(caller: Caller, place: Place): Promise<Cell>;
  /** The owner, who sets scenes. */
  owner: HttpClient;
}

/** Everything real; things are made when they are asked for. */
export async function makeWorld(deps: Deps): Promise<World> {
  const { app } = httpApp(deps);
  const [home, away] = [await makeDesk(deps, app, 'home', ''), await makeDesk(deps, app, 'away', marks.foreign)];
  const member = async (role: 'requester' | 'agent' | 'admin') =>
    memberClient(deps, app, (await addMember(deps, home.id, role)).memberId);
  const gone = await addMember(deps, home.id, 'admin');
  await deps.sql`update member set disabled_at = now() where id = ${gone.memberId}`;
  const staff: Record<Staff, HttpClient> = {
    nobody: httpClient(app),
    requester: await member('requester'),
    agent: await member('agent'),
    admin: await member('admin'),
    owner: home.owner,
    disabled: await memberClient(deps, app, gone.memberId),
    // A scope that opens no procedure of the table.
    unscoped: await programClient(deps, app, home.id, []),
    program: await programClient(deps, app, home.id),
  };
  return {
    owner: home.owner,
    cell: async (caller, place) => {
      const own = await ownCell(deps, app, home, caller, staff);
      if (place === 'own') return own;
      const desk = place === 'other' ? home : away;
      const subject = place === 'other' ? marks.other : marks.foreign;
      return { client: own.client, things: thingsOf(deps, desk, () => visitorTicket(app, desk, subject)) };
    },
  };
}

async function makeDesk(deps: Deps, app: Hono, slug: string, mark: string): Promise<Desk> {
  const { workspace } = await addWorkspace(deps, slug);
  await changeSettings(deps, workspace.id, { internalHelpDesk: true });
  const owner = await memberClient(deps, app, workspace.owner.memberId);
  return { id: workspace.id, publicKey: workspace.publicKey, owner, mark };
}

/** The caller with a ticket of their own; staff have one of a customer. */
async function ownCell(
  deps: Deps,
  app: Hono,
  desk: Desk,
  caller: Caller,
  staff: Record<Staff, HttpClient>,
): Promise<Cell> {
  if (caller === 'requester') {
    const internal = { subject: 'Chair', body: 'It squeaks.', audience: 'internal' };
    const open = async () => (await staff.requester.mutate<{ id: string }>('tickets.create', internal)).data.id;
    return { client: staff.requester, things: thingsOf(deps, desk, open) };
  }
  const visitor = widgetClient(app, desk.publicKey);
  const things = thingsOf(deps, desk, () => visitorTicket(app, desk, 'Zip', visitor));
  if (caller === 'visitor') {
    // Somebody who has written before: without that a browser is nobody yet.
    await things.ticket();
    return { client: visitor, things };
  }
  if (caller !== 'link') return { client: staff[caller], things };
  const link = {
    workspaceId: desk.id,
    ticketId: await things.ticket(),
    participantId: await things.requester(),
    linkVersion: 1,
  };
  return { client: httpClient(app, { 'x-deskbell-link': makeLinkToken(deps.keys, link) }), things };
}

let addresses = 0;

/** A visitor's ticket with a note on it. */
async function visitorTicket(
  app: Hono,
  desk: Desk,
  subject: string,
  visitor: HttpClient = widgetClient(app, desk.publicKey),
): Promise<string> {
  addresses += 1;
  const address = `10.${addresses >> 16}.${(addresses >> 8) & 255}.${addresses & 255}`;
  const input = question({ subject, email: `${randomUUID()}@customers.example` });
  const { ticketId } = (await visitor.mutate<{ ticketId: string }>('customer.create', input, { address })).data;
  await desk.owner.mutate('tickets.note', { ref: ticketId, body: `${marks.note} ${desk.mark}` });
  return ticketId;
}

function thingsOf(deps: Deps, desk: Desk, open: () => Promise<string>): Things {
  const { id: workspaceId } = desk;
  const change = { workspaceId, actor: systemAuditActor, once: null };
  const name = `${desk.mark} ${randomUUID()}`.trim();
  const ticket = once(open);
  const place = async (role: string): Promise<string> => {
    const [row] = await deps.sql<{ id: string }[]>`
      select id from participant
      where workspace_id = ${workspaceId} and ticket_id = ${await ticket()} and role = ${role}`;
    return row?.id ?? '';
  };
  return {
    ticket,
    requester: once(() => place('requester')),
    follower: once(async () => {
      const email = `${randomUUID()}@friends.example`;
      await desk.owner.mutate('tickets.addFollower', { ref: await ticket(), email });
      return place('follower');
    }),
    contact: once(async () => (await createContact(deps, change, { firstName: name })).id),
    label: once(async () => (await createLabel(deps, change, { name, colour: '#123456' })).id),
    category: once(async () => (await createCategory(deps, change, { name, audience: 'internal' })).id),
    department: once(async () => (await createDepartment(deps, change, { name })).id),
    member: once(async () => (await addMember(deps, workspaceId, 'agent', name)).memberId),
    invitation: once(async () => {
      const email = `${randomUUID()}@invited.example`;
      return (await writeInvitation(deps, change, { email, role: 'agent' })).id;
    }),
    apiKey: once(async () => (await createApiKey(deps, change, { name, scopes: ['tickets:read'] })).key.id),
  };
}

function once(make: () => Promise<string>): () => Promise<string> {
  let made: Promise<string> | undefined;
  return () => (made ??= make());
}
