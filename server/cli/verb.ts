// What a verb of the command line is: its words, its options, and what it does.
import type { Deps } from '../deps.ts';

/** What a verb answers: one object for programs, and the same in lines for people. */
export interface Outcome {
  data: Record<string, unknown>;
  text: string;
  /** False ends the process with 1, though nothing was thrown. */
  ok?: boolean;
}

export interface Verb {
  /** Such as `workspace create`. */
  words: string;
  says: string;
  /** Option -> what it holds, for the help; `?` at the end for one that may be left out. */
  options: Readonly<Record<string, string>>;
  run(deps: Deps, options: Options): Promise<Outcome>;
}

/** The options as they were typed, by their names without the dashes. */
export type Options = Readonly<Record<string, string>>;

/** A label and a value in each line, in two columns. */
export function table(rows: readonly (readonly [label: string, value: string])[]): string {
  const width = Math.max(...rows.map(([label]) => label.length));
  return rows.map(([label, value]) => `${label.padEnd(width)}  ${value}`).join('\n');
}
