// A failed sign-in in words. What was wrong with address or password is never told apart.
import { strings } from '../shell/language.ts';
import type { SignInOutcome } from './sign-in-calls.ts';

/** What to tell; `refused` is the text for a plain no. */
export function signInProblem(outcome: Extract<SignInOutcome, { ok: false }>, refused: string): string {
  if (outcome.status === 0) return strings().failure.offline;
  if (outcome.status === 429) return strings().session.tooOften;
  if (outcome.status >= 500) return strings().failure.unknown;
  return refused;
}
