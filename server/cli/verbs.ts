// All verbs of `npm run deskbell -- VERB`, and how typed words become one of them.
import { parseArgs } from 'node:util';
import { nodeVerbs } from './node-verbs.ts';
import type { Options, Verb } from './verb.ts';
import { workspaceVerbs } from './workspace-verbs.ts';

export const verbs: readonly Verb[] = [...nodeVerbs, ...workspaceVerbs];

export interface Command {
  verb: Verb;
  options: Options;
}

/** Words that make no command; the message says which would. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readCommand(args: readonly string[]): Command {
  const verb = verbs.find(({ words }) => words.split(' ').every((word, index) => args[index] === word));
  if (verb === undefined) throw new UsageError(args.length === 0 ? help() : `There is no such verb.\n${help()}`);
  const names = Object.keys(verb.options);
  const options = parse(
    args.slice(verb.words.split(' ').length),
    names.map((name) => name.replace('?', '')),
    verb,
  );
  const missing = names.filter((name) => !name.endsWith('?') && options[name] === undefined);
  if (missing.length > 0)
    throw new UsageError(`${missing.map((name) => `--${name}`).join(', ')} is missing.\n${usage(verb)}`);
  return { verb, options };
}

function parse(args: string[], names: string[], verb: Verb): Options {
  try {
    const { values } = parseArgs({
      args,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
      strict: true,
    });
    return values as Options;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage(verb)}`);
  }
}

/** Every verb with its options. */
export function help(): string {
  return ['npm run deskbell -- VERB [--json]', '', ...verbs.map(usage)].join('\n');
}

function usage({ words, says, options }: Verb): string {
  const shown = Object.entries(options).map(([name, holds]) => {
    const left = name.endsWith('?') ? `[--${name.slice(0, -1)}]` : `--${name}`;
    return `      ${left.padEnd(16)} ${holds}`;
  });
  return [`  ${words}`, `      ${says}`, ...shown].join('\n');
}
