// Something that several elements show: each follows it while it stands on the page and draws again when it changes.

/** What screens follow. */
export class Changes {
  readonly #followers = new Set<() => void>();

  /** @returns what ends the following */
  follow(redraw: () => void): () => void {
    this.#followers.add(redraw);
    return () => this.#followers.delete(redraw);
  }

  protected changed(): void {
    for (const redraw of this.#followers) redraw();
  }
}
