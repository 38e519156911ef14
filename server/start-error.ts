// A start that cannot go on, said in one line: what is wrong and the mend.

/** The message is all that is printed before the process exits with 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}
