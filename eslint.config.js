// @ts-check
// Lint: strict type-checked rules, the arrows between folders (build/arrows.ts), and a ceiling on file length.
import jsdoc from 'eslint-plugin-jsdoc';
import * as lit from 'eslint-plugin-lit';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { arrowConfigs } from './build/arrows.ts';

const tests = ['**/*.test.ts', 'e2e/**', 'bench/**', '**/testing/**'];

export default defineConfig(
  globalIgnores(['dist/', '.data/', 'coverage/', 'examples/**/dist/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    plugins: { jsdoc },
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: 400 }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'TSEnumDeclaration', message: 'Types are stripped, not compiled: use a union of literals.' },
        { selector: 'TSParameterProperty', message: 'Types are stripped, not compiled: assign the field.' },
        { selector: 'Decorator', message: 'Types are stripped, not compiled: use static properties.' },
        { selector: 'ExportDefaultDeclaration', message: 'Exports are named.' },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Interfaces of a room are implemented by functions that need not await.
      '@typescript-eslint/require-await': 'off',
      // Objects are closures here, and Lit binds its listeners: nothing has a `this` to lose.
      '@typescript-eslint/unbound-method': 'off',
      // Hono's methods answer a Hono of a narrower type; nobody asks for its class.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'jsdoc/require-jsdoc': ['error', { publicOnly: true, require: { ClassDeclaration: true } }],
    },
  },
  { files: ['widget/**/*.ts', 'portal/**/*.ts'], extends: [lit.configs['flat/recommended']] },
  {
    // Configuration is read by tools as a default export; runners and commands talk to the terminal.
    files: [
      '*.config.ts',
      '*.config.js',
      'build/**',
      'bench/**',
      'examples/**',
      'server/cli.ts',
      'server/testing/global-setup.ts',
    ],
    rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: tests,
    rules: {
      'jsdoc/require-jsdoc': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-empty-function': 'off',
    },
  },
  ...arrowConfigs,
);
