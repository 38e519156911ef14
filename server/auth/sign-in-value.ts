// What the row of a one-time sign-in link says, in one place: the library reads it, and whoever signs somebody out
// everywhere finds it by it.

/** @param email Canonical. */
export function signInValue(email: string): string {
  return JSON.stringify({ email });
}
