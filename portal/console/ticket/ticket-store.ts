// The open ticket: read once, kept up to date by its stream, changed by the member's acts.
import type { TicketCommand } from '#shared/tickets/state.ts';
import { refusalOf } from '#shared/tickets/state.ts';
import type { Answers, Failure, MemberTicket, TimelineEntry } from '../api.ts';
import { failureOf, sameAct } from '../api.ts';
import type { Desk } from '../app/desk.ts';
import { Signal } from '../app/signal.ts';
import { stateOf } from './ticket-state.ts';

interface TicketView {
  ticket: MemberTicket | null;
  entries: readonly TimelineEntry[];
  /** Pass as `before` to read older entries; null when there are none. */
  olderThan: number | null;
  loadingOlder: boolean;
  failure: Failure | null;
}

type Update = Parameters<Desk['api']['tickets']['update']['mutate']>[0];
export type Patch = Omit<Update, 'ref' | 'version'>;
export type Written = Answers['tickets']['reply'];

const pageEntries = 50;

/** One ticket with its timeline. */
export class TicketStore {
  readonly view = new Signal<TicketView>({
    ticket: null,
    entries: [],
    olderThan: null,
    loadingOlder: false,
    failure: null,
  });
  readonly reference: string;
  readonly #desk: Desk;
  #stop: (() => void) | null = null;
  #stopped = false;

  constructor(desk: Desk, reference: string) {
    this.#desk = desk;
    this.reference = reference;
  }

  get ticket(): MemberTicket | null {
    return this.view.value.ticket;
  }

  /** The number of the newest entry that is shown. */
  get newestNumber(): number {
    return this.view.value.entries.at(-1)?.number ?? 0;
  }

  /** Reads the ticket with the newest page of its timeline, then follows its stream. */
  async start(): Promise<void> {
    const ref = this.reference;
    try {
      const [ticket, page] = await Promise.all([
        this.#desk.api.tickets.get.query({ ref }),
        this.#desk.api.tickets.timeline.query({ ref, limit: pageEntries }),
      ]);
      this.#put({ ticket, entries: page.items, olderThan: page.olderThan, failure: null });
    } catch (error) {
      this.#put({ failure: failureOf(error) });
      return;
    }
    if (!this.#stopped) this.#follow();
  }

  stop(): void {
    this.#stopped = true;
    this.#stop?.();
  }

  /** Reads the page of entries before the oldest that is shown. */
  async older(): Promise<void> {
    const { olderThan, loadingOlder, entries } = this.view.value;
    if (olderThan === null || loadingOlder) return;
    this.#put({ loadingOlder: true });
    try {
      const before = entries[0]?.number ?? olderThan;
      const page = await this.#desk.api.tickets.timeline.query({ ref: this.reference, before, limit: pageEntries });
      this.#put({ entries: joined(page.items, this.view.value.entries), olderThan: page.olderThan });
    } finally {
      this.#put({ loadingOlder: false });
    }
  }

  /** Reads what came after the newest entry that is shown. */
  async catchUp(): Promise<void> {
    const ref = this.reference;
    const [ticket, page] = await Promise.all([
      this.#desk.api.tickets.get.query({ ref }),
      this.#desk.api.tickets.timeline.query({ ref, after: this.newestNumber, limit: 200 }),
    ]);
    this.#learn(ticket, page.items);
  }

  /** Whether the rules let a command through now. */
  allows(command: TicketCommand): boolean {
    const { ticket } = this;
    return ticket !== null && refusalOf(stateOf(ticket), command, this.#desk.current.value.policy, new Date()) === null;
  }

  /** Changes fields. Throws what the call throws: a conflict carries the current ticket, which is learned here. */
  async update(patch: Patch, version = this.ticket?.version): Promise<void> {
    const input = { ref: this.reference, ...patch, ...(version === undefined ? {} : { version }) };
    this.#learn(await this.#desk.api.tickets.update.mutate(input), []);
  }

  async reply(
    input: Omit<Parameters<Desk['api']['tickets']['reply']['mutate']>[0], 'ref'>,
    key: string,
  ): Promise<void> {
    this.#took(await this.#desk.api.tickets.reply.mutate({ ref: this.reference, ...input }, sameAct(key)));
  }

  async note(body: string, key: string): Promise<void> {
    this.#took(await this.#desk.api.tickets.note.mutate({ ref: this.reference, body }, sameAct(key)));
  }

  /** Runs one of the ticket's other acts and takes over the ticket that it answers. */
  async act(run: (tickets: Desk['api']['tickets'], ref: string) => Promise<MemberTicket>): Promise<void> {
    this.#learn(await run(this.#desk.api.tickets, this.reference), []);
  }

  /** Takes over a ticket that came with a refusal. */
  learn(ticket: MemberTicket): void {
    this.#learn(ticket, []);
  }

  #follow(): void {
    this.#stop = this.#desk.streams.follow(
      (events) =>
        this.#desk.api.tickets.changes.subscribe(
          { ref: this.reference, lastEventId: String(this.newestNumber) },
          { ...events, onData: ({ data }) => this.#learn(data.ticket, data.entries) },
        ),
      () => void this.catchUp().catch(() => undefined),
    );
  }

  #took({ ticket, entry }: Written): void {
    this.#learn(ticket, [entry]);
  }

  /** Answers and stream overtake each other: the higher version wins, entries are joined by number. */
  #learn(ticket: MemberTicket, entries: readonly TimelineEntry[]): void {
    const known = this.ticket;
    const newer = known === null || ticket.version >= known.version ? ticket : known;
    this.#put({ ticket: newer, entries: joined(this.view.value.entries, entries) });
  }

  #put(change: Partial<TicketView>): void {
    if (!this.#stopped) this.view.set({ ...this.view.value, ...change });
  }
}

/** Both lists as one, by number; of one number the later list's. */
export function joined(some: readonly TimelineEntry[], others: readonly TimelineEntry[]): readonly TimelineEntry[] {
  if (others.length === 0) return some;
  const byNumber = new Map([...some, ...others].map((entry) => [entry.number, entry]));
  return [...byNumber.values()].sort((one, other) => one.number - other.number);
}
