// What was sent and not yet acknowledged: kept over reloads, repeated with growing patience, delivered in order and once,
// since each parcel carries its id.
import type { ApiError } from '../core/api.ts';
import type { Desk } from '../core/desk.ts';
import type { Parcel } from '../core/storage.ts';
import { Changes } from './changes.ts';

export type Receipt =
  | { kind: 'ticket'; ticketId: string; reference: string }
  | { kind: 'reply'; ticketId: string; entry: ReplyAnswer['entry']; followUp: ReplyAnswer['followUp'] };
type ReplyAnswer = Awaited<ReturnType<typeof sendReply>>;

/** What became of a parcel for now: there, refused for good, or still on its way. */
export type Outcome = { sent: Receipt } | { refused: ApiError } | { waiting: ApiError };

/** Worth repeating; an ended session may be renewed by the page. */
const passing = new Set(['offline', 'rate_limited', 'unavailable', 'internal', 'unauthorized']);
const retryMs = 2_000;
const retryMaxMs = 60_000;

/** The parcels of one desk. */
export class Outbox extends Changes {
  readonly #desk: Desk;
  readonly #waiters = new Map<string, (outcome: Outcome) => void>();
  readonly #life = new AbortController();
  /** What this page wrote or found; what another tab is just sending is not for this one to show. */
  readonly #known: Set<string>;
  #pumping: Promise<void> | undefined;
  #current: string | undefined;
  #failures = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Called for each parcel that arrives, also long after it was sent. */
  onSent: (receipt: Receipt) => void = () => undefined;

  constructor(desk: Desk) {
    super();
    this.#desk = desk;
    const { signal } = this.#life;
    const again = (): void => {
      if (!document.hidden) this.retry();
    };
    addEventListener('online', again, { signal });
    document.addEventListener('visibilitychange', again, { signal });
    addEventListener('storage', ({ key }) => key === desk.store.key && this.changed(), { signal });
    this.#known = new Set(this.parcels.map(({ input }) => input.clientId));
    this.retry();
  }

  get parcels(): readonly Parcel[] {
    return this.#desk.store.read().outbox ?? [];
  }

  /** The replies of one ticket; null asks for new tickets. */
  of(ticketId: string | null): readonly Parcel[] {
    const known = this.parcels.filter(({ input }) => this.#known.has(input.clientId));
    return known.filter((parcel) => (parcel.kind === 'reply' ? parcel.input.ticketId : null) === ticketId);
  }

  isSending(parcel: Parcel): boolean {
    return parcel.input.clientId === this.#current;
  }

  /** Sends what was just written. Resolves with the first outcome; a waiting parcel goes on by itself. */
  async send(parcel: Parcel): Promise<Outcome> {
    this.#desk.act();
    this.#known.add(parcel.input.clientId);
    this.#change((parcels) => [...parcels, parcel]);
    const outcome = new Promise<Outcome>((resolve) => this.#waiters.set(parcel.input.clientId, resolve));
    this.retry();
    return outcome;
  }

  /** Tries at once what waits. */
  retry(): void {
    clearTimeout(this.#timer);
    this.#pumping ??= this.#pump().finally(() => {
      this.#pumping = undefined;
      // Sent in the very moment in which the pump had found nothing more.
      if (this.#waiters.size > 0) this.retry();
    });
  }

  /** Resolves when nothing is on its way at this moment. */
  async settled(): Promise<void> {
    await this.#pumping;
  }

  /** Takes a parcel out, to be written again. */
  take(clientId: string): void {
    this.#change((parcels) => parcels.filter(({ input }) => input.clientId !== clientId));
  }

  end(): void {
    this.#life.abort();
    clearTimeout(this.#timer);
  }

  async #pump(): Promise<void> {
    for (;;) {
      const parcel = this.parcels.find(({ refusal }) => refusal === undefined);
      if (parcel === undefined || this.#life.signal.aborted) return;
      const { clientId } = parcel.input;
      this.#current = clientId;
      this.changed();
      const outcome = await this.#deliver(parcel);
      this.#current = undefined;
      this.#tell(clientId, outcome);
      if ('waiting' in outcome) {
        this.#wait(outcome.waiting);
        return;
      }
      this.#failures = 0;
    }
  }

  async #deliver(parcel: Parcel): Promise<Outcome> {
    const { clientId } = parcel.input;
    try {
      const sent = parcel.kind === 'ticket' ? await this.#create(parcel.input) : await this.#reply(parcel.input);
      this.take(clientId);
      this.onSent(sent);
      return { sent };
    } catch (cause) {
      const error = cause as ApiError;
      if (passing.has(error.code)) return { waiting: error };
      const refusal = { code: error.code, message: error.message };
      this.#change((parcels) =>
        parcels.map((each) => (each.input.clientId === clientId ? { ...each, refusal } : each)),
      );
      this.#desk.emit('error', { code: error.code });
      return { refused: error };
    }
  }

  async #create(input: Extract<Parcel, { kind: 'ticket' }>['input']): Promise<Receipt> {
    const { ticketId, reference } = await this.#desk.api.write('create', input);
    this.#desk.emit('ticket-created', { id: ticketId, reference });
    return { kind: 'ticket', ticketId, reference };
  }

  async #reply(input: Extract<Parcel, { kind: 'reply' }>['input']): Promise<Receipt> {
    const { entry, followUp } = await sendReply(this.#desk, input);
    this.#desk.emit('message-sent', { ticketId: followUp?.ticketId ?? input.ticketId });
    if (followUp) this.#desk.emit('ticket-created', { id: followUp.ticketId, reference: followUp.reference });
    return { kind: 'reply', ticketId: input.ticketId, entry, followUp };
  }

  /** Everybody who waits for a parcel that now has to wait is told so: the first in the line holds the others up. */
  #tell(clientId: string, outcome: Outcome): void {
    const told = 'waiting' in outcome ? [...this.#waiters.keys()] : [clientId];
    for (const each of told) {
      this.#waiters.get(each)?.(outcome);
      this.#waiters.delete(each);
    }
    this.changed();
  }

  #wait({ code, retryAfterMs }: ApiError): void {
    this.#failures += 1;
    // Only the page can mend this; it calls `identify`, which starts a new session.
    if (code === 'unauthorized') return;
    const growing = Math.min(retryMs * 2 ** (this.#failures - 1), retryMaxMs);
    this.#timer = setTimeout(() => this.retry(), Math.max(growing * (0.75 + Math.random() / 2), retryAfterMs));
  }

  #change(change: (parcels: readonly Parcel[]) => readonly Parcel[]): void {
    this.#desk.store.write((state) => (state.outbox = [...change(state.outbox ?? [])]));
    this.changed();
  }
}

function sendReply(desk: Desk, input: Extract<Parcel, { kind: 'reply' }>['input']) {
  return desk.api.write('reply', input);
}
