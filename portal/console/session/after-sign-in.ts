// Where sign-in leads: back to the page that asked for it, never to another site.
import { place } from '../app/place.ts';

/** The path to go on to: `to` of the address when it is a path of the console. */
export function wantedPath(): string {
  const to = place.value.searchParams.get('to') ?? '';
  return /^\/console(\/|$|\?)/.test(to) ? to : '/console';
}
