// A change of the ticket in one sentence.
import type { TicketPriority, TicketStatus } from '#shared/tickets/schema.ts';
import type { TimelineEntry } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { shortDate } from '../elements/dates.ts';
import { priorities, statuses } from '../elements/glyphs.ts';
import { strings } from '../shell/language.ts';

/** The sentence without its author, who stands before it. */
export function eventText(desk: Desk, entry: TimelineEntry): string {
  const texts = strings().ticket.event;
  const { data } = entry;
  const from = data['from'];
  const to = data['to'];
  switch (entry.kind) {
    case 'created':
      return texts.created;
    case 'status':
      return texts.status(statusOf(desk, from), statusOf(desk, to));
    case 'priority':
      return texts.priority(priorityOf(from), priorityOf(to));
    case 'type':
      return texts.type(typeOf(to));
    case 'assignee':
      if (isRouted(entry)) return texts.routed(nameOf(to));
      return to == null ? texts.unassigned : texts.assigned(nameOf(to));
    case 'category':
      return to == null ? texts.categoryCleared : texts.category(nameOf(to));
    case 'department':
      return to == null ? texts.departmentCleared : texts.department(nameOf(to));
    case 'subject':
      return texts.subject(textOf(to));
    case 'due':
      return to == null ? texts.dueCleared : texts.due(shortDate(textOf(to)));
    case 'labels':
      return texts.labels(namesOf(data['added']), namesOf(data['removed']));
    case 'requester':
      return texts.requester(nameOf(to));
    case 'follower_added':
      return texts.followerAdded(nameOf(data['contact']));
    case 'follower_removed':
      return texts.followerRemoved(nameOf(data['contact']));
    case 'link_replaced':
      return texts.linkReplaced(textOf(data['participant']));
    case 'resolved':
      return texts.resolved(textOf(data['resolution']));
    case 'escalated':
      return texts.escalated(textOf(data['reason']));
    case 'csat':
      return texts.csat(Number(data['score']));
    case 'follow_up':
      return texts.followUp;
    case 'archived':
      return texts.archived;
    case 'restored':
      return texts.restored;
    default:
      // A kind that a newer server writes: that something changed is still worth a line.
      return texts.other;
  }
}

/** Whether the category chose the assignee: then nobody did it, whoever opened the ticket. */
export function isRouted({ kind, data }: TimelineEntry): boolean {
  return kind === 'assignee' && data['routed'] === true;
}

function statusOf(desk: Desk, value: unknown): string {
  const status: TicketStatus | undefined = statuses.find((one) => one === value);
  return status === undefined ? textOf(value) : desk.statusName(status);
}

function priorityOf(value: unknown): string {
  const priority: TicketPriority | undefined = priorities.find((one) => one === value);
  return priority === undefined ? textOf(value) : strings().ticket.priority[priority];
}

function typeOf(value: unknown): string {
  const names: Readonly<Record<string, string>> = strings().ticket.type;
  return names[textOf(value)] ?? textOf(value);
}

function nameOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return textOf(value);
  return 'name' in value ? textOf(value.name) : '';
}

function namesOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(nameOf) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
