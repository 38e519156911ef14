// `npm start`: builds what is stale, then becomes the server. One process, so that a signal reaches it.
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { buildStale } from './bundle.ts';
import { root } from './bundles.ts';

// Stripped and compiled once, read from there at the next start.
enableCompileCache(join(root, 'node_modules', '.cache', 'compile'));
const built = await buildStale();
if (built.length > 0) console.log(`Built ${built.map((name) => `dist/${name}`).join(', ')}.`);
await import('../server/main.ts');
stopWithParent();

/** npm gives a signal to its shell, which ends without passing it on: whoever has lost their parent was told to stop. */
function stopWithParent(): void {
  if (process.env.npm_lifecycle_event === undefined) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}
