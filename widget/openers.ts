// Custom launchers: any element of the page with `data-deskbell-open` opens the panel. One listener, no observer: elements
// that come later work at once, and their `aria-expanded` is set whenever the panel opens or closes.
import type { OpenTarget } from './events.ts';

const attribute = 'data-deskbell-open';
const selector = `[${attribute}]`;

/** Empty leads to where the person was, `new` to the form, `list` home; anything else is a ticket's id. */
export function targetOf(value: string): OpenTarget | undefined {
  return /^(new|list|)$/.test(value) ? ((value || undefined) as OpenTarget | undefined) : { ticket: value };
}

/** Hands on every click on a custom launcher that the page did not keep for itself. */
export function followOpeners(openFrom: (opener: HTMLElement, target: OpenTarget | undefined) => void): void {
  document.addEventListener('click', (event) => {
    // The first of the composed path is what was clicked, inside other components too.
    const opener = (event.composedPath()[0] as Element).closest<HTMLElement>(selector);
    if (!opener || event.defaultPrevented) return;
    event.preventDefault();
    openFrom(opener, targetOf(opener.getAttribute(attribute) ?? ''));
  });
}

/** Says on every custom launcher whether the panel is open. */
export function markOpeners(isOpen: boolean): void {
  for (const opener of document.querySelectorAll(selector)) opener.ariaExpanded = String(isOpen);
}
