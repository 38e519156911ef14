// A ticket as it stands and as it changes: read once, then followed. Tells the server what was seen.
import type { ApiError, Entry, MessageEntry, Thread, ThreadUpdate, Ticket } from '../core/api.ts';
import { follow } from '../controllers/live.ts';
import type { Room } from '../panel/room.ts';
import { joinEntries, newestNumber, newFromTeam } from './entries.ts';

/** One ticket, followed until `end`. */
export class ThreadFeed {
  ticket: Ticket | undefined;
  entries: readonly Entry[] = [];
  /** Before this number there are older entries; null when there are none. */
  olderThan: number | null = null;
  failure: ApiError | undefined;
  /** Where the last entries came to stand. */
  lastArrival: 'older' | 'newer' = 'newer';
  /** Called for messages of the team that come while somebody looks. */
  onTeamMessage: (entry: MessageEntry) => void = () => undefined;
  readonly #room: Room;
  readonly #ticketId: string;
  readonly #changed: () => void;
  readonly #life = new AbortController();
  #stop: (() => void) | undefined;
  #resumeAt = 0;
  #seen = 0;

  constructor(room: Room, ticketId: string, changed: () => void) {
    this.#room = room;
    this.#ticketId = ticketId;
    this.#changed = changed;
    // What arrived while the tab was hidden is seen when it is looked at.
    document.addEventListener('visibilitychange', () => this.#tellSeen(), { signal: this.#life.signal });
    void this.start();
  }

  /** Reads the thread and follows it; also what "try again" does. */
  async start(): Promise<void> {
    this.#stop?.();
    this.failure = undefined;
    this.#changed();
    try {
      await this.read();
    } catch (error) {
      this.failure = error as ApiError;
      this.#room.desk.emit('error', { code: this.failure.code });
    }
    if (this.#life.signal.aborted) return;
    this.#changed();
    if (this.failure === undefined) this.#follow();
  }

  /** Reads the newest entries again. @throws ApiError */
  async read(): Promise<void> {
    const thread = await this.#ask({});
    const isFirst = this.ticket === undefined;
    if (isFirst) this.olderThan = thread.olderThan;
    // After a long pause there may be a gap that nobody has read; what is older is read again when asked for.
    else if (thread.olderThan !== null && thread.olderThan > newestNumber(this.entries) + 1) {
      this.entries = [];
      this.olderThan = thread.olderThan;
    }
    this.#receive(thread, !isFirst);
  }

  /** Reads a page of older entries; a failure leaves the button to try again. */
  async readOlder(): Promise<void> {
    if (this.olderThan === null) return;
    const page = await this.#ask({ before: this.olderThan }).catch(() => undefined);
    if (!page || this.#life.signal.aborted) return;
    this.lastArrival = 'older';
    this.entries = joinEntries(this.entries, page.entries);
    this.olderThan = page.olderThan;
    this.#changed();
  }

  /** Adds what the answer to a call brought. */
  add(entries: readonly Entry[]): void {
    this.lastArrival = 'newer';
    this.entries = joinEntries(this.entries, entries);
    this.#changed();
  }

  setScore(score: number): void {
    if (this.ticket) this.ticket = { ...this.ticket, csatScore: score };
    this.#changed();
  }

  end(): void {
    this.#life.abort();
    this.#stop?.();
  }

  #ask(page: { before?: number }): Promise<Thread> {
    return this.#room.desk.api.read('thread', { ticketId: this.#ticketId, ...page });
  }

  #follow(): void {
    const { api } = this.#room.desk;
    const ticketId = this.#ticketId;
    this.#resumeAt = newestNumber(this.entries);
    this.#stop = follow({
      open: (signal) => api.listen('updates', { ticketId, lastEventId: String(this.#resumeAt) }, signal),
      receive: async (data, id) => {
        // An answer of our own comes by both ways; the outbox knows which of its parcels it is.
        await this.#room.outbox.settled();
        this.#resumeAt = Math.max(this.#resumeAt, Number(id ?? 0));
        this.#receive(data as ThreadUpdate, true);
      },
      poll: () => this.read(),
    });
  }

  #receive({ ticket, entries }: ThreadUpdate, isLive: boolean): void {
    if (this.#life.signal.aborted) return;
    const fresh = isLive ? newFromTeam(this.entries, entries) : [];
    this.ticket = ticket;
    this.lastArrival = 'newer';
    this.entries = joinEntries(this.entries, entries);
    this.#changed();
    this.#tellSeen();
    for (const entry of fresh) {
      this.#room.desk.emit('message-received', { ticketId: ticket.id });
      this.onTeamMessage(entry);
    }
  }

  #tellSeen(): void {
    const newest = newestNumber(this.entries);
    if (document.hidden || newest <= this.#seen) return;
    this.#seen = newest;
    const { desk, session } = this.#room;
    session.markRead(this.#ticketId);
    // Nothing that anybody would need to be told: the next look tells the server again.
    desk.api.write('seen', { ticketId: this.#ticketId, number: newest }).catch(() => (this.#seen = 0));
  }
}
