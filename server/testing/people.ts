// People who sign in, for tests: made like the real ones, with a password that is known.
import type { MemberRole } from '#shared/permissions/actions.ts';
import { hashPassword } from '../auth/password.ts';
import { makeSignInLink } from '../auth/sign-in-links.ts';
import { ensurePerson, markVerified, replacePassword } from '../auth/store.ts';
import type { Deps } from '../deps.ts';
import { newId } from '../ids.ts';
import { insertMember } from '../team/store.ts';
import { type Browser, openBrowser } from './browser.ts';

export const knownPassword = 'a horse of many colours';

export interface TestPerson {
  personId: string;
  memberId: string;
  email: string;
  name: string;
}

/** A member who can sign in with `knownPassword`, or by links only. */
export async function addPerson(
  deps: Deps,
  workspaceId: string,
  { name, role, password = true }: { name: string; role: MemberRole; password?: boolean },
): Promise<TestPerson> {
  const email = `${name.toLowerCase()}.${newId().slice(-6)}@people.example`;
  const person = await ensurePerson(deps.sql, { id: newId(), name, email });
  await markVerified(deps.sql, person.id);
  if (password) await givePassword(deps, person.id);
  const member = { id: newId(), personId: person.id, role, name, email };
  return { personId: person.id, memberId: await insertMember(deps.sql, workspaceId, member), email, name };
}

// Hashing costs a tenth of a second: once a file is enough.
let knownHash: Promise<string> | undefined;

/** Sets `knownPassword`. */
export async function givePassword(deps: Deps, personId: string): Promise<void> {
  knownHash ??= hashPassword(knownPassword);
  await replacePassword(deps.sql, { id: newId(), personId, hash: await knownHash });
}

/** A browser in which they are signed in by a link, or asked for their second factor. */
export async function linkedIn(deps: Deps, email: string, browser: Browser = openBrowser(deps)): Promise<Browser> {
  const { token } = await makeSignInLink(deps, email, 5);
  const response = await browser.post('/api/auth/magic-link/verify', { token });
  if (!response.ok) throw new Error(`the link answered ${response.status}: ${await response.text()}`);
  return browser;
}

/** A browser in which they are signed in by password. */
export async function signedIn(deps: Deps, email: string, browser: Browser = openBrowser(deps)): Promise<Browser> {
  const response = await browser.post('/api/auth/sign-in/email', { email, password: knownPassword });
  if (!response.ok) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  return browser;
}
