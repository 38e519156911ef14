// The page as it stands, and the one way in which it takes over what the server rendered anew: part by part, so that
// nothing is pulled from under a reader or a writer.
import { fetchPage } from './fetch-page.ts';
import { showTimes } from './times.ts';

/** Fired at the page's main element after parts of it were replaced. */
export const renewed = 'deskbell-renewed';

/** The page of one ticket. */
export class Page {
  readonly main: HTMLElement;
  /** `/t/<token>` */
  readonly path: string;
  readonly token: string;
  readonly ticketId: string;
  #renewing: Promise<void> | null = null;

  /** Null on a page without a ticket. */
  static find(): Page | null {
    const main = document.querySelector<HTMLElement>('main[data-ticket]');
    return main === null ? null : new Page(main);
  }

  constructor(main: HTMLElement) {
    this.main = main;
    const [, , token = ''] = location.pathname.split('/');
    this.token = token;
    this.path = `/t/${token}`;
    this.ticketId = main.dataset['ticket'] ?? '';
  }

  /** Number of the newest entry that is shown. */
  get number(): number {
    return Number(this.main.dataset['number'] ?? 0);
  }

  part(selector: string): HTMLElement | null {
    return this.main.querySelector<HTMLElement>(selector);
  }

  /** Earlier entries are a page of their own, which is not added to. */
  get showsNewest(): boolean {
    return !new URLSearchParams(location.search).has('before');
  }

  /** Reads the page again and takes over what is new. Calls of one moment share one. */
  renew(): Promise<void> {
    this.#renewing ??= fetchPage(this.path)
      .then(({ page }) => this.take(page, 'kept'))
      .finally(() => (this.#renewing = null));
    return this.#renewing;
  }

  /** @param writing Whether what is being written stays (`kept`) or gives way to what the server answered. */
  take(page: Document, writing: 'kept' | 'answered'): void {
    const main = page.querySelector<HTMLElement>('main[data-ticket]');
    // The link has ended: the page says so in the server's own words.
    if (main === null) {
      location.reload();
      return;
    }
    this.#replace(main, '#status');
    if (writing === 'answered' || !this.#isUsed('#ending')) this.#replace(main, '#ending');
    if (writing === 'answered' || !this.#isUsed('#answer')) this.#replace(main, '#answer');
    this.#addEntries(main);
    this.main.dataset['number'] = main.dataset['number'] ?? '';
    showTimes(this.main);
    this.main.dispatchEvent(new Event(renewed));
  }

  #replace(main: HTMLElement, selector: string): void {
    const [mine, theirs] = [this.part(selector), main.querySelector(selector)];
    if (mine !== null && theirs !== null) mine.replaceWith(document.importNode(theirs, true));
  }

  #addEntries(main: HTMLElement): void {
    const thread = this.part('#thread');
    // From now on what is added is read out.
    thread?.setAttribute('role', 'log');
    for (const entry of main.querySelectorAll('#thread > li')) {
      if (document.getElementById(entry.id) === null) thread?.append(document.importNode(entry, true));
    }
  }

  /** Whether somebody is at it: focus inside, text typed, a score chosen, files waiting. */
  #isUsed(selector: string): boolean {
    const part = this.part(selector);
    if (part === null) return false;
    const typed = [
      ...part.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea, input:not([type=hidden])'),
    ];
    const hasWords = typed.some((field) =>
      field instanceof HTMLInputElement && field.type === 'radio'
        ? field.checked !== field.defaultChecked
        : field.value !== '',
    );
    const hasFiles = (part.querySelector<HTMLInputElement>('[name=attachments]')?.value ?? '') !== '';
    return part.contains(document.activeElement) || hasWords || hasFiles;
  }
}
