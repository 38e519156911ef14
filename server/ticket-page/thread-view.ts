// The history on the page: messages as letters, changes of status as thin lines.
import { html } from 'hono/html';
import type { Attachment } from '#shared/api/attachments.ts';
import type { CustomerEntry } from '#shared/api/customer.ts';
import type { TicketStatus } from '#shared/tickets/schema.ts';
import { type Html, nodesHtml } from '../email/nodes-html.ts';
import { sizeText } from './sizes.ts';
import { type Clock, exactText, whenText } from './times.ts';
import type { PageWords } from './words.ts';

export interface ThreadView {
  entries: readonly CustomerEntry[];
  words: PageWords;
  statusNames: Readonly<Partial<Record<TicketStatus, string>>>;
  clock: Clock;
}

/** The entries in order of time; each can be linked to by `#m` and its number. */
export function threadList(view: ThreadView): Html {
  const { entries } = view;
  return html`<ol class="thread" id="thread">
    ${entries.map(
      (entry, place) =>
        html`<li id="m${entry.number}" data-number="${entry.number}">
          ${entry.kind === 'message' ? messageHtml(entry, view) : changeHtml(entry, entries[place - 1], view)}
        </li>`,
    )}
  </ol>`;
}

/** An instant that a script may write anew in the reader's own zone. */
export function timeHtml(at: Date, clock: Clock): Html {
  return html`<time datetime="${at.toISOString()}" title="${exactText(at, clock)}">${whenText(at, clock)}</time>`;
}

/** What people read for a status. */
export function statusName(
  status: TicketStatus,
  { words, statusNames }: Omit<ThreadView, 'entries' | 'clock'>,
): string {
  return statusNames[status] ?? words.status[status];
}

function messageHtml(entry: Extract<CustomerEntry, { kind: 'message' }>, { words, clock }: ThreadView): Html {
  const { from, authorName, automatic } = entry;
  const author = from === 'you' ? words.you : authorName === '' ? words.team : authorName;
  return html`<article class="message ${from}">
    <header>
      <b dir="auto">${author}</b>
      <span class="meta">${timeHtml(entry.createdAt, clock)}</span>
      ${automatic ? html`<span class="meta">${words.automatic}</span>` : ''}
    </header>
    <div class="body" dir="auto">${nodesHtml(entry.nodes)}</div>
    ${entry.attachments.length === 0 ? '' : filesHtml(entry.attachments, words)}
  </article>`;
}

/** Pictures small, everything else by its name; each opens or downloads the file. */
function filesHtml(files: readonly Attachment[], words: PageWords): Html {
  return html`<ul class="files" aria-label="${words.attachments(files.length)}">
    ${files.map(
      ({ name, url, thumbnailUrl, bytes }) =>
        html`<li>
          <a href="${url}">
            ${thumbnailUrl === null ? '' : html`<img src="${thumbnailUrl}" alt="" loading="lazy" />`}
            <span dir="auto">${name}</span> <span class="meta">${sizeText(bytes, words.language)}</span>
          </a>
        </li>`,
    )}
  </ul>`;
}

/** A change that came with a message does not repeat its time. */
function changeHtml(
  entry: Extract<CustomerEntry, { kind: 'status' }>,
  before: CustomerEntry | undefined,
  view: ThreadView,
): Html {
  const text = view.words.statusChanged(statusName(entry.from, view), statusName(entry.to, view));
  const together = before?.createdAt.getTime() === entry.createdAt.getTime();
  return html`<p class="change meta">
    <span>${text}${together ? '' : html` · ${timeHtml(entry.createdAt, view.clock)}`}</span>
  </p>`;
}
