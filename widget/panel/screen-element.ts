// What all screens share: they draw into the panel's own tree and follow what they show.
import { LitElement } from 'lit';
import type { Room } from './room.ts';

/** A part of the panel that is given its room. */
export class ScreenElement extends LitElement {
  static override readonly properties: Record<string, object> = { room: { attribute: false } };
  declare room: Room;
  #unfollow: (() => void)[] = [];

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const redraw = (): void => this.requestUpdate();
    const { session, outbox } = this.room;
    this.#unfollow = [session.follow(redraw), outbox.follow(redraw)];
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    for (const unfollow of this.#unfollow) unfollow();
  }
}
