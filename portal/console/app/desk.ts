// The workspace that is open: who looks, by which client, and the small lists that many screens show.
import type { TicketStatus } from '#shared/tickets/schema.ts';
import type { Answers, Api } from '../api.ts';
import { connectApi } from '../api.ts';
import { strings } from '../shell/language.ts';
import { Hints } from './hints.ts';
import { pathsOf } from './routes.ts';
import { Shelf } from './shelf.ts';
import { Signal } from './signal.ts';
import { Streams } from './streams.ts';

export type Me = Answers['team']['me'];
export type Current = NonNullable<Me['current']>;
export type Member = Answers['team']['members'][number];

/** One workspace as its signed-in member works in it. */
export class Desk {
  readonly slug: string;
  readonly api: Api;
  readonly streams = new Streams();
  readonly hints: Hints;
  readonly person: Me['person'];
  readonly memberships: Me['memberships'];
  /** The member's place in the workspace with its settings; read again when settings change. */
  readonly current: Signal<Current>;
  /** Any reference that was shown, as the pattern of others. */
  seenReference = '';
  readonly members: Shelf<Member>;
  readonly labels: Shelf<Answers['labels']['list']['items'][number]>;
  readonly categories: Shelf<Answers['categories']['list']['items'][number]>;
  readonly departments: Shelf<Answers['departments']['list']['items'][number]>;

  constructor(slug: string, api: Api, me: Me, current: Current) {
    this.slug = slug;
    this.api = api;
    this.hints = new Hints(api, this.streams);
    this.person = me.person;
    this.memberships = me.memberships;
    this.current = new Signal(current);
    this.members = new Shelf(() => api.team.members.query());
    this.labels = new Shelf(async () => (await api.labels.list.query()).items);
    this.categories = new Shelf(async () => (await api.categories.list.query()).items);
    this.departments = new Shelf(async () => (await api.departments.list.query()).items);
  }

  get memberId(): string {
    return this.current.value.memberId;
  }

  get isAdmin(): boolean {
    return this.current.value.role === 'admin' || this.current.value.role === 'owner';
  }

  paths(tab = '') {
    return pathsOf(this.slug, tab);
  }

  /** The reference of a ticket by its number, written as the workspace writes it; null before any was seen. */
  referenceOf(number: string): string | null {
    const shape = /^(.*?)(\d+)$/.exec(this.seenReference);
    return shape === null ? null : (shape[1] ?? '') + number.padStart(shape[2]?.length ?? 0, '0');
  }

  /** What this workspace calls a status. */
  statusName(status: TicketStatus): string {
    const named = this.current.value.statusNames[status];
    return named === undefined || named === '' ? strings().ticket.status[status] : named;
  }

  /** Reads the member's place and the workspace's settings again. */
  async reloadCurrent(): Promise<void> {
    const { current } = await this.api.team.me.query();
    if (current !== null) this.current.set(current);
  }
}

/** Opens a workspace; null when the person is not a member of it. Throws what the call throws. */
export async function openDesk(slug: string): Promise<Desk | null> {
  const api = connectApi(slug);
  const me = await api.team.me.query();
  return me.current === null ? null : new Desk(slug, api, me, me.current);
}
