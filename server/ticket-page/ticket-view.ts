// The public page of a ticket: how it stands in one sentence, what happens next, the history, and a box to answer.
import { html } from 'hono/html';
import type { CustomerThread } from '#shared/api/customer.ts';
import type { TicketStatus } from '#shared/tickets/schema.ts';
import type { Html } from '../email/nodes-html.ts';
import { endingForms, type FormsView, type Refused, replyForm } from './forms-view.ts';
import { framePage } from './frame.ts';
import { statusGlyph } from './status-glyph.ts';
import { threadList, timeHtml } from './thread-view.ts';
import type { Clock } from './times.ts';
import type { PageWords } from './words.ts';

/** What a form that was accepted leaves to say on the page that follows. */
export const doneKinds = ['created', 'reply', 'rate', 'confirm', 'follow-up'] as const;
export type Done = (typeof doneKinds)[number];

export interface TicketPage {
  thread: CustomerThread;
  workspace: {
    name: string;
    settings: {
      widget: { accent: string };
      statusNames: Readonly<Partial<Record<TicketStatus, string>>>;
      autoCloseDays: number;
    };
  };
  path: string;
  words: PageWords;
  clock: Clock;
  nonce: string | null;
  clientId: string;
  done: Done | null;
  refused: Refused | null;
  score: number | null;
  /** Whether the page shows entries before the newest ones. */
  isEarlier: boolean;
}

/** The whole document. */
export function ticketPage(page: TicketPage): Html {
  const { thread, workspace, words, path, isEarlier } = page;
  const { ticket, olderThan } = thread;
  const { statusNames, widget } = workspace.settings;
  const frame = {
    language: words.language,
    nonce: page.nonce,
    title: `${ticket.subject} · ${workspace.name}`,
    accent: widget.accent,
    entry: 'ticket',
  };
  const forms: FormsView = { ...page, ticket };
  const newest = thread.entries.at(-1)?.number ?? 0;
  return framePage(
    frame,
    html`<main
      class="sheet"
      data-ticket="${ticket.id}"
      data-number="${newest}"
      data-offline="${words.errors.unavailable}"
    >
      <header class="head">
        <b dir="auto">${workspace.name}</b>
        <span><span class="heard">${words.reference}</span> <span class="mono">${ticket.reference}</span></span>
      </header>
      <h1 dir="auto">${ticket.subject}</h1>
      ${page.done === 'reply' ? '' : doneNotice(page)} ${statusSection(page)}
      ${isEarlier ? '' : html`<div id="ending">${endingForms(forms)}</div>`}
      <h2 class="heard">${words.history}</h2>
      ${olderThan === null ? '' : html`<a class="more" href="${path}?before=${olderThan}">${words.earlierEntries}</a>`}
      ${threadList({ entries: thread.entries, words, statusNames, clock: page.clock })}
      ${page.done === 'reply' ? doneNotice(page) : ''}
      ${isEarlier ? html`<a class="more" href="${path}">${words.newest}</a>` : replyForm(forms)}
      <footer class="foot meta">${words.private}</footer>
    </main>`,
  );
}

function statusSection({ thread, words, workspace, clock }: TicketPage): Html {
  const { status, lastTeamAt, createdAt } = thread.ticket;
  const next = status === 'resolved' ? words.next.resolved(workspace.settings.autoCloseDays) : words.next[status];
  return html`<section class="status" id="status">
    <p class="big">${statusGlyph(status)}<span>${words.sentence[status]}</span></p>
    <p class="next">${next}</p>
    <p class="meta">
      ${lastTeamAt === null ? html`${words.opened} ${timeHtml(createdAt, clock)}` : lastAnswer(lastTeamAt, words, clock)}
    </p>
  </section>`;
}

/** The sentence with the instant in it as an element of its own. */
function lastAnswer(at: Date, words: PageWords, clock: Clock): Html {
  const mark = '\0';
  const [before = '', after = ''] = words.lastAnswer(mark).split(mark);
  return html`${before}${timeHtml(at, clock)}${after}`;
}

/** What was done is said where the reader is taken: a reply beside itself, all else on top. */
function doneNotice({ done, words }: TicketPage): Html | string {
  return done === null ? '' : html`<p class="notice" role="status">${doneText(done, words)}</p>`;
}

function doneText(done: Done, words: PageWords): string {
  switch (done) {
    case 'created':
      return words.createdNotice;
    case 'reply':
      return words.sentNotice;
    case 'rate':
      return words.rating.done;
    case 'confirm':
      return words.confirm.done;
    case 'follow-up':
      return words.followUpNotice;
  }
}
