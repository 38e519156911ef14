// A list that is read page by page.
import type { Failure } from '../api.ts';
import { failureOf } from '../api.ts';
import { Signal } from './signal.ts';

interface PagesView<T> {
  items: readonly T[];
  state: 'loading' | 'ready' | 'failed';
  failure: Failure | null;
  nextCursor: string | null;
}

type Read<T> = (cursor: string | undefined) => Promise<{ items: readonly T[]; nextCursor: string | null }>;

/** The pages that were read, newest call wins. */
export class Pages<T> {
  readonly view = new Signal<PagesView<T>>({ items: [], state: 'loading', failure: null, nextCursor: null });
  readonly #read: Read<T>;
  #call = 0;

  constructor(read: Read<T>) {
    this.#read = read;
  }

  /** Reads the first page; what an older call answers after a newer one is dropped. */
  async reload(): Promise<void> {
    const call = ++this.#call;
    try {
      const { items, nextCursor } = await this.#read(undefined);
      if (call === this.#call) this.view.set({ items, nextCursor, state: 'ready', failure: null });
    } catch (error) {
      if (call === this.#call) this.view.set({ ...this.view.value, state: 'failed', failure: failureOf(error) });
    }
  }

  async more(): Promise<void> {
    const { nextCursor, state, items } = this.view.value;
    if (nextCursor === null || state === 'loading') return;
    const call = ++this.#call;
    this.view.set({ ...this.view.value, state: 'loading' });
    try {
      const page = await this.#read(nextCursor);
      if (call !== this.#call) return;
      this.view.set({ items: [...items, ...page.items], nextCursor: page.nextCursor, state: 'ready', failure: null });
    } catch (error) {
      if (call === this.#call) this.view.set({ ...this.view.value, state: 'failed', failure: failureOf(error) });
    }
  }

  /** Puts a changed item in its place, or a new one first. */
  put(item: T, same: (other: T) => boolean): void {
    const { items } = this.view.value;
    const known = items.some(same);
    this.view.set({
      ...this.view.value,
      items: known ? items.map((other) => (same(other) ? item : other)) : [item, ...items],
    });
  }
}
