// A small list of the workspace (members, labels, categories, departments): read when first needed, then kept.
import { Signal } from './signal.ts';

/** The list as a signal. */
export class Shelf<T> extends Signal<readonly T[]> {
  readonly #read: () => Promise<readonly T[]>;
  #reading: Promise<void> | null = null;

  constructor(read: () => Promise<readonly T[]>) {
    super([]);
    this.#read = read;
  }

  /** Reads the list unless it is there or on its way. A failed read is tried again at the next call. */
  ensure(): Promise<void> {
    return (this.#reading ??= this.reload());
  }

  /** Reads the list again. */
  async reload(): Promise<void> {
    try {
      this.set(await this.#read());
    } catch (error) {
      this.#reading = null;
      throw error;
    }
  }
}
