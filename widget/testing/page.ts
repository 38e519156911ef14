// Finding one's way in a widget as a person does: by role and words, inside its shadow tree, waiting for what comes.
import type { WidgetOptions } from '../config.ts';
import { createWidget } from '../create-widget.ts';
import type { DeskbellWidget } from '../deskbell-widget.ts';
import { base, publicKey } from './fake-desk.ts';

export function placeWidget(options: WidgetOptions = {}): DeskbellWidget {
  return createWidget({ key: publicKey, api: base, locale: 'en', ...options });
}

export async function openWidget(options: WidgetOptions = {}): Promise<DeskbellWidget> {
  const widget = placeWidget(options);
  await widget.open();
  return widget;
}

export function treeOf(widget: DeskbellWidget): ShadowRoot {
  if (widget.shadowRoot === null) throw new Error('the widget has no tree');
  return widget.shadowRoot;
}

/** The first element that fits, as soon as there is one; fails with the test's own patience. */
export async function find<Found extends HTMLElement = HTMLElement>(
  widget: DeskbellWidget,
  selector: string,
  words = '',
): Promise<Found> {
  return until(() => query<Found>(widget, selector, words));
}

/** The first element that fits and holds the words, or undefined. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- As with querySelector, the caller knows.
export function query<Found extends HTMLElement = HTMLElement>(
  widget: DeskbellWidget,
  selector: string,
  words = '',
): Found | undefined {
  return [...treeOf(widget).querySelectorAll<Found>(selector)].find((element) =>
    `${element.textContent} ${element.ariaLabel ?? ''}`.includes(words),
  );
}

/** Asks at each frame until there is an answer. */
export async function until<Answer>(ask: () => Answer | undefined | null | false): Promise<Answer> {
  for (;;) {
    const answer = ask();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

export async function click(widget: DeskbellWidget, selector: string, words = ''): Promise<void> {
  (await find(widget, selector, words)).click();
}

/** Types into a field, as far as the page can tell. */
export async function write(widget: DeskbellWidget, selector: string, text: string): Promise<void> {
  const field = await find<HTMLInputElement>(widget, selector);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** The detail of the next event of a name. */
export function next<Detail = unknown>(target: EventTarget, name: string): Promise<Detail> {
  return new Promise((resolve) =>
    target.addEventListener(name, (event) => resolve((event as CustomEvent<Detail>).detail), { once: true }),
  );
}
