// /console: one page for every address under it; the application itself reads the address.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Hono } from 'hono';
import { AppError } from '#shared/errors.ts';
import { distFolder } from './dist.ts';
import { pageHeaders } from './http/security-headers.ts';

/** Mounted at /console. */
export function consolePage(): Hono {
  const file = join(distFolder('portal'), 'console', 'index.html');
  let page = '';
  let readAt = 0;
  return new Hono().use(pageHeaders('console')).get('/*', (c) => {
    const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAt === 0) throw new AppError('unavailable', 'The console is not built yet: run `npm run build`.');
    if (changedAt !== readAt) {
      page = readFileSync(file, 'utf8');
      readAt = changedAt;
    }
    // The page is the same for everybody and names hashed files: it is asked for anew each time.
    return c.html(page, 200, { 'cache-control': 'no-cache' });
  });
}
