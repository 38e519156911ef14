// Finds a Chromium for the tests, or installs one and says so.
import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './bundles.ts';

/** For tests only: as root there is no sandbox, and a closed network wants no background calls. */
export const browserFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
] as const;

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/**
 * The path of a Chromium: CHROMIUM_PATH, a usual place, Playwright's own, or one that is installed now (Debian's package
 * when root, else Playwright's).
 *
 * @throws Error in one line that says what to do.
 */
export async function findChromium(say: (line: string) => void = console.log): Promise<string> {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen !== undefined && chosen !== '') {
    if (isProgram(chosen)) return chosen;
    throw new Error(`CHROMIUM_PATH is no program (${chosen}): set it to a Chromium, or leave it out.`);
  }
  const found = usualPlaces.find(isProgram) ?? (await playwrightsOwn());
  return found ?? (await install(say));
}

async function install(say: (line: string) => void): Promise<string> {
  const isDebianRoot = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (isDebianRoot) {
    say('No Chromium found: installing the Debian package `chromium`.');
    const options = {
      stdio: ['ignore', 'ignore', 'inherit'] as const,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    };
    execFileSync('apt-get', ['update', '-qq'], { ...options, stdio: [...options.stdio] });
    execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', 'chromium'], {
      ...options,
      stdio: [...options.stdio],
    });
  } else {
    say('No Chromium found: installing Playwright’s.');
    const cli = join(root, 'node_modules', 'playwright-core', 'cli.js');
    execFileSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 'ignore', 'inherit'] });
  }
  const installed = usualPlaces.find(isProgram) ?? (await playwrightsOwn());
  if (installed === undefined) throw new Error('No Chromium could be installed: set CHROMIUM_PATH to one.');
  say(`Chromium is at ${installed}.`);
  return installed;
}

async function playwrightsOwn(): Promise<string | undefined> {
  const { chromium } = await import('playwright-core');
  const path = chromium.executablePath();
  return isProgram(path) ? path : undefined;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
