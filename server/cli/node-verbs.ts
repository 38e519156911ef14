// Verbs about the installation itself.
import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import type { Deps } from '../deps.ts';
import { isMigrated } from '../db/migrate.ts';
import { demoLink } from '../demo-link.ts';
import { version } from '../version.ts';
import { table, type Verb } from './verb.ts';

export const nodeVerbs: readonly Verb[] = [
  {
    words: 'migrate',
    says: 'brings the database up to this version (every verb and every start does)',
    options: {},
    run: async ({ sql }) => {
      const migrations = await sql<{ name: string }[]>`select name from schema_migration order by number`;
      const names = migrations.map(({ name }) => name);
      return {
        data: { migrations: names },
        text: `The database is up to date: ${names.at(-1) ?? 'nothing to apply'}.`,
      };
    },
  },
  {
    words: 'demo',
    says: 'seeds the demo workspace when there is none, and prints a link that signs its owner in once',
    options: {},
    run: async (deps) => {
      const link = await demoLink(deps);
      if (link === null) return { data: { signInLink: null }, text: 'The demo is there; its owner is not any more.' };
      return { data: { signInLink: link }, text: table([['Sign in, once', link]]) };
    },
  },
  {
    words: 'doctor',
    says: 'looks whether everything that a node needs is there',
    options: {},
    run: async (deps) => {
      const checks = await Promise.all(examinations.map((examine) => examine(deps)));
      const ok = checks.every((check) => check.ok);
      const lines = checks.map(({ name, ok: isWell, says }) => [`${isWell ? 'ok  ' : 'BAD '} ${name}`, says] as const);
      return { data: { ok, version, checks }, text: table(lines), ok };
    },
  },
];

interface Check {
  name: string;
  ok: boolean;
  says: string;
}

/** Answers "database is well" or what is wrong with it; a doctor never throws. */
const examination =
  (name: string, examine: (deps: Deps) => Promise<Omit<Check, 'name'>>) =>
  async (deps: Deps): Promise<Check> => {
    try {
      return { name, ...(await examine(deps)) };
    } catch (error) {
      return { name, ok: false, says: error instanceof Error ? error.message : String(error) };
    }
  };

const examinations = [
  examination('database', async ({ sql, config }) => {
    const [row] = await sql<{ version: string }[]>`select current_setting('server_version') as version`;
    const where = config.databaseUrl === null ? 'embedded' : 'at DATABASE_URL';
    return { ok: true, says: `PostgreSQL ${row?.version ?? ''}, ${where}` };
  }),
  examination('migrations', async ({ sql }) => {
    const ok = await isMigrated(sql);
    return { ok, says: ok ? 'up to date' : 'some are missing: run migrate' };
  }),
  examination('clock', async ({ sql }) => {
    const [row] = await sql<{ now: Date }[]>`select clock_timestamp() as now`;
    const apartMs = Math.abs(Date.now() - (row?.now.getTime() ?? 0));
    return { ok: apartMs < 5_000, says: `${Math.round(apartMs)} ms from the database’s` };
  }),
  examination('data folder', async ({ config }) => {
    await access(config.dataDir, constants.W_OK);
    return { ok: true, says: config.dataDir };
  }),
  examination('links', async ({ config }) => {
    const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(new URL(config.publicUrl).hostname);
    const ok = isLocal || config.publicUrl.startsWith('https:');
    return { ok, says: ok ? config.publicUrl : `${config.publicUrl}: set PUBLIC_URL to an https:// address` };
  }),
  examination('mail', async ({ config }) => ({
    ok: true,
    says:
      config.mail.kind === 'outbox'
        ? 'kept in the outbox, nothing is sent (MAIL_URL is unset)'
        : `by ${config.mail.kind}`,
  })),
  examination('jobs', async ({ jobs }) => {
    const dead = await jobs.deadLetters();
    return {
      ok: dead.length === 0,
      says: dead.length === 0 ? 'none failed for good' : `${dead.length} failed for good`,
    };
  }),
];
