// The rows of one tab: read by keyset, kept up to date by hints. A change is shown in its row at once; what would move
// rows waits until nobody points at them.
import type { MemberTicket, QueueRow } from '../api.ts';
import { failureOf } from '../api.ts';
import type { Failure } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { Signal } from '../app/signal.ts';
import type { Counts, Tab } from './tabs.ts';
import { belongs } from './tabs.ts';

/** A row as the queue shows it; `left` when it no longer belongs to the tab but keeps its place for now. */
export type ShownRow = QueueRow & { left?: boolean };

interface QueueView {
  rows: readonly ShownRow[];
  /** Rows that have arrived and are not shown yet. */
  arrived: number;
  state: 'loading' | 'ready' | 'failed';
  failure: Failure | null;
  nextCursor: string | null;
  loadingMore: boolean;
}

const pageRows = 50;
const gatherMs = 150;
const empty: QueueView = {
  rows: [],
  arrived: 0,
  state: 'loading',
  failure: null,
  nextCursor: null,
  loadingMore: false,
};

/** One tab of the queue. */
export class QueueStore {
  readonly view = new Signal<QueueView>(empty);
  readonly counts = new Signal<Counts | null>(null);
  readonly tab: Tab;
  /** Whether rows may move now: nobody points at the list and it shows its top. */
  mayMove: () => boolean = () => true;
  readonly #desk: Desk;
  readonly #hinted = new Set<string>();
  #gather: ReturnType<typeof setTimeout> | undefined;
  #stop: (() => void) | null = null;

  constructor(desk: Desk, tab: Tab) {
    this.#desk = desk;
    this.tab = tab;
  }

  /** Reads the first page and listens to the hints of the workspace. */
  start(): void {
    void this.reload();
    this.#stop = this.#desk.hints.listen((ticketId) => this.#hint(ticketId));
  }

  stop(): void {
    clearTimeout(this.#gather);
    this.#stop?.();
  }

  /** Reads the tab from its top; also the way to show what has arrived. */
  async reload(): Promise<void> {
    void this.#count();
    try {
      const { items, nextCursor } = await this.#firstPage();
      this.#put({ rows: items, nextCursor, arrived: 0, state: 'ready', failure: null });
    } catch (error) {
      this.#put({ state: 'failed', failure: failureOf(error) });
    }
  }

  /** Reads the next page, when there is one and none is on its way. */
  async more(): Promise<void> {
    const { nextCursor, loadingMore } = this.view.value;
    if (nextCursor === null || loadingMore) return;
    this.#put({ loadingMore: true });
    try {
      const page = await this.#desk.api.tickets.list.query({ tab: this.tab, cursor: nextCursor, limit: pageRows });
      const shown = new Set(this.view.value.rows.map(({ id }) => id));
      const rows = [...this.view.value.rows, ...page.items.filter(({ id }) => !shown.has(id))];
      this.#put({ rows, nextCursor: page.nextCursor, failure: null });
    } catch (error) {
      this.#put({ failure: failureOf(error) });
    } finally {
      this.#put({ loadingMore: false });
    }
  }

  /** Takes over what the ticket page has just learned, without a call. */
  learn(ticket: MemberTicket): void {
    const rows = this.view.value.rows.map((row) => (row.id === ticket.id ? this.#renewed(row, ticket) : row));
    this.#put({ rows });
  }

  /** Null: hints may have been missed. */
  #hint(ticketId: string | null): void {
    if (ticketId !== null) this.#hinted.add(ticketId);
    this.#gather ??= setTimeout(() => {
      this.#gather = undefined;
      void this.refresh();
    }, gatherMs);
  }

  /** Reads the top of the tab again and shows as much of it as may be shown now. */
  async refresh(): Promise<void> {
    const hinted = [...this.#hinted];
    this.#hinted.clear();
    void this.#count();
    try {
      const { items, nextCursor } = await this.#firstPage();
      if (this.mayMove()) this.#adopt(items, nextCursor);
      else await this.#renew(items, hinted);
    } catch (error) {
      // The rows stay as they are; the banner of the lost connection says why, and the next hint tries again.
      if (failureOf(error).code !== 'offline') this.#put({ failure: failureOf(error) });
    }
  }

  /** Shows the first page as it is now, and keeps the older rows that were read below it. */
  #adopt(items: readonly QueueRow[], nextCursor: string | null): void {
    const last = items.at(-1);
    const top = new Set(items.map(({ id }) => id));
    const below =
      last === undefined
        ? []
        : this.view.value.rows.filter((row) => !top.has(row.id) && row.updatedAt < last.updatedAt);
    const rows = nextCursor === null ? items : [...items, ...below];
    this.#put({
      rows,
      nextCursor: below.length === 0 ? nextCursor : this.view.value.nextCursor,
      arrived: 0,
      state: 'ready',
      failure: null,
    });
  }

  /** Renews rows where they stand and counts what has arrived. */
  async #renew(items: readonly QueueRow[], hinted: readonly string[]): Promise<void> {
    const fresh = new Map(items.map((row) => [row.id, row]));
    const { rows } = this.view.value;
    const shown = new Set(rows.map(({ id }) => id));
    const elsewhere = hinted.filter((id) => shown.has(id) && !fresh.has(id)).slice(0, 20);
    const tickets = await Promise.all(elsewhere.map((ref) => this.#desk.api.tickets.get.query({ ref })));
    const changed = new Map(tickets.map((ticket) => [ticket.id, ticket]));
    const newest = rows[0]?.updatedAt ?? '';
    this.#put({
      rows: this.view.value.rows.map((row) => {
        const ticket = changed.get(row.id);
        return fresh.get(row.id) ?? (ticket === undefined ? row : this.#renewed(row, ticket));
      }),
      arrived: items.filter(({ id, updatedAt }) => !shown.has(id) && updatedAt >= newest).length,
      state: 'ready',
    });
  }

  #renewed(row: ShownRow, ticket: MemberTicket): ShownRow {
    const { subject, status, priority, type, assignee, labels, dueAt, updatedAt, version } = ticket;
    const left = ticket.archivedAt !== null || !belongs(this.tab, ticket, this.#desk.memberId);
    return { ...row, subject, status, priority, type, assignee, labels, dueAt, updatedAt, version, left };
  }

  async #count(): Promise<void> {
    try {
      this.counts.set(await this.#desk.api.tickets.counts.query());
    } catch {
      // Counts are a courtesy: the tabs work without them, and the rows' own call says what is wrong.
    }
  }

  #firstPage() {
    return this.#desk.api.tickets.list.query({ tab: this.tab, limit: pageRows });
  }

  #put(change: Partial<QueueView>): void {
    this.#desk.seenReference = change.rows?.[0]?.reference ?? this.#desk.seenReference;
    this.view.set({ ...this.view.value, ...change });
  }
}
