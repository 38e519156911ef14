// Files for an answer: sent one by one as soon as they are chosen, named in the form by the ids that the server gave.
import { type Page, renewed } from './page.ts';

const filesMax = 10;
const bytesMax = 10 * 1024 * 1024;

/** Shows the button, which does nothing without a script, and takes what is chosen. */
export function sendFiles(page: Page): void {
  const show = (): void => {
    const field = page.part('[data-files]');
    if (field !== null) field.hidden = false;
  };
  show();
  page.main.addEventListener(renewed, show);
  page.main.addEventListener('change', ({ target }) => {
    const field =
      target instanceof HTMLInputElement && target.type === 'file' ? target.closest<HTMLElement>('[data-files]') : null;
    if (field === null) return;
    const files = [...((target as HTMLInputElement).files ?? [])];
    (target as HTMLInputElement).value = '';
    void sendAll(page, field, files);
  });
}

async function sendAll(page: Page, field: HTMLElement, files: readonly File[]): Promise<void> {
  const problem = field.querySelector<HTMLElement>('.wrong');
  let failed = false;
  for (const file of files) {
    const fits = file.size > 0 && file.size <= bytesMax && idsOf(field).length < filesMax;
    const id = fits ? await sendFile(page, field, file) : null;
    if (id === null) failed = true;
    else setIds(field, [...idsOf(field), id]);
  }
  if (problem !== null) problem.hidden = !failed;
}

/** @returns the id that the server gave, or null when it took no file. */
async function sendFile(page: Page, field: HTMLElement, file: File): Promise<string | null> {
  const line = addLine(field, file);
  const body = new FormData();
  body.append('file', file);
  try {
    const response = await fetch('/attachments', { method: 'POST', headers: { 'x-deskbell-link': page.token }, body });
    if (!response.ok) throw new Error('refused');
    const { id } = (await response.json()) as { id: string };
    line.removeAttribute('aria-busy');
    line.append(removeButton(field, line, id));
    return id;
  } catch {
    line.remove();
    return null;
  }
}

function addLine(field: HTMLElement, file: File): HTMLLIElement {
  const line = document.createElement('li');
  line.setAttribute('aria-busy', 'true');
  const name = document.createElement('span');
  name.dir = 'auto';
  name.textContent = file.name;
  line.append(name);
  field.querySelector('ul')?.append(line);
  return line;
}

function removeButton(field: HTMLElement, line: HTMLElement, id: string): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quiet';
  button.textContent = '×';
  button.ariaLabel = `× ${line.textContent}`;
  button.addEventListener('click', () => {
    setIds(
      field,
      idsOf(field).filter((each) => each !== id),
    );
    line.remove();
  });
  return button;
}

function idsOf(field: HTMLElement): string[] {
  return (hidden(field)?.value ?? '').split(' ').filter((id) => id !== '');
}

function setIds(field: HTMLElement, ids: readonly string[]): void {
  const input = hidden(field);
  if (input !== null) input.value = ids.join(' ');
}

function hidden(field: HTMLElement): HTMLInputElement | null {
  return field.querySelector<HTMLInputElement>('input[name=attachments]');
}
