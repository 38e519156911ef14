// What a customer reads in English when a call fails: what happened and what to do, by the code of the answer.
import type { ErrorCode } from '../../errors.ts';

export const errors: Record<ErrorCode, string> = {
  bad_request: 'Something in the form is not right. Check the marked fields.',
  unauthorized: 'Your session has ended. Reload the page and try again.',
  forbidden: 'This page may not do that. Write to us by e-mail instead.',
  not_found: 'We cannot find this. It may have been removed.',
  conflict: 'This has changed meanwhile. Reload it and try again.',
  too_large: 'This is too big to send. Make it shorter or leave a file out.',
  unsupported_media_type: 'We cannot take this kind of file.',
  unprocessable: 'This is not possible right now. Reload it to see why.',
  rate_limited: 'That was a lot at once. Wait a minute and try again.',
  internal: 'That did not work, and it is our fault. Try again in a moment.',
  unavailable: 'We cannot be reached right now. Try again in a moment.',
};
