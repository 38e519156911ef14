// Moving focus in a list of items by arrows, Home, End and first letters, as menus and tab lists do.

/** Moves focus for the key; whether it was one of ours. `across` walks by left and right instead of up and down. */
export function walk(event: KeyboardEvent, items: readonly HTMLElement[], across = false): boolean {
  const at = items.indexOf(document.activeElement as HTMLElement);
  const next = placeAfter(event.key, at, items.length, across);
  if (next === null) return false;
  event.preventDefault();
  event.stopPropagation();
  items[next]?.focus();
  return true;
}

/** Where a key leads in a ring of `count` items; null when the key does not walk. */
export function placeAfter(key: string, at: number, count: number, across = false): number | null {
  if (count === 0) return null;
  const forth = across ? 'ArrowRight' : 'ArrowDown';
  const back = across ? 'ArrowLeft' : 'ArrowUp';
  if (key === forth) return (at + 1) % count;
  if (key === back) return (at - 1 + count) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Focuses the next item that starts with the typed letter. */
export function typeAhead(event: KeyboardEvent, items: readonly HTMLElement[]): boolean {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey) return false;
  event.stopPropagation();
  const at = items.indexOf(document.activeElement as HTMLElement);
  const ring = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const letter = event.key.toLocaleLowerCase();
  ring.find((item) => item.textContent.trim().toLocaleLowerCase().startsWith(letter))?.focus();
  return true;
}
