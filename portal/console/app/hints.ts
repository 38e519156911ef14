// The workspace's one stream of hints that tickets changed, shared by whoever shows some: a second stream would cost a
// connection of the few that a browser allows.
import type { Api } from '../api.ts';
import type { Streams } from './streams.ts';

/** A ticket's id, or null when hints may have been missed: read again what is shown. */
type Listener = (ticketId: string | null) => void;

/** Open while somebody listens. */
export class Hints {
  readonly #api: Api;
  readonly #streams: Streams;
  readonly #listeners = new Set<Listener>();
  #stop: (() => void) | null = null;

  constructor(api: Api, streams: Streams) {
    this.#api = api;
    this.#streams = streams;
  }

  /** Calls the listener until the returned function is called. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    this.#stop ??= this.#open();
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = null;
    };
  }

  #open(): () => void {
    const tell = (ticketId: string | null): void => this.#listeners.forEach((listener) => listener(ticketId));
    return this.#streams.follow(
      (events) =>
        this.#api.tickets.queue.subscribe(undefined, {
          ...events,
          onData: (hint) => tell('ticketId' in hint ? hint.ticketId : null),
        }),
      () => tell(null),
    );
  }
}
