// What the person at this panel has: the settings made for them, their tickets, what they have not seen.
import type { TicketRow, WidgetSettings } from '../core/api.ts';
import type { Desk } from '../core/desk.ts';
import { Changes } from './changes.ts';
import { follow } from './live.ts';

/** The person's own part of the desk. */
export class Session extends Changes {
  readonly #desk: Desk;
  settings: WidgetSettings | undefined;
  tickets: readonly TicketRow[] = [];
  nextCursor: string | null = null;
  state: 'loading' | 'ready' | 'failed' = 'loading';
  /** Distinguishes the answers for this person from those for the one before. */
  #turn = 0;
  #stopInbox: (() => void) | undefined;
  #isPaused = false;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
  }

  /** Reads everything for whoever looks now. */
  async start(): Promise<void> {
    const turn = (this.#turn += 1);
    this.#stop();
    this.settings = undefined;
    this.tickets = [];
    this.nextCursor = null;
    this.state = 'loading';
    this.changed();
    try {
      const settings = await this.#desk.settings();
      if (turn !== this.#turn) return;
      this.settings = settings;
      await this.refresh();
      if (turn !== this.#turn) return;
      this.state = 'ready';
      this.#followInbox();
    } catch {
      if (turn === this.#turn) this.state = 'failed';
    }
    this.changed();
  }

  /** Reads the newest tickets again. @throws ApiError */
  async refresh(): Promise<void> {
    const turn = this.#turn;
    if (!this.#isKnown()) return;
    const page = await this.#desk.api.read('tickets', {});
    if (turn !== this.#turn) return;
    const before = new Map(this.tickets.map((ticket) => [ticket.id, ticket]));
    const isFirst = this.state === 'loading';
    for (const ticket of page.items) before.delete(ticket.id);
    const arrived = isFirst ? [] : page.items.filter((row) => row.unread && this.#isNewer(row));
    // Older pages stay as they were read; what moved up is no longer among them.
    this.tickets = [...page.items, ...(isFirst ? [] : before.values())];
    if (isFirst) this.nextCursor = page.nextCursor;
    this.#count();
    this.#followInbox();
    for (const { id } of arrived) this.#desk.emit('message-received', { ticketId: id });
  }

  /** Reads older tickets. @throws ApiError */
  async more(): Promise<void> {
    if (this.nextCursor === null) return;
    const turn = this.#turn;
    const page = await this.#desk.api.read('tickets', { cursor: this.nextCursor });
    if (turn !== this.#turn) return;
    const known = new Set(this.tickets.map(({ id }) => id));
    this.tickets = [...this.tickets, ...page.items.filter(({ id }) => !known.has(id))];
    this.nextCursor = page.nextCursor;
    this.#count();
  }

  /** The person has seen everything of a ticket. */
  markRead(ticketId: string): void {
    this.tickets = this.tickets.map((row) => (row.id === ticketId ? { ...row, unread: false } : row));
    this.#count();
  }

  /** A thread has its own stream; the inbox rests meanwhile, so that a tab never holds two connections. */
  pause(): void {
    this.#isPaused = true;
    this.#stop();
  }

  resume(): void {
    this.#isPaused = false;
    if (this.state !== 'ready') return;
    void this.refresh().catch(() => undefined);
    this.#followInbox();
  }

  end(): void {
    this.#turn += 1;
    this.#stop();
  }

  /** Who has never acted and is not proven owns nothing that could be read. */
  #isKnown(): boolean {
    return this.settings?.identified === true || this.#desk.store.read().visitor !== undefined;
  }

  #isNewer(row: TicketRow): boolean {
    const before = this.tickets.find(({ id }) => id === row.id);
    return before === undefined || !before.unread || before.updatedAt < row.updatedAt;
  }

  #followInbox(): void {
    if (this.#stopInbox || this.#isPaused || !this.#isKnown()) return;
    const refresh = (): Promise<void> => this.refresh();
    this.#stopInbox = follow({
      open: (signal) => this.#desk.api.listen('inbox', undefined, signal),
      receive: () => void refresh().catch(() => undefined),
      poll: refresh,
    });
  }

  #stop(): void {
    this.#stopInbox?.();
    this.#stopInbox = undefined;
  }

  #count(): void {
    this.#desk.setUnread(this.tickets.filter(({ unread }) => unread).length);
    this.changed();
  }
}
