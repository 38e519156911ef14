// The sample shop's help desk, made on the first start: its team, its customers and some weeks of tickets.
import { AppError } from '#shared/errors.ts';
import { type WorkspaceSettings, workspaceSettings } from '#shared/workspaces/settings.ts';
import { ensurePerson } from '../auth/store.ts';
import { signInLink } from '../auth/sign-in-links.ts';
import { insertCategory } from '../categories/store.ts';
import type { Tx } from '../db/connect.ts';
import { insertDepartment, insertDepartmentMembers, selectDepartments } from '../departments/store.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { insertLabel } from '../labels/store.ts';
import { tellPeople } from '../notifications/jobs.ts';
import { insertMember } from '../team/store.ts';
import { createWorkspace } from '../workspaces/create-actions.ts';
import { forgetWorkspaces, workspaceBySlug } from '../workspaces/load.ts';
import { lockSettings, updateWorkspace } from '../workspaces/store.ts';
import { categories, type ContactKey, contacts, departments, labels, type MemberKey, members } from './people.ts';
import { type Cast, play, type PlayedTicket } from './play.ts';
import { doneStories } from './stories-done.ts';
import { newStories } from './stories-new.ts';
import { waitingStories } from './stories-waiting.ts';
import { hasTickets, insertContacts, insertPlayed, setCounter } from './store.ts';

export const demoSlug = 'demo';

export interface SeededDemo {
  workspaceId: string;
  /** Signs the owner in, once. */
  signInLink: string;
}

/** Tickets whose people are told as if they had just changed, so that outbox and inbox have something to show. */
const toldTickets = 9;

/**
 * Makes the demo where there is none. One that was interrupted is finished; nodes that start together make it once.
 * @returns null when it was there.
 */
export async function seedDemo(deps: Deps): Promise<SeededDemo | null> {
  const workspaceId = await ensureWorkspace(deps);
  const tickets = await deps.sql.begin((tx) => fill(deps, tx, workspaceId));
  if (tickets === null) return null;
  forgetWorkspaces(deps);
  // With a way out configured these would leave the house, to people who do not exist.
  if (deps.config.mail.kind === 'outbox') await tellNewest(deps, tickets);
  const { url } = await signInLink(deps, members.mara.email);
  return { workspaceId, signInLink: url };
}

async function ensureWorkspace(deps: Deps): Promise<string> {
  const known = await workspaceBySlug(deps, demoSlug);
  if (known !== null) return known.id;
  const { mara } = members;
  try {
    const owner = { ownerEmail: mara.email, ownerName: mara.name };
    return (await createWorkspace(deps, { name: 'Fernweh Outdoor', slug: demoSlug, ...owner })).id;
  } catch (cause) {
    // Another node was faster.
    if (!(cause instanceof AppError) || cause.code !== 'conflict') throw cause;
    forgetWorkspaces(deps);
    const made = await workspaceBySlug(deps, demoSlug);
    if (made === null) throw cause;
    return made.id;
  }
}

/** @returns null when the workspace had been filled. */
async function fill(deps: Deps, tx: Tx, workspaceId: string): Promise<PlayedTicket[] | null> {
  // The lock on the workspace makes nodes take turns.
  const locked = await lockSettings(tx, workspaceId);
  if (locked === null || (await hasTickets(tx, workspaceId))) return null;
  const now = new Date();
  const { publicUrl } = deps.config;
  const settings = {
    internalHelpDesk: true,
    timeZone: 'Europe/Berlin',
    allowedOrigins: ownOrigins(publicUrl),
    widget: { fields: { category: true, priority: false, phone: false } },
  };
  await updateWorkspace(tx, workspaceId, { name: locked.name, settings });
  const cast = await castOf(tx, workspaceId, workspaceSettings.parse(settings));
  await insertContacts(tx, workspaceId, cast.contactIds, new Date(now.getTime() - 40 * 86_400_000));
  const labelIds = new Map<string, string>();
  for (const [name, colour] of Object.entries(labels)) {
    labelIds.set(name, newId());
    await insertLabel(tx, workspaceId, { id: labelIds.get(name) ?? '', name, colour });
  }
  // The oldest gets the first number.
  const stories = [...newStories, ...waitingStories, ...doneStories].sort((a, b) => b.ago - a.ago);
  const tickets = stories.map((story, index) => play(story, cast, index + 1, now));
  await insertPlayed(tx, tickets, labelIds);
  await setCounter(tx, workspaceId, tickets.length);
  return tickets;
}

