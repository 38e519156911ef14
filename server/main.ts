// `npm start`: reads the settings, starts the server, says where it is, and drains on a signal.
import { ConfigError, readConfig, type Config } from './config.ts';
import type { Deps } from './deps.ts';
import { createLog } from './log.ts';
import { type RunningServer, startServer } from './server.ts';
import { StartError } from './start-error.ts';

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const node = { isStopping: false };
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

try {
  const config = readConfig(process.env);
  const log = createLog(config.logLevel);
  const running = await startServer(config, log);
  stopOnSignal(running);
  // A promise that nobody waited for concerns one request; the others go on.
  process.on('unhandledRejection', (err) => log.error({ err }, 'a rejection that nobody handled'));
  try {
    say(await greeting(config, running.deps));
  } catch (error) {
    // What the stop itself broke off is no failure.
    if (!node.isStopping) {
      await running.stop();
      throw error;
    }
  }
} catch (error) {
  if (error instanceof ConfigError) error.lines.forEach(complain);
  else if (error instanceof StartError) complain(error.message);
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exit(1);
}

function stopOnSignal(running: RunningServer): void {
  let stoppedAt = 0;
  const stop = (): void => {
    if (stoppedAt > 0) {
      // Ctrl-C comes twice at once where a watcher passes it on; one that comes later is from somebody who will not wait.
      if (Date.now() - stoppedAt > 1_000) process.exit(130);
      return;
    }
    stoppedAt = Date.now();
    node.isStopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        complain(String(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function greeting(config: Config, deps: Deps): Promise<string> {
  const { publicUrl } = config;
  if (config.role === 'worker') return 'Deskbell works on jobs.';
  const lines = [['Console', `${publicUrl}/console`]];
  if (config.demo) {
    // Loaded for a demo only.
    const { demoLink } = await import('./demo-link.ts');
    const link = await demoLink(deps);
    lines.unshift(['Sample shop', `${publicUrl}/`]);
    if (link !== null) lines.push(['Sign in, once', link]);
  }
  lines.push(['API', `${publicUrl}/api/docs`]);
  return ['Deskbell is ready.', ...lines.map(([what = '', where = '']) => `  ${what.padEnd(14)} ${where}`)].join('\n');
}
