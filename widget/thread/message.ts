// One line of the thread: a message with its author and time, a change of status, or an answer on its way.
import { html, nothing, type TemplateResult } from 'lit';
import type { Entry, MessageEntry } from '../core/api.ts';
import type { Parcel } from '../core/storage.ts';
import { reasonOf, statusName, type Room } from '../panel/room.ts';
import { renderBlocks } from './nodes.ts';

/** An entry that the server knows. */
export function renderEntry(room: Room, entry: Entry): TemplateResult {
  const { formats, words } = room;
  const time = html`<time datetime=${entry.createdAt} title=${formats.full(entry.createdAt)}
    >${formats.time(entry.createdAt)}</time
  >`;
  if (entry.kind === 'status') {
    return html`<p class="change"><span>${words.thread.statusChanged(statusName(room, entry.to))}</span> ${time}</p>`;
  }
  const author = authorOf(room, entry);
  const isOwn = entry.from === 'you';
  return html`<article class="message ${isOwn ? 'own' : entry.from}" part="message">
    <header>
      ${isOwn ? nothing : html`<span class="avatar" aria-hidden="true">${initialOf(author)}</span>`}
      <span class=${isOwn ? 'unseen' : 'author'} dir="auto">${author}</span>
      ${entry.automatic ? html`<span class="faint">${words.thread.automatic}</span>` : nothing} ${time}
    </header>
    <div class="words">${renderBlocks(entry.nodes)}</div>
    ${entry.attachments.length === 0 ? nothing : renderFiles(room, entry.attachments)}
  </article>`;
}

/** Pictures by their small copy, everything else by its name; all lead to the file itself. */
function renderFiles({ formats, desk }: Room, files: MessageEntry['attachments']): TemplateResult {
  const address = (url: string): string => new URL(url, desk.shell.api).href;
  return html`<ul class="files">
    ${files.map(
      ({ name, bytes, url, thumbnailUrl }) =>
        html`<li>
          <a href=${address(url)} target="_blank" rel="noopener" dir="auto">
            ${thumbnailUrl === null ? nothing : html`<img src=${address(thumbnailUrl)} alt="" loading="lazy" />`}
            <span>${name}</span> <span class="faint">${formats.size(bytes)}</span>
          </a>
        </li>`,
    )}
  </ul>`;
}

/** Who wrote, as the reader calls them. */
export function authorOf({ words }: Room, { from, authorName }: MessageEntry): string {
  if (from === 'you') return words.thread.you;
  return authorName || words.thread.team;
}

export interface ParcelActions {
  retry: () => void;
  takeBack: () => void;
}

/** An answer that was written here and is not acknowledged yet. Its state is said in words. */
export function renderParcel(room: Room, parcel: Parcel, { retry, takeBack }: ParcelActions): TemplateResult {
  const { words, outbox } = room;
  const { refusal, input } = parcel;
  const isSending = outbox.isSending(parcel);
  const state = refusal
    ? words.thread.notSent(reasonOf(room, refusal))
    : isSending
      ? words.thread.sending
      : words.thread.waiting;
  return html`<article class="message own pending" part="message">
    <header><span class="unseen">${words.thread.you}</span></header>
    <div class="words"><p dir="auto" class="typed">${input.body}</p></div>
    <p class=${refusal ? 'problem' : 'faint'}>${state}</p>
    ${
      isSending
        ? nothing
        : html`<p class="actions">
            <button type="button" class="link" @click=${takeBack}>${words.thread.takeBack}</button>
            ${
              refusal
                ? nothing
                : html`<button type="button" class="link" @click=${retry}>${words.thread.retry}</button>`
            }
          </p>`
    }
  </article>`;
}

function initialOf(name: string): string {
  const first = [...new Intl.Segmenter().segment(name.trim())][0]?.segment ?? '';
  return first.toLocaleUpperCase();
}
