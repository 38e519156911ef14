// A workspace of its own for a test file, with the people who use it: members, programs, visitors. They call the real
// procedures on a real database; only HTTP is left out.
import { randomUUID } from 'node:crypto';
import { afterAll } from 'vitest';
import type { ApiScope, MemberRole } from '#shared/permissions/actions.ts';
import { readConfig } from '../config.ts';
import { contactsRouter } from '../contacts/router.ts';
import { customerRouter } from '../customer/router.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { randomToken } from '../keys.ts';
import { createLog } from '../log.ts';
import { openDeps } from '../open-deps.ts';
import type { DeskPrincipal } from '../tickets/desk.ts';
import { ticketsRouter } from '../tickets/router.ts';
import { type Context, createCallerFactory, router } from '../trpc.ts';
import { readCaller } from '../visitors/caller.ts';
import { createWorkspace } from '../workspaces/create-actions.ts';
import { forgetWorkspaces } from '../workspaces/load.ts';
import { testDatabase } from './database.ts';

const rooms = router({ tickets: ticketsRouter, contacts: contactsRouter, customer: customerRouter });
const createCaller = createCallerFactory(rooms);
export type TestCaller = ReturnType<typeof createCaller>;

export interface TestDesk {
  deps: Deps;
  databaseUrl: string;
  workspace: Awaited<ReturnType<typeof createWorkspace>>;
  owner: DeskPrincipal;
}

/** Everything real, on a database of this file. */
export async function testDesk(slug = 'desk'): Promise<TestDesk> {
  const database = await testDatabase();
  const { deps, close } = await openTestDeps(database.url);
  afterAll(close);
  return { deps, databaseUrl: database.url, ...(await addWorkspace(deps, slug)) };
}

/** A node of its own on the database. */
export async function openTestDeps(databaseUrl: string): ReturnType<typeof openDeps> {
  const config = readConfig({
    DATABASE_URL: databaseUrl,
    SECRET_KEY: 'test secret key of at least thirty-two characters',
    PUBLIC_URL: 'https://help.example',
    DATABASE_CONNECTIONS: '8',
  });
  return openDeps(config, databaseUrl, createLog('silent'));
}

export async function addWorkspace(deps: Deps, slug: string): Promise<Pick<TestDesk, 'workspace' | 'owner'>> {
  const workspace = await createWorkspace(deps, {
    name: slug,
    slug,
    ownerEmail: `owner@${slug}.example`,
    ownerName: 'Olga Owner',
  });
  const { memberId, name } = workspace.owner;
  return { workspace, owner: { kind: 'member', workspaceId: workspace.id, memberId, role: 'owner', name } };
}

export async function addMember(
  deps: Deps,
  workspaceId: string,
  role: MemberRole,
  name = `${role} ${randomUUID().slice(0, 4)}`,
): Promise<Extract<DeskPrincipal, { kind: 'member' }>> {
  const memberId = newId();
  await deps.sql`
    insert into member (workspace_id, id, person_id, role, name, email)
    values (${workspaceId}, ${memberId}, ${newId()}, ${role}, ${name}, ${`${memberId}@team.example`})`;
  return { kind: 'member', workspaceId, memberId, role, name };
}

export function program(workspaceId: string, scopes: ApiScope[]): DeskPrincipal {
  return { kind: 'program', workspaceId, apiKeyId: newId(), scopes, name: 'CRM' };
}

/** Calls as a member or program; each call with a key of its own unless one is given. */
export function asDesk(deps: Deps, principal: DeskPrincipal, idempotencyKey: string | null = null): TestCaller {
  return createCaller(contextWith(deps, { desk: async () => principal }, idempotencyKey));
}

/** Calls with the headers that a browser would send. */
export function asCustomer(deps: Deps, headers: Record<string, string>, address = '192.0.2.1'): TestCaller {
  const sent = new Headers({ origin: 'https://shop.example', ...headers });
  const context = contextWith(deps, { customer: () => readCaller(deps, sent, 'POST') });
  return createCaller({ ...context, request: { ...context.request, address } });
}

/** A browser that acts for the first time. */
export function visitorHeaders(publicKey: string): Record<string, string> {
  return { 'x-deskbell-key': publicKey, 'x-deskbell-visitor': randomToken() };
}

export async function changeSettings(deps: Deps, workspaceId: string, settings: object): Promise<void> {
  await deps.sql`
    update workspace set settings = settings || ${deps.sql.json(settings as never)} where id = ${workspaceId}`;
  forgetWorkspaces(deps);
}

function contextWith(deps: Deps, who: Partial<Context>, idempotencyKey: string | null = null): Context {
  const nobody = async (): Promise<never> => {
    throw new Error('this caller is somebody else');
  };
  return {
    deps,
    request: { id: randomUUID(), address: '192.0.2.1', origin: null, userAgent: '', idempotencyKey },
    customer: nobody,
    desk: nobody,
    person: nobody,
    ...who,
  };
}
