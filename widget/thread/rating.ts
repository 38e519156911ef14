// How the help was, from one to five, with a word about it. Choosing saves nothing; the button does.
import { html, nothing, type TemplateResult } from 'lit';
import type { ApiError } from '../core/api.ts';
import { reasonOf } from '../panel/room.ts';
import { ScreenElement } from '../panel/screen-element.ts';

/**
 * The rating of one ticket.
 *
 * @fires deskbell-rated `detail` is the score, once the server has it.
 */
export class Rating extends ScreenElement {
  static override readonly properties = {
    ...ScreenElement.properties,
    ticketId: { attribute: false },
    score: { state: true },
    problem: { state: true },
    isSending: { state: true },
  };
  declare ticketId: string;
  declare score: number | undefined;
  declare problem: string | undefined;
  declare isSending: boolean;

  override render(): TemplateResult {
    const { finish } = this.room.words;
    return html`<form class="rating" @submit=${this.#submit}>
      <fieldset>
        <legend>${finish.rate}</legend>
        <div class="scores">
          ${finish.scores.map(
            (word, index) =>
              html`<label class="score"
                ><input
                  type="radio"
                  name="deskbell-score"
                  .value=${String(index + 1)}
                  .checked=${this.score === index + 1}
                  @change=${() => (this.score = index + 1)}
                /><span class="mark" aria-hidden="true">${index + 1}</span><span class="word">${word}</span></label
              >`,
          )}
        </div>
      </fieldset>
      ${
        this.score === undefined
          ? nothing
          : html`<label for="deskbell-comment">${finish.comment}</label>
              <textarea id="deskbell-comment" rows="2" dir="auto" maxlength="2000"></textarea>
              ${this.problem ? html`<p class="problem" role="alert">${this.problem}</p>` : nothing}
              <button type="submit" part="button" class="secondary" aria-disabled=${this.isSending ? 'true' : nothing}>
                ${finish.sendRating}
              </button>`
      }
    </form>`;
  }

  async #submit(event: Event): Promise<void> {
    event.preventDefault();
    const { score, ticketId, room } = this;
    if (score === undefined || this.isSending) return;
    const comment = this.querySelector('textarea')?.value.trim();
    this.isSending = true;
    try {
      await room.desk.api.write('rate', { ticketId, score, ...(comment && { comment }) });
      this.dispatchEvent(new CustomEvent('deskbell-rated', { detail: score }));
    } catch (error) {
      this.problem = reasonOf(room, error as ApiError);
    }
    this.isSending = false;
  }
}
