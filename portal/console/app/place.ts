// Where the person is: the address bar as a signal, and links that do not reload the page.
import { Signal } from './signal.ts';

/** The address; replaced at each move. */
export const place = new Signal(new URL(location.href));

/** Goes to a path of the console. */
export function go(path: string, options: { replace?: boolean } = {}): void {
  const next = new URL(path, location.href);
  if (next.href === location.href) return;
  if (options.replace === true) history.replaceState(null, '', next);
  else history.pushState(null, '', next);
  place.set(next);
}

/** Follows links to the console within the page, and the browser's back and forward. */
export function followLinks(): void {
  addEventListener('popstate', () => place.set(new URL(location.href)));
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || link.target !== '' || link.hasAttribute('download')) return;
    const url = new URL(link.href);
    if (url.origin !== location.origin || !/^\/console(\/|$)/.test(url.pathname)) return;
    event.preventDefault();
    go(url.pathname + url.search);
  });
}
