// `npm run deskbell -- VERB`: administration from the command line. `--json` prints one JSON object, also for a failure.
import { withDeps } from './cli/open.ts';
import { help, readCommand, UsageError } from './cli/verbs.ts';
import { ConfigError, readConfig } from './config.ts';
import { appErrorOf, errorBody } from './http/errors.ts';
import { createLog } from './log.ts';
import { StartError } from './start-error.ts';

const args = process.argv.slice(2);
const isJson = args.includes('--json');
const words = args.filter((arg) => arg !== '--json');

if (words.includes('--help') || words[0] === 'help') {
  console.log(help());
} else {
  try {
    const { verb, options } = readCommand(words);
    const config = readConfig(process.env);
    // The answer goes to standard output alone; what goes wrong beside it, to standard error.
    const log = createLog(config.logLevel === 'info' ? 'error' : config.logLevel, process.stderr);
    const outcome = await withDeps(config, log, (deps) => verb.run(deps, options));
    console.log(isJson ? JSON.stringify(outcome.data) : outcome.text);
    process.exitCode = outcome.ok === false ? 1 : 0;
  } catch (error) {
    const failure = describe(error);
    if (isJson) console.log(JSON.stringify({ error: failure }));
    else
      console.error(
        [failure.message, ...Object.entries(failure.fields ?? {}).map(([name, why]) => `  ${name}: ${why}`)].join('\n'),
      );
    process.exitCode = 1;
  }
}

function describe(error: unknown): { code: string; message: string; fields?: Record<string, string> } {
  if (error instanceof UsageError || error instanceof ConfigError || error instanceof StartError) {
    return { code: 'bad_request', message: error.message };
  }
  const failure = appErrorOf(error);
  // At the terminal of whoever runs the server nothing has to be hidden.
  if (failure.code === 'internal')
    return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
  return errorBody(failure) as { code: string; message: string; fields?: Record<string, string> };
}
