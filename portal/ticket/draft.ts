// Keeps what was typed through a reload. Nothing is stored before the first letter, and nothing after it was sent.
import { type Page, renewed } from './page.ts';

/** Watches the box for an answer, also after the server rendered it anew. */
export function keepDraft(page: Page): void {
  const key = `deskbell draft ${page.ticketId}`;
  const restore = (): void => {
    const box = page.part('#body');
    const kept = read(key);
    if (box instanceof HTMLTextAreaElement && box.value === '' && kept !== null) box.value = kept;
  };
  restore();
  page.main.addEventListener(renewed, restore);
  page.main.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement && target.id === 'body') write(key, target.value);
  });
}

/** The answer is out. */
export function forgetDraft(page: Page): void {
  write(`deskbell draft ${page.ticketId}`, '');
}

// Storage may be blocked; then a draft lives as long as the page.
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, text: string): void {
  try {
    if (text === '') localStorage.removeItem(key);
    else localStorage.setItem(key, text);
  } catch {
    return;
  }
}
