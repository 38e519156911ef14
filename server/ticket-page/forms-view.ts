// The forms of the page: answer, confirm, rate. Each works without a script; the reply carries an id of its own, so that
// a form that is sent twice makes one message.
import { html } from 'hono/html';
import type { CustomerTicket } from '#shared/api/customer.ts';
import type { Html } from '../email/nodes-html.ts';
import type { PageWords } from './words.ts';

/** What a form held when it was refused, and why. */
export interface Refused {
  form: 'reply' | 'rate' | 'confirm';
  /** What to tell on top of the form. */
  message: string;
  /** Beside the field. */
  problem?: string;
  body?: string;
  /** Ids of uploaded files, with blanks between them. */
  attachments?: string;
  comment?: string;
  score?: number;
}

export interface FormsView {
  ticket: CustomerTicket;
  /** `/t/<token>`. */
  path: string;
  words: PageWords;
  clientId: string;
  refused: Refused | null;
  /** Of `?score=`, or of a refused form: only chooses, nothing is saved. */
  score: number | null;
}

/** What the customer may do about an ending: say whether it is solved, rate it. Empty while it is under way. */
export function endingForms(view: FormsView): Html | string {
  const { can } = view.ticket;
  return can.confirm || can.rate
    ? html`${can.confirm ? confirmForm(view) : ''}${can.rate ? ratingForm(view) : ''}`
    : '';
}

/** The box for an answer, or the reason why there is none. */
export function replyForm({ ticket, path, words, clientId, refused }: FormsView): Html {
  const own = refused?.form === 'reply' ? refused : null;
  if (!ticket.can.reply && own === null) return html`<section class="part"><p>${words.reply.closed}</p></section>`;
  const invalid = own?.problem === undefined ? '' : html`aria-invalid="true" aria-describedby="body-problem"`;
  const over = ticket.status === 'resolved' || ticket.status === 'closed';
  return html`<section class="part" id="answer">
    <h2>${words.reply.heading}</h2>
    ${own === null ? '' : problemHtml(own, words)}
    <form method="post" action="${path}/reply#answer" data-form="reply">
      <input type="hidden" name="clientId" value="${clientId}" />
      <div class="field">
        <label for="body" class="heard">${words.reply.heading}</label>
        ${own?.problem === undefined ? '' : html`<p class="wrong" id="body-problem">${own.problem}</p>`}
        ${textBox(own?.body ?? '', invalid)}
      </div>
      <div class="field" data-files hidden>
        <input type="hidden" name="attachments" value="${own?.attachments ?? ''}" />
        <ul class="files"></ul>
        <label class="button quiet"><input type="file" multiple class="heard" />${words.reply.attach}</label>
        <p class="wrong" hidden>${words.problems.file}</p>
      </div>
      <div class="actions">
        <button type="submit">${words.reply.send}</button>
        ${over ? html`<span class="meta">${words.reply.reopens}</span>` : ''}
      </div>
    </form>
  </section>`;
}

/** The box for a message. Browsers drop the first line break of what it holds, so that one of ours goes before. */
export function textBox(text: string, attributes: Html | string = ''): Html {
  const held = `\n${text}`;
  return html`<textarea id="body" name="body" rows="5" required dir="auto" ${attributes}>${held}</textarea>`;
}

function confirmForm({ path, words, refused }: FormsView): Html {
  return html`<section class="part">
    ${refused?.form === 'confirm' ? problemHtml(refused, words) : ''}
    <form method="post" action="${path}/confirm" data-form="confirm">
      <div class="actions">
        <button type="submit">${words.confirm.yes}</button>
        <a class="button quiet" href="#answer">${words.confirm.no}</a>
      </div>
    </form>
  </section>`;
}

function ratingForm(view: FormsView): Html {
  const { ticket, words, refused, score } = view;
  const own = refused?.form === 'rate' ? refused : null;
  const given = ticket.csatScore;
  const form = ratingFields(view, own);
  // Who has rated sees the rating; the form is one step away, but open when a link or a refusal asks for it.
  if (given === null) return html`<section class="part" id="rating">${form}</section>`;
  return html`<section class="part" id="rating">
    <p>${words.rating.current(words.rating.scores[given - 1] ?? '')}</p>
    <details ${score === null && own === null ? '' : 'open'}>
      <summary>${words.changedRating}</summary>
      ${form}
    </details>
  </section>`;
}

function ratingFields({ ticket, path, words, score }: FormsView, own: Refused | null): Html {
  const chosen = score ?? ticket.csatScore;
  return html`${own === null ? '' : problemHtml(own, words)}
    <form method="post" action="${path}/rate#rating" data-form="rate">
      <fieldset>
        <legend><h2>${words.rating.heading}</h2></legend>
        ${own?.problem === undefined ? '' : html`<p class="wrong">${own.problem}</p>`}
        <div class="scores">
          ${words.rating.scores.map(
            (word, index) =>
              html`<label>
                <input
                  type="radio"
                  name="score"
                  value="${index + 1}"
                  required
                  ${chosen === index + 1 ? 'checked' : ''}
                />
                <span><b aria-hidden="true">${index + 1}</b>${word}</span>
              </label>`,
          )}
        </div>
      </fieldset>
      <div class="field">
        <label for="comment">${words.rating.comment}</label>
        <input type="text" id="comment" name="comment" dir="auto" autocomplete="off" value="${own?.comment ?? ''}" />
      </div>
      <div class="actions"><button type="submit">${words.rating.send}</button></div>
    </form>`;
}

function problemHtml({ message }: Refused, words: PageWords): Html {
  return html`<div class="problem" role="alert"><b>${words.problems.heading}</b> ${message}</div>`;
}
