// @ts-check
// Tests of elements in a real browser: widget/ and portal/, each file in a page of its own.
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { chromeLauncher } from '@web/test-runner-chrome';
import { browserFlags, findChromium } from './build/chromium.ts';

export default {
  files: ['widget/**/*.test.ts', 'portal/**/*.test.ts'],
  nodeResolve: { exportConditions: ['browser', 'production'] },
  plugins: [
    esbuildPlugin({ ts: true, target: 'es2022', tsconfig: new URL('tsconfig.base.json', import.meta.url).pathname }),
  ],
  browsers: [
    chromeLauncher({
      launchOptions: { executablePath: await findChromium(), headless: true, args: [...browserFlags] },
    }),
  ],
  testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
  // Two cores: one page to test, one for the server beside it.
  concurrency: 1,
  testsFinishTimeout: 180_000,
};
