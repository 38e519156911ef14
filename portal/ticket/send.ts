// Sends the page's forms without a reload. A form keeps its id until the server has answered, so that a try whose answer
// was lost makes no second message.
import { forgetDraft } from './draft.ts';
import { fetchPage } from './fetch-page.ts';
import type { Page } from './page.ts';

/** Takes over every form of the page, also those that come later. */
export function sendForms(page: Page): void {
  page.main.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['form'] === undefined) return;
    event.preventDefault();
    if (form.getAttribute('aria-busy') !== 'true') void send(page, form);
  });
}

async function send(page: Page, form: HTMLFormElement): Promise<void> {
  form.setAttribute('aria-busy', 'true');
  for (const old of page.main.querySelectorAll('.notice, .problem')) old.remove();
  try {
    const answer = await fetchPage(form.action, new FormData(form));
    const isDone = answer.url.searchParams.has('done');
    // A reply to what was closed for good lives on a page of its own.
    if (isDone && answer.url.pathname !== page.path) {
      forgetDraft(page);
      location.assign(answer.url);
      return;
    }
    if (isDone && form.dataset['form'] === 'reply') forgetDraft(page);
    page.take(answer.page, 'answered');
    say(page, form.dataset['form'] ?? '', answer.page);
  } catch {
    form.removeAttribute('aria-busy');
    tellOffline(form);
  }
}

/** Shows and reads out what the server said, and puts the focus where the person goes on. */
function say(page: Page, kind: string, answered: Document): void {
  const notice = answered.querySelector('.notice');
  if (notice !== null) {
    const shown = document.importNode(notice, true);
    if (kind === 'reply') page.part('#answer')?.before(shown);
    else page.part('#status')?.before(shown);
  }
  const wrong = page.part('[aria-invalid]') ?? page.part('.problem');
  if (wrong !== null) focusOn(wrong);
  else if (kind === 'reply') page.part('#body')?.focus({ preventScroll: true });
  else if (notice !== null) focusOn(page.part('.notice'));
  if (kind === 'reply' && wrong === null) page.part('#thread > li:last-child')?.scrollIntoView({ block: 'nearest' });
}

/** The text stays in the form; it goes out by itself once the line is back. */
function tellOffline(form: HTMLFormElement): void {
  const problem = document.createElement('div');
  problem.className = 'problem';
  problem.role = 'alert';
  problem.textContent = form.closest('main')?.dataset['offline'] ?? '';
  form.before(problem);
  if (!navigator.onLine) {
    addEventListener('online', () => form.isConnected && form.requestSubmit(), { once: true });
  }
}

function focusOn(element: HTMLElement | null): void {
  if (element === null) return;
  if (!element.matches('input, textarea, button')) element.tabIndex = -1;
  element.focus();
}
