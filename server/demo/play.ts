// Plays a story into a ticket with its history. The real rules decide each step, only the clock is another one: so a demo
// ticket is what it would be had it happened. Pure.
import { formatReference } from '#shared/tickets/reference.ts';
import type { WorkspaceSettings } from '#shared/workspaces/settings.ts';
import type { ChangeDraft } from '../tickets/change-actions.ts';
import { customerReplyDraft, lifeDraft, memberReplyDraft, messageOf, noteDraft, snippetOf } from '../tickets/draft.ts';
import { type Actor, type EventDraft, type MessageDraft, systemActor } from '../tickets/event.ts';
import type { TicketRow } from '../tickets/ticket.ts';
import type { TicketColumns } from '../tickets/write-store.ts';
import { contactOf, type ContactKey, type MemberKey, members } from './people.ts';
import type { Step, Story } from './story.ts';

/** Who is who in the workspace, by the keys of people.ts and by name. */
export interface Cast {
  workspaceId: string;
  settings: WorkspaceSettings;
  memberIds: Record<MemberKey, string>;
  contactIds: Record<ContactKey, string>;
  /** Name -> id, with the department that the category names. */
  categories: ReadonlyMap<string, { id: string; departmentId: string | null }>;
  newId: () => string;
}

export interface PlayedEvent extends EventDraft {
  number: number;
  actor: Actor;
  at: Date;
  message: MessageDraft | null;
}

export interface PlayedTicket {
  row: TicketRow & { snippet: string; categoryId: string; departmentId: string | null; lastCustomerAt: Date | null };
  events: PlayedEvent[];
  requesterVerified: boolean;
  labels: readonly string[];
  /** The number up to which the requester has read. */
  readNumber: number;
}

/** @param now The instant of the seeding; stories count back from it. @throws Error for a story that the rules refuse. */
export function play(story: Story, cast: Cast, number: number, now: Date): PlayedTicket {
  const played = opening(story, cast, number, new Date(now.getTime() - story.ago * 60_000));
  for (const step of story.steps) {
    const at = new Date(played.row.updatedAt.getTime() + step.after * 60_000);
    if (at > now) throw new Error(`“${story.subject}” goes on after the end of the seeding`);
    apply(played, draftOf(played.row, step, cast), actorOf(step, story, cast), at);
  }
  if (story.unread !== true) played.readNumber = played.row.version;
  return played;
}

function opening(story: Story, cast: Cast, number: number, at: Date): PlayedTicket {
  const { workspaceId, settings } = cast;
  const category = cast.categories.get(story.category);
  if (category === undefined) throw new Error(`there is no category “${story.category}”`);
  const contact = typeof story.by === 'string' ? story.by : null;
  const isInternal = contact === null;
  const message = messageOf({ kind: 'reply', side: 'customer', channel: story.channel, body: story.body });
  const assignee = story.assignee === undefined ? null : named(story.assignee, cast);
  const requesterVerified = contact === null || contactOf(contact).verified;
  const row: PlayedTicket['row'] = {
    workspaceId,
    id: cast.newId(),
    number,
    reference: formatReference({ ...settings.reference, number }),
    subject: story.subject,
    snippet: snippetOf(message.nodes),
    status: 'open',
    priority: story.priority ?? 'medium',
    type: story.type ?? 'support',
    channel: story.channel,
    audience: isInternal ? 'internal' : 'customer',
    categoryId: category.id,
    departmentId: category.departmentId,
    category: null,
    department: null,
    assignee,
    assigneeId: assignee?.id ?? null,
    labels: [],
    participants: [],
    requesterContactId: contact === null ? null : cast.contactIds[contact],
    requesterMemberId: typeof story.by === 'string' ? null : cast.memberIds[story.by.colleague],
    requesterVerified,
    visitorId: null,
    dueAt:
      story.dueInDays === undefined ? null : new Date(at.getTime() + (story.ago + story.dueInDays * 1_440) * 60_000),
    createdAt: at,
    updatedAt: at,
    firstResponseAt: null,
    resolvedAt: null,
    closedAt: null,
    archivedAt: null,
    mergedIntoId: null,
    mergedInto: null,
    resolution: null,
    csatScore: null,
    csatComment: null,
    escalationReason: null,
    context: {},
    lastCustomerAt: at,
    lastMemberAt: null,
    lastTeamNumber: 0,
    version: 0,
    now: at,
  };
  const played: PlayedTicket = { row, events: [], requesterVerified, labels: story.labels ?? [], readNumber: 1 };
  const created: EventDraft = { kind: 'created', data: { channel: story.channel }, isPublic: true };
  const routed: EventDraft[] =
    assignee === null
      ? []
      : [{ kind: 'assignee', data: { from: null, to: assignee, routed: true }, isPublic: false, actor: systemActor }];
  apply(played, { columns: {}, events: [created, ...routed], message }, requesterOf(story, cast), at);
  return played;
}

function apply(played: PlayedTicket, draft: ChangeDraft, actor: Actor, at: Date): void {
  const { row, events } = played;
  for (const [place, event] of draft.events.entries()) {
    const message = place === 0 ? (draft.message ?? null) : null;
    events.push({ ...event, number: row.version + place + 1, actor: event.actor ?? actor, at, message });
  }
  const columns: TicketColumns = draft.columns;
  // The decision's own clock was the one before this step.
  Object.assign(row, columns, { version: row.version + draft.events.length, updatedAt: at, now: at });
}

function draftOf(row: PlayedTicket['row'], step: Step, cast: Cast): ChangeDraft {
  const { settings } = cast;
  const ticket = { ...row, now: new Date(row.updatedAt.getTime() + step.after * 60_000) };
  switch (step.do) {
    case 'reply': {
      const { text: body, status } = step;
      return memberReplyDraft(ticket, { body, channel: channelOfTeam(row), status }, settings);
    }
    case 'customer':
      return customerReplyDraft(ticket, { body: step.text, channel: row.channel }, settings);
    case 'note':
      return noteDraft(ticket, step.text, settings);
    case 'rate': {
      const { score, comment = null } = step;
      const life = lifeDraft(ticket, { do: 'rate', score }, settings);
      const event: EventDraft = { kind: 'csat', data: { score, comment, before: null }, isPublic: false };
      return { columns: { ...life.columns, csatComment: comment }, events: [event] };
    }
    case 'status':
      return lifeDraft(ticket, { do: 'set_status', status: step.status }, settings);
    case 'resolve':
      return lifeDraft(ticket, { do: 'resolve', resolution: step.resolution }, settings);
    case 'escalate':
      return lifeDraft(ticket, { do: 'escalate', reason: step.reason }, settings);
    case 'confirm':
    case 'auto_close':
    case 'archive':
      return lifeDraft(ticket, { do: step.do }, settings);
  }
}

function channelOfTeam(row: PlayedTicket['row']): TicketRow['channel'] {
  return row.audience === 'internal' ? 'internal' : 'email';
}

function actorOf(step: Step, story: Story, cast: Cast): Actor {
  if ('who' in step) return { kind: 'member', ...named(step.who, cast) };
  return step.do === 'auto_close' ? systemActor : requesterOf(story, cast);
}

function requesterOf(story: Story, cast: Cast): Actor {
  if (typeof story.by !== 'string') return { kind: 'member', ...named(story.by.colleague, cast) };
  const { first, last } = contactOf(story.by);
  return { kind: 'contact', id: cast.contactIds[story.by], name: `${first} ${last}` };
}

function named(key: MemberKey, cast: Cast): { id: string; name: string } {
  return { id: cast.memberIds[key], name: members[key].name };
}
