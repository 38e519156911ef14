// `npm run dev`: the server with reload, and the browser side built anew whenever one of its sources changes.
import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { buildStale } from './bundle.ts';
import { root } from './bundles.ts';

const quietMs = 150;

async function build(): Promise<void> {
  try {
    for (const name of await buildStale()) console.log(`Built dist/${name}.`);
  } catch (error) {
    // The bundler has said where; the next save tries again.
    console.error(error instanceof Error ? error.message : error);
  }
}

await build();
const server = spawn(process.execPath, ['--watch', '--watch-preserve-output', 'server/main.ts'], {
  cwd: root,
  stdio: 'inherit',
});
server.once('exit', (code) => process.exit(code ?? 1));
// Ctrl-C reaches the server as well, which drains; this process ends with it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => server.kill('SIGTERM'));

let pending: NodeJS.Timeout | undefined;
for (const folder of ['widget', 'portal', 'shared']) {
  watch(join(root, folder), { recursive: true }, () => {
    clearTimeout(pending);
    pending = setTimeout(() => void build(), quietMs);
  });
}
