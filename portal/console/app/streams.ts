// Live streams: resumed after a lost connection, paused while the page is hidden (a browser allows few connections
// to one origin over HTTP/1.1, and every open tab would hold two), and always followed by a catch-up read.
import { Signal } from './signal.ts';

/** What a stream tells of its own connection, as tRPC's subscription link reports it. */
export interface StreamEvents {
  onConnectionStateChange: (state: { state: 'idle' | 'connecting' | 'pending'; error: unknown }) => void;
  onError: (error: unknown) => void;
}

interface Stream {
  open: (events: StreamEvents) => { unsubscribe: () => void };
  catchUp: () => void;
  held: { unsubscribe: () => void } | null;
  waits: boolean;
  retry: ReturnType<typeof setTimeout> | undefined;
}

const hiddenForMs = 20_000;
const graceMs = 2_000;
const retryMinMs = 2_000;

/** The streams of one workspace. */
export class Streams {
  /** Whether a stream has been without its connection for longer than a blink. */
  readonly lost = new Signal(false);
  readonly #streams = new Set<Stream>();
  #hiding: ReturnType<typeof setTimeout> | undefined;
  #doubt: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    document.addEventListener('visibilitychange', this.#seen);
  }

  /**
   * Holds a stream open until the returned function is called.
   *
   * @param open subscribes; called again after a pause.
   * @param catchUp reads what may have been missed; called each time the connection is back.
   */
  follow(open: Stream['open'], catchUp: () => void): () => void {
    const stream: Stream = { open, catchUp, held: null, waits: false, retry: undefined };
    this.#streams.add(stream);
    this.#hold(stream);
    return () => {
      this.#streams.delete(stream);
      this.#drop(stream);
      this.#judge();
    };
  }

  /** Ends all streams for good, when the workspace is left. */
  close(): void {
    document.removeEventListener('visibilitychange', this.#seen);
    clearTimeout(this.#hiding);
    clearTimeout(this.#doubt);
    for (const stream of this.#streams) this.#drop(stream);
    this.#streams.clear();
  }

  #hold(stream: Stream): void {
    stream.held = stream.open({
      onConnectionStateChange: ({ state, error }) => {
        if (state === 'connecting' && error !== null) stream.waits = true;
        if (state === 'pending' && stream.waits) {
          stream.waits = false;
          stream.catchUp();
        }
        this.#judge();
      },
      // The link ends here when the server refuses; whoever is no longer signed in hears so from the catch-up read.
      onError: () => {
        stream.waits = true;
        this.#drop(stream);
        stream.retry = setTimeout(
          () => {
            stream.catchUp();
            this.#hold(stream);
          },
          retryMinMs + Math.random() * retryMinMs,
        );
        this.#judge();
      },
    });
  }

  #drop(stream: Stream): void {
    clearTimeout(stream.retry);
    stream.held?.unsubscribe();
    stream.held = null;
  }

  #judge(): void {
    const waits = [...this.#streams].some((stream) => stream.waits);
    if (!waits) {
      clearTimeout(this.#doubt);
      this.#doubt = undefined;
      this.lost.set(false);
    } else this.#doubt ??= setTimeout(() => this.lost.set(true), graceMs);
  }

  #seen = (): void => {
    clearTimeout(this.#hiding);
    if (document.hidden) {
      this.#hiding = setTimeout(() => this.#streams.forEach((stream) => this.#drop(stream)), hiddenForMs);
      return;
    }
    for (const stream of this.#streams) {
      if (stream.held !== null) continue;
      this.#hold(stream);
      stream.catchUp();
    }
  };
}
