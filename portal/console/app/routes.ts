// The addresses of the console, read and written in one place.

export type Route =
  | { screen: 'home' }
  | { screen: 'sign-in' }
  | { screen: 'two-factor' }
  | { screen: 'queue'; slug: string }
  | { screen: 'ticket'; slug: string; reference: string }
  | { screen: 'contacts'; slug: string }
  | { screen: 'contact'; slug: string; id: string }
  | { screen: 'outbox'; slug: string; mail: string | null }
  | { screen: 'settings'; slug: string; section: string }
  | { screen: 'nowhere' };

/** What a path shows. */
export function readPath(path: string): Route {
  const [root, first, second, third, ...rest] = path
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  if (root !== 'console' || rest.length > 0) return { screen: 'nowhere' };
  if (first === undefined) return { screen: 'home' };
  if (second === undefined) {
    return first === 'sign-in' || first === 'two-factor' ? { screen: first } : { screen: 'queue', slug: first };
  }
  return roomOf(first, second, third);
}

function roomOf(slug: string, room: string, name: string | undefined): Route {
  if (room === 't' && name !== undefined) return { screen: 'ticket', slug, reference: name };
  if (room === 'contacts')
    return name === undefined ? { screen: 'contacts', slug } : { screen: 'contact', slug, id: name };
  if (room === 'outbox') return { screen: 'outbox', slug, mail: name ?? null };
  if (room === 'settings') return { screen: 'settings', slug, section: name ?? '' };
  return { screen: 'nowhere' };
}

/** The paths of a workspace. Tickets keep the queue's tab in the address. */
export function pathsOf(slug: string, tab = '') {
  const base = `/console/${encodeURIComponent(slug)}`;
  const query = tab === '' || tab === 'all' ? '' : `?tab=${encodeURIComponent(tab)}`;
  const under = (room: string, name = ''): string =>
    `${base}/${room}${name === '' ? '' : `/${encodeURIComponent(name)}`}`;
  return {
    queue: base + query,
    ticket: (reference: string) => under('t', reference) + query,
    contacts: under('contacts'),
    contact: (id: string) => under('contacts', id),
    outbox: under('outbox'),
    mail: (id: string) => under('outbox', id),
    settings: (section = '') => under('settings', section),
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
