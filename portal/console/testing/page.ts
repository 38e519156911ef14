// The page of a test: elements stand in it with the console's own styles, keys go where the focus is.

/** Puts an element on the page and waits until it has rendered. */
export async function placed<E extends HTMLElement & { updateComplete: Promise<unknown> }>(element: E): Promise<E> {
  if (document.querySelector('link[rel=stylesheet]') === null) {
    const sheet = Object.assign(document.createElement('link'), {
      rel: 'stylesheet',
      href: '/portal/styles/console.css',
    });
    const loaded = new Promise((resolve) => sheet.addEventListener('load', resolve));
    document.head.append(sheet);
    await loaded;
  }
  document.body.append(element);
  await element.updateComplete;
  return element;
}

/** The element that a test is about; missing is a failure. */
// The test names the element that the template under test holds.
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters
export function find<E extends HTMLElement = HTMLElement>(selector: string, within: ParentNode = document): E {
  const found = within.querySelector<E>(selector);
  if (found === null) throw new Error(`there is no ${selector}`);
  return found;
}

/** Presses a key where the focus is. */
export function press(key: string, options: KeyboardEventInit = {}): void {
  const target = document.activeElement ?? document.body;
  target.dispatchEvent(
    new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, composed: true, ...options }),
  );
}

/** Types into a field as a person would. */
export function type(field: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Waits, frame by frame, until something holds; the runner's own timeout ends a wait in vain. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => requestAnimationFrame(resolve));
}
