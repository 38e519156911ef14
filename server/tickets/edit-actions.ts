// Edits of a ticket by the desk: any of its fields in one change, each with its own event.
import type { TicketPatchInput } from '#shared/api/tickets.ts';
import { AppError } from '#shared/errors.ts';
import type { TicketPolicy } from '#shared/tickets/state.ts';
import type { Deps } from '../deps.ts';
import { type ChangeDraft, changeTicket, type ChangeOutcome } from './change-actions.ts';
import { actorOf, type DeskCall } from './desk.ts';
import { changeEvent, lifeDraft } from './draft.ts';
import { loadTicketForDesk } from './load.ts';
import { findAssignee, findCategory, findDepartment, findLabels, type Named, replaceLabels } from './names-store.ts';
import { replaceRequester, selectContactName } from './people-store.ts';
import type { TicketForDesk, TicketRow } from './ticket.ts';

/** The patch with its names looked up. */
interface Resolved {
  category?: Named | null;
  department?: Named | null;
  assignee?: Named | null;
  labels?: Named[];
  requester?: Named;
}

/** @throws AppError conflict with the version that is current when the writer had seen an older one. */
export async function updateTicket(deps: Deps, call: DeskCall, patch: TicketPatchInput): Promise<ChangeOutcome> {
  const reload = (): Promise<TicketForDesk> => loadTicketForDesk(deps.sql, call.principal, patch.ref);
  const ticket = await reload();
  const names = await lookUpNames(deps, ticket, patch);
  return changeTicket(deps, {
    ticket,
    reload,
    actor: actorOf(call.principal),
    once: call.once,
    decide: (current) => {
      refuseStale(current, patch.version);
      return editDraft(current, patch, names, call.workspace.settings);
    },
  });
}

/** A stale edit is told so; the router adds the current ticket to the answer. */
export function refuseStale(ticket: TicketRow, version: number | undefined): void {
  if (version !== undefined && version !== ticket.version) {
    throw new AppError('conflict', 'Somebody else changed this ticket. Look at what is new, then decide again.');
  }
}

function editDraft(ticket: TicketRow, patch: TicketPatchInput, names: Resolved, policy: TicketPolicy): ChangeDraft {
  const draft: ChangeDraft = { columns: {}, events: [] };
  const { columns, events } = draft;
  const life = lifeDraft(
    ticket,
    patch.status === undefined ? { do: 'edit' } : { do: 'set_status', status: patch.status },
    policy,
  );
  Object.assign(columns, life.columns);
  events.push(...life.events);

  if (patch.subject !== undefined && patch.subject !== ticket.subject) {
    columns.subject = patch.subject;
    events.push(changeEvent('subject', ticket.subject, patch.subject));
  }
  if (patch.priority !== undefined && patch.priority !== ticket.priority) {
    columns.priority = patch.priority;
    events.push(changeEvent('priority', ticket.priority, patch.priority));
  }
  if (patch.type !== undefined && patch.type !== ticket.type) {
    columns.type = patch.type;
    events.push(changeEvent('type', ticket.type, patch.type));
  }
  if (patch.dueAt !== undefined && patch.dueAt?.getTime() !== ticket.dueAt?.getTime()) {
    columns.dueAt = patch.dueAt;
    events.push(changeEvent('due', ticket.dueAt, patch.dueAt));
  }
  if (names.category !== undefined && names.category?.id !== ticket.category?.id) {
    columns.categoryId = names.category?.id ?? null;
    events.push(changeEvent('category', ticket.category, names.category));
  }
  if (names.department !== undefined && names.department?.id !== ticket.department?.id) {
    columns.departmentId = names.department?.id ?? null;
    events.push(changeEvent('department', ticket.department, names.department));
  }
  if (names.assignee !== undefined && names.assignee?.id !== ticket.assignee?.id) {
    columns.assigneeId = names.assignee?.id ?? null;
    events.push(changeEvent('assignee', ticket.assignee, names.assignee));
  }
  editLabels(ticket, names.labels, draft);
  editRequester(ticket, names.requester, draft);
  return draft;
}

function editLabels(ticket: TicketRow, labels: Named[] | undefined, draft: ChangeDraft): void {
  if (labels === undefined) return;
  const before = ticket.labels.map((label) => label.id);
  const after = labels.map((label) => label.id);
  const added = labels.filter((label) => !before.includes(label.id)).map((label) => label.name);
  const removed = ticket.labels.filter((label) => !after.includes(label.id)).map((label) => label.name);
  if (added.length === 0 && removed.length === 0) return;
  draft.events.push({ kind: 'labels', data: { added, removed }, isPublic: false });
  also(draft, (tx) => replaceLabels(tx, ticket.workspaceId, ticket.id, after));
}

/** The new requester takes the place of the old one, whose link ends; the ticket's history stays. */
function editRequester(ticket: TicketRow, contact: Named | undefined, draft: ChangeDraft): void {
  if (contact === undefined || contact.id === ticket.requesterContactId) return;
  const before = ticket.participants.find((participant) => participant.role === 'requester');
  Object.assign(draft.columns, { requesterContactId: contact.id, requesterMemberId: null, requesterVerified: false });
  draft.events.push(
    changeEvent('requester', before && { id: before.contactId ?? before.memberId, name: before.name }, contact),
  );
  also(draft, (tx) => replaceRequester(tx, ticket.workspaceId, ticket.id, contact.id));
}

function also(draft: ChangeDraft, run: NonNullable<ChangeDraft['also']>): void {
  const before = draft.also;
  draft.also = async (tx, version) => {
    await before?.(tx, version);
    await run(tx, version);
  };
}

async function lookUpNames({ sql }: Deps, ticket: TicketRow, patch: TicketPatchInput): Promise<Resolved> {
  const { workspaceId, audience } = ticket;
  const names: Resolved = {};
  if (patch.category !== undefined) {
    names.category = patch.category === null ? null : await findCategory(sql, workspaceId, patch.category, audience);
  }
  if (patch.department !== undefined) {
    names.department = patch.department === null ? null : await findDepartment(sql, workspaceId, patch.department);
  }
  if (patch.assignee !== undefined) {
    names.assignee = patch.assignee === null ? null : await findAssignee(sql, workspaceId, patch.assignee);
  }
  if (patch.labels !== undefined) names.labels = await findLabels(sql, workspaceId, patch.labels);
  if (patch.contact !== undefined) names.requester = await requesterOf(sql, ticket, patch.contact);
  return names;
}

async function requesterOf(sql: Deps['sql'], ticket: TicketRow, contactId: string): Promise<Named> {
  const contact = await selectContactName(sql, ticket.workspaceId, contactId);
  if (contact === null || ticket.audience === 'internal') {
    const reason = contact === null ? 'There is no such contact.' : 'An internal ticket belongs to a member.';
    throw new AppError('unprocessable', reason, { fields: { contact: reason } });
  }
  return contact;
}
