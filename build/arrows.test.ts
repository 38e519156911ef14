import { ESLint } from 'eslint';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { arrowConfigs, roomLayers } from './arrows.ts';
import { root } from './bundles.ts';

const eslint = new ESLint({
  cwd: root,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ['**/*.ts'],
      languageOptions: { parser: tseslint.parser },
      plugins: { '@typescript-eslint': tseslint.plugin },
    },
    ...arrowConfigs,
  ] as never,
});

async function isAllowed(file: string, line: string): Promise<boolean> {
  const [result] = await eslint.lintText(line, { filePath: join(root, file) });
  return result?.messages.length === 0;
}

describe('arrows', () => {
  it('give every room its layer', () => {
    const folders = readdirSync(join(root, 'server'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const rooms = folders.map(({ name }) => name).filter((name) => name !== 'testing');
    expect(rooms.filter((room) => !roomLayers.flat().includes(room))).toEqual([]);
  });

  it.each([
    ['shared/tickets/state.ts', "import { AppError } from '../errors.ts';"],
    ['server/tickets/actions.ts', "import { x } from '../contacts/store.ts';"],
    ['server/tickets/actions.ts', "import { x } from './store.ts';"],
    ['server/tickets/router.ts', "import { x } from './merge-actions.ts';"],
    ['server/api/routes.ts', "import type { AppRouter } from '../router.ts';"],
    ['server/main.ts', "import { buildApp } from './app.ts';"],
    ['widget/core/api.ts', "import type { AppRouter } from '../../server/router.ts';"],
    ['server/tickets/life.test.ts', "import { x } from '../webhooks/jobs.ts';"],
  ])('let %s say %s', async (file, line) => {
    expect(await isAllowed(file, line)).toBe(true);
  });

  it.each([
    ['shared/tickets/state.ts', "import type { Sql } from '../../server/db/connect.ts';"],
    ['server/tickets/actions.ts', "import { x } from '../slack/post.ts';"],
    ['server/tickets/actions.ts', "import type { X } from '../webhooks/store.ts';"],
    ['server/contacts/store.ts', "import { x } from '../tickets/store.ts';"],
    ['server/tickets/store.ts', "import { x } from './load.ts';"],
    ['server/tickets/merge-store.ts', "import { x } from './merge-actions.ts';"],
    ['server/tickets/actions.ts', "import { x } from './router.ts';"],
    ['server/tickets/actions.ts', "import { buildApp } from '../app.ts';"],
    ['server/http/cors.ts', "import { x } from '../workspaces/load.ts';"],
    ['server/main.ts', "import { x } from '../widget/loader.ts';"],
    ['widget/core/api.ts', "import { appRouter } from '../../server/router.ts';"],
    ['portal/console/api.ts', "import { x } from '../../widget/core/api.ts';"],
  ])('do not let %s say %s', async (file, line) => {
    expect(await isAllowed(file, line)).toBe(false);
  });
});