/** A computer calls itself by two names, and people type either. */
function ownOrigins(publicUrl: string): string[] {
  const { origin, hostname } = new URL(publicUrl);
  return hostname === 'localhost' ? [origin, origin.replace('localhost', '127.0.0.1')] : [origin];
}

async function castOf(tx: Tx, workspaceId: string, settings: WorkspaceSettings): Promise<Cast> {
  const memberIds = {} as Record<MemberKey, string>;
  for (const [key, { name, email, role }] of Object.entries(members) as [MemberKey, (typeof members)[MemberKey]][]) {
    const person = await ensurePerson(tx, { id: newId(), name, email });
    memberIds[key] = await insertMember(tx, workspaceId, { id: newId(), personId: person.id, role, name, email });
  }
  const departmentIds = await makeDepartments(tx, workspaceId, memberIds);
  const contactIds = Object.fromEntries(Object.keys(contacts).map((key) => [key, newId()])) as Record<
    ContactKey,
    string
  >;
  return {
    workspaceId,
    settings,
    memberIds,
    contactIds,
    categories: await makeCategories(tx, workspaceId, departmentIds),
    newId,
  };
}

async function makeDepartments(
  tx: Tx,
  workspaceId: string,
  memberIds: Record<MemberKey, string>,
): Promise<Map<string, string>> {
  for (const name of departments) await insertDepartment(tx, workspaceId, { id: newId(), name });
  const ids = new Map((await selectDepartments(tx, workspaceId)).map(({ id, name }) => [name, id]));
  for (const [name, id] of ids) {
    const keys = (Object.keys(members) as MemberKey[]).filter((key) =>
      (members[key].departments as readonly string[]).includes(name),
    );
    await insertDepartmentMembers(
      tx,
      workspaceId,
      id,
      keys.map((key) => memberIds[key]),
    );
  }
  return ids;
}

async function makeCategories(
  tx: Tx,
  workspaceId: string,
  departmentIds: ReadonlyMap<string, string>,
): Promise<Cast['categories']> {
  for (const [place, { name, department }] of categories.entries()) {
    const routing = { departmentId: departmentIds.get(department) ?? null, defaultAssigneeId: null, roundRobin: false };
    await insertCategory(tx, workspaceId, { id: newId(), audience: 'customer', name, position: place + 7, ...routing });
  }
  const rows = await tx<{ id: string; name: string; departmentId: string | null }[]>`
    select id, name, department_id from category where workspace_id = ${workspaceId}
    order by audience desc, position`;
  return new Map(rows.map(({ id, name, departmentId }) => [name, { id, departmentId }]));
}

async function tellNewest(deps: Deps, tickets: readonly PlayedTicket[]): Promise<void> {
  for (const { row, events } of tickets.slice(-toldTickets)) {
    for (const { from, to } of changesOf(events)) {
      await tellPeople(deps, { workspaceId: row.workspaceId, ticketId: row.id, from, to });
    }
  }
}

/** Events of one instant were one change. */
function changesOf(events: PlayedTicket['events']): { from: number; to: number }[] {
  const changes: { at: Date; from: number; to: number }[] = [];
  for (const { number, at } of events) {
    const last = changes.at(-1);
    if (last?.at.getTime() === at.getTime()) last.to = number;
    else changes.push({ at, from: number, to: number });
  }
  return changes;
}
